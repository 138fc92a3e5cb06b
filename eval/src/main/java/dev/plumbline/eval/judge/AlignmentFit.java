package dev.plumbline.eval.judge;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Fits the alignment judge's coefficients to labelled responses. */
public final class AlignmentFit {

    private static final int TEXTS_MIN = 15;
    private static final double WEIGHT_MIN = 0.1;
    private static final double PENALTY = 3;
    private static final double ERRORS_PASSED_MAX = 0.02;

    private AlignmentFit() {}

    /**
     * Items that count as much as all other portions with the same weight, however many they are.
     *
     * @param weight of the portion beside the others
     */
    public record Portion(String name, List<LabelledItem> items, double weight) {}

    /**
     * Fits and writes the model.
     *
     * @param texts whose word frequencies tell what is common
     * @param sentences the portions that decide about single sentences
     * @param responses the portions that decide about whole responses
     * @param errors unsupported items, of which the threshold lets hardly any pass
     * @param command that does the same again, for the file's first line
     */
    public static void fit(
            List<String> texts,
            List<Portion> sentences,
            List<Portion> responses,
            List<LabelledItem> errors,
            Path file,
            String command) {
        Map<String, Double> words = words(texts);
        WordWeights weights = new WordWeights(words, 1);
        LogisticModel sentence = sentenceModel(sentences, weights);
        LogisticModel response = responseModel(responses, sentence, weights);
        double threshold = threshold(errors, sentence, response, weights);
        new AlignmentModel(words, 1, sentence, response, threshold).write(file, command);
    }

    /** Rarity from 0.1 to 1 of each word that several texts have; rarer words count 1. */
    private static Map<String, Double> words(List<String> texts) {
        Map<String, Integer> frequency = new HashMap<>();
        Tokenizer tokenizer = new Tokenizer();
        for (String text : texts) {
            Set<String> keys = new HashSet<>();
            for (Token token : tokenizer.tokens(text)) {
                if (token.kind() == Token.Kind.CONTENT) {
                    keys.add(token.key());
                }
            }
            keys.forEach(key -> frequency.merge(key, 1, Integer::sum));
        }
        double most = Math.log((double) texts.size() / TEXTS_MIN);
        Map<String, Double> words = new HashMap<>();
        frequency.forEach(
                (key, count) -> {
                    if (count > TEXTS_MIN) {
                        words.put(
                                key,
                                Math.max(
                                        WEIGHT_MIN,
                                        Math.log((double) texts.size() / count) / most));
                    }
                });
        return words;
    }

    private static LogisticModel sentenceModel(List<Portion> portions, WordWeights weights) {
        Rows rows = new Rows();
        for (Portion portion : portions) {
            int from = rows.features.size();
            for (LabelledItem item : portion.items()) {
                for (Assessment assessment : assessments(item, weights)) {
                    Sentence sentence = assessment.claim().sentence();
                    Span span = new Span(sentence.start(), sentence.end());
                    boolean wrong =
                            !item.supported()
                                    && (item.spans().isEmpty()
                                            || item.spans().stream().anyMatch(span::overlaps));
                    rows.add(assessment.features().values(), !wrong);
                }
            }
            rows.weigh(from, portion.weight());
        }
        return rows.fit();
    }

    private static LogisticModel responseModel(
            List<Portion> portions, LogisticModel sentence, WordWeights weights) {
        Rows rows = new Rows();
        for (Portion portion : portions) {
            int from = rows.features.size();
            for (LabelledItem item : portion.items()) {
                double[] logits = logits(assessments(item, weights), sentence);
                if (logits.length > 0) {
                    rows.add(ResponseFeatures.of(logits), item.supported());
                }
            }
            rows.weigh(from, portion.weight());
        }
        return rows.fit();
    }

    /** The least probability that hardly any coarse error reaches. */
    private static double threshold(
            List<LabelledItem> errors,
            LogisticModel sentence,
            LogisticModel response,
            WordWeights weights) {
        List<Double> scores = new ArrayList<>();
        for (LabelledItem item : errors) {
            double[] logits = logits(assessments(item, weights), sentence);
            scores.add(LogisticModel.probability(response.logit(ResponseFeatures.of(logits))));
        }
        long passing = (long) (ERRORS_PASSED_MAX * scores.size());
        return scores.stream()
                .sorted(Comparator.reverseOrder())
                .skip(passing)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no errors to set a threshold by"));
    }

    private static double[] logits(List<Assessment> assessments, LogisticModel sentence) {
        return assessments.stream()
                .mapToDouble(a -> sentence.logit(a.features().values()))
                .toArray();
    }

    private static List<Assessment> assessments(LabelledItem item, WordWeights weights) {
        Tokenizer tokenizer = new Tokenizer();
        Evidence evidence = Evidence.of(item.evidence(), tokenizer);
        Set<String> asked = AlignmentJudge.keys(item.question(), tokenizer);
        List<Assessment> found = new ArrayList<>();
        for (Claim claim : Claim.of(item.response(), tokenizer)) {
            found.add(Assessment.of(claim, evidence, asked, weights));
        }
        return found;
    }

    /** Training rows with weights. */
    private static final class Rows {
        private final List<double[]> features = new ArrayList<>();
        private final List<Boolean> positive = new ArrayList<>();
        private final List<Double> weights = new ArrayList<>();

        void add(double[] row, boolean isPositive) {
            features.add(row);
            positive.add(isPositive);
            weights.add(1.0);
        }

        /**
         * Makes both classes of the rows from here on weigh the same, a thousand in all times the
         * weight.
         */
        void weigh(int from, double weight) {
            int positives = 0;
            for (int i = from; i < positive.size(); i++) {
                positives += positive.get(i) ? 1 : 0;
            }
            int negatives = positive.size() - from - positives;
            for (int i = from; i < positive.size(); i++) {
                int same = positive.get(i) ? positives : negatives;
                weights.set(i, 500 * weight / same);
            }
        }

        LogisticModel fit() {
            boolean[] classes = new boolean[positive.size()];
            for (int i = 0; i < classes.length; i++) {
                classes[i] = positive.get(i);
            }
            double[] each = weights.stream().mapToDouble(Double::doubleValue).toArray();
            return LogisticModel.fit(features.toArray(double[][]::new), classes, each, PENALTY);
        }
    }
}
