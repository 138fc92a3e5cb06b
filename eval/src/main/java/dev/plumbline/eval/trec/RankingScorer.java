package dev.plumbline.eval.trec;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The measures of trec_eval 10.0, with {@code -c}, for Java callers: topics come one by one, and
 * sums alone are held.
 */
public final class RankingScorer {
    private final List<TrecTable> tables;
    private final Judging judging = new Judging(1, Long.MAX_VALUE, false);
    private long scored;

    /**
     * Measures rankings.
     *
     * @param topics how many there are
     * @param relevant how many relevant documents they have together
     * @param measures names with parameters, such as {@code ndcg_cut.10}
     * @throws IllegalArgumentException if a measure is not known
     */
    public RankingScorer(long topics, long relevant, List<String> measures) {
        try {
            tables = tables(topics, relevant, measures);
        } catch (TrecFailure failure) {
            throw new IllegalArgumentException(failure.sentence(), failure);
        }
    }

    /**
     * Scores a topic and takes it into the averages.
     *
     * @param grades relevance by document
     * @param ranking score by document; may be empty, which counts as having found nothing
     * @return the topic's figures by trec_eval's names
     * @throws IllegalArgumentException if no document is judged
     */
    public Map<String, Double> score(
            String topic, Map<String, Integer> grades, Map<String, Double> ranking) {
        Map<String, Integer> judged = new TreeMap<>(grades);
        TopicQrels qrels =
                new TopicQrels(
                        topic,
                        judged.keySet().toArray(String[]::new),
                        judged.values().stream().mapToLong(Integer::longValue).toArray());
        Map<String, Double> figures = new LinkedHashMap<>();
        try {
            JudgedRanking judgedRanking = judging.judge(qrels, run(topic, ranking));
            for (TrecTable table : tables) {
                table.score(judgedRanking, 0, ranking.isEmpty());
                table.add();
                put(table.names(), table.values(), figures);
            }
        } catch (TrecFailure failure) {
            throw new IllegalArgumentException(failure.sentence(), failure);
        }
        scored++;
        return figures;
    }

    private static TopicRun run(String topic, Map<String, Double> ranking) {
        Map<String, Double> found = new TreeMap<>(ranking);
        return found.isEmpty()
                ? TopicRun.missing(topic)
                : new TopicRun(
                        topic,
                        found.keySet().toArray(String[]::new),
                        found.values().stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** The figures over all topics that were scored. */
    public Map<String, Double> summary() {
        Map<String, Double> summary = new LinkedHashMap<>();
        for (TrecTable table : tables) {
            put(table.names(), table.average(scored), summary);
        }
        return summary;
    }

    private static void put(List<String> names, double[] values, Map<String, Double> into) {
        for (int i = 0; i < values.length; i++) {
            into.put(names.get(i), values[i]);
        }
    }

    private static List<TrecTable> tables(long topics, long relevant, List<String> measures) {
        TrecTable.Settings settings =
                new TrecTable.Settings(TrecVersion.V10_0, true, false, topics, relevant);
        List<String> arguments = new ArrayList<>();
        for (String measure : measures) {
            arguments.add("-m");
            arguments.add(measure);
        }
        arguments.addAll(List.of("qrels", "run"));
        TrecOptions options = TrecOptions.parse(arguments, TrecVersion.V10_0);
        List<TrecTable> tables = new ArrayList<>();
        for (Measure measure : options.measures()) {
            String text = options.parametersOf(measure);
            Parameters parameters =
                    text == null ? measure.standard() : Parameters.parse(measure.kind(), text);
            tables.add(new TrecTable(measure, measure.names(parameters), parameters, settings));
        }
        return tables;
    }
}
