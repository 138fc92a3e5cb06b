package dev.plumbline.answers.quoting;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Candidates in the order in which they are believed to answer.
 *
 * @param candidates best first
 * @param scores the ranker's sums, in that order
 * @param beliefs the softmax of the scores, adding up to 1
 */
record Ranking(List<Candidate> candidates, List<Double> scores, List<Double> beliefs) {

    static Ranking of(List<Candidate> candidates, LinearModel ranker) {
        double[] scores = candidates.stream().mapToDouble(c -> ranker.score(c.features)).toArray();
        List<Integer> order =
                IntStream.range(0, scores.length)
                        .boxed()
                        .sorted(
                                Comparator.comparingDouble((Integer i) -> -scores[i])
                                        .thenComparing(i -> i))
                        .toList();
        double highest = order.isEmpty() ? 0 : scores[order.getFirst()];
        double sum =
                IntStream.range(0, scores.length)
                        .mapToDouble(i -> Math.exp(scores[i] - highest))
                        .sum();
        return new Ranking(
                order.stream().map(candidates::get).toList(),
                order.stream().map(i -> scores[i]).toList(),
                order.stream().map(i -> Math.exp(scores[i] - highest) / sum).toList());
    }

    /**
     * What is measured of the whole, by the names of {@link AnswerFeature}; nothing where there is
     * no candidate.
     */
    Map<String, Double> features(Examination examined) {
        Map<String, Double> features = new HashMap<>();
        if (candidates.isEmpty()) {
            return features;
        }
        Candidate best = candidates.getFirst();
        set(features, AnswerFeature.WORD_MATCH, best.feature(SentenceFeature.WORD_MATCH));
        set(features, AnswerFeature.HIGHEST_WORD_MATCH, highest(SentenceFeature.WORD_MATCH));
        set(features, AnswerFeature.RARE_WORD_MATCH, best.feature(SentenceFeature.RARE_WORD_MATCH));
        set(
                features,
                AnswerFeature.WORST_WORD_MATCH,
                best.feature(SentenceFeature.WORST_WORD_MATCH));
        set(features, AnswerFeature.TOKEN_MATCH, best.feature(SentenceFeature.TOKEN_MATCH));
        set(features, AnswerFeature.NEAR_WORD_MATCH, best.feature(SentenceFeature.NEAR_WORD_MATCH));
        set(features, AnswerFeature.SENTENCE_COSINE, best.feature(SentenceFeature.SENTENCE_COSINE));
        set(features, AnswerFeature.COVERAGE, best.feature(SentenceFeature.COVERAGE));
        set(features, AnswerFeature.NEAR_COVERAGE, best.feature(SentenceFeature.NEAR_COVERAGE));
        set(features, AnswerFeature.NEAR_NAMES, best.feature(SentenceFeature.NEAR_NAMES));
        set(features, AnswerFeature.PAIRS, best.feature(SentenceFeature.PAIRS));
        set(features, AnswerFeature.CUE, best.feature(SentenceFeature.CUE));
        set(features, AnswerFeature.BEST_SCORE, scores.getFirst());
        double belief = Math.clamp(beliefs.getFirst(), .02, .98);
        set(features, AnswerFeature.CERTAINTY, Math.log(belief / (1 - belief)));
        set(features, AnswerFeature.SIZE, Math.log(1 + examined.passageCount()));
        set(features, AnswerFeature.WORDS, Math.log(1 + examined.asked().words().size()));
        addOfPassages(features, examined);
        return features;
    }

    private static void addOfPassages(Map<String, Double> features, Examination examined) {
        List<PassageView> passages = examined.passages();
        double[] cosines =
                examined.candidates().stream()
                        .filter(c -> c.index == 0)
                        .mapToDouble(c -> -c.feature(SentenceFeature.PASSAGE_COSINE))
                        .sorted()
                        .map(c -> -c)
                        .toArray();
        double next =
                IntStream.range(1, cosines.length)
                        .mapToDouble(i -> cosines[i])
                        .average()
                        .orElse(.5);
        set(features, AnswerFeature.PASSAGE_COSINE, cosines[0]);
        set(features, AnswerFeature.COSINE_LEAD, cosines[0] - next);
        PassageView covering =
                passages.stream()
                        .max(Comparator.comparingDouble(p -> examined.asked().coverage(p.terms())))
                        .orElseThrow();
        set(features, AnswerFeature.PASSAGE_COVERAGE, examined.asked().coverage(covering.terms()));
        set(
                features,
                AnswerFeature.RAREST_MISSING,
                examined.asked().rarestMissing(covering.terms()));
        Map<String, Integer> counts = new HashMap<>();
        List<PassageView> first = passages.subList(0, Math.min(5, passages.size()));
        first.forEach(p -> counts.merge(p.hit().documentId(), 1, Integer::sum));
        set(
                features,
                AnswerFeature.ONE_DOCUMENT,
                counts.values().stream().mapToInt(i -> i).max().orElse(0) / (double) first.size());
    }

    private double highest(SentenceFeature feature) {
        return candidates.stream().mapToDouble(c -> c.feature(feature)).max().orElse(0);
    }

    private static void set(Map<String, Double> features, AnswerFeature feature, double value) {
        features.put(feature.name(), value);
    }
}
