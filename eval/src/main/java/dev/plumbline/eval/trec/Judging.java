package dev.plumbline.eval.trec;

import java.util.Arrays;
import java.util.function.LongPredicate;

/**
 * Puts judgements and ranking of a topic together. Documents rank by score, equal scores by
 * document id descending; the run's own rank column plays no part.
 *
 * <p>One object serves the topics of one evaluation, in their order: where a topic has no judged
 * document at all, trec_eval keeps the former topic's counts per level, and so does this.
 */
final class Judging {
    /** Counts are kept in an array by level, here as there; it takes 128 MiB at most. */
    private static final long LEVEL_MAX = (1 << 24) - 1;

    private final long relevanceLevel;
    private final long documentsMax;
    private final boolean judgedOnly;

    private long[] perLevel = new long[0];
    private int levelCount;

    Judging(long relevanceLevel, long documentsMax, boolean judgedOnly) {
        this.relevanceLevel = relevanceLevel;
        this.documentsMax = documentsMax;
        this.judgedOnly = judgedOnly;
    }

    JudgedRanking judge(TopicQrels qrels, TopicRun run) {
        int[] ranking = rank(run);
        int kept = (int) Math.min(ranking.length, documentsMax);
        refuseDuplicates(run, ranking, kept);
        refuseDuplicates(qrels);
        long relevant = countLevels(qrels);
        long[] levels = new long[Math.max(kept, 0)];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = level(qrels, run.documents()[ranking[i]]);
        }
        if (judgedOnly) {
            levels = Arrays.stream(levels).filter(level -> level >= 0).toArray();
            kept = levels.length;
        }
        return new JudgedRanking(
                levels,
                kept,
                (int) count(levels, level -> level >= 0 && level >= relevanceLevel),
                relevant,
                (int) count(levels, level -> level == JudgedRanking.NOT_POOLED),
                (int) count(levels, level -> level == JudgedRanking.NOT_JUDGED),
                perLevel,
                levelCount,
                relevanceLevel);
    }

    private static int[] rank(TopicRun run) {
        double[] scores = run.scores();
        String[] documents = run.documents();
        return MergeSort.positions(
                scores.length,
                (a, b) -> {
                    if (scores[a] > scores[b]) {
                        return -1;
                    }
                    return scores[a] < scores[b] ? 1 : documents[b].compareTo(documents[a]);
                });
    }

    private static void refuseDuplicates(TopicRun run, int[] ranking, int kept) {
        boolean[] seen = new boolean[ranking.length];
        for (int i = 0; i < kept; i++) {
            seen[ranking[i]] = true;
        }
        // Documents are sorted, so equal ids are neighbours; those beyond the limit do not count.
        int last = -1;
        for (int i = 0; i < seen.length; i++) {
            if (!seen[i]) {
                continue;
            }
            if (last >= 0 && run.documents()[last].equals(run.documents()[i])) {
                throw duplicate("run", run.topic(), run.documents()[i]);
            }
            last = i;
        }
    }

    private static void refuseDuplicates(TopicQrels qrels) {
        for (int i = 1; i < qrels.documents().length; i++) {
            if (qrels.documents()[i].equals(qrels.documents()[i - 1])) {
                throw duplicate("qrels", qrels.topic(), qrels.documents()[i]);
            }
        }
    }

    private static TrecFailure duplicate(String where, String topic, String document) {
        return new TrecFailure(
                TrecFailure.UNSCORABLE,
                "the "
                        + where
                        + " hold document '"
                        + document
                        + "' of topic '"
                        + topic
                        + "' twice");
    }

    private long countLevels(TopicQrels qrels) {
        if (qrels.levelMax() > LEVEL_MAX) {
            throw new TrecFailure(
                    TrecFailure.UNSCORABLE,
                    "topic '%s' has a document of level %d, more than %d"
                            .formatted(qrels.topic(), qrels.levelMax(), LEVEL_MAX));
        }
        int needed = (int) Math.max(0, qrels.levelMax() + 1);
        if (needed == 0 && perLevel.length == 0) {
            throw new TrecFailure(
                    TrecFailure.UNSCORABLE,
                    "topic '" + qrels.topic() + "' has no judged document, nor has one before it");
        }
        if (needed > perLevel.length) {
            perLevel = new long[perLevel.length + needed];
        }
        Arrays.fill(perLevel, 0, needed, 0);
        for (long level : qrels.levels()) {
            if (level >= 0) {
                perLevel[(int) level]++;
            }
        }
        long relevant = 0;
        for (int level = 0; level < needed; level++) {
            if (perLevel[level] > 0) {
                levelCount = level + 1;
                relevant += level >= relevanceLevel ? perLevel[level] : 0;
            }
        }
        return relevant;
    }

    private static long level(TopicQrels qrels, String document) {
        int at = Arrays.binarySearch(qrels.documents(), document);
        if (at < 0) {
            return JudgedRanking.NOT_POOLED;
        }
        return qrels.levels()[at] < 0 ? JudgedRanking.NOT_JUDGED : qrels.levels()[at];
    }

    private static long count(long[] levels, LongPredicate which) {
        return Arrays.stream(levels).filter(which).count();
    }
}
