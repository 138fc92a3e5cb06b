package dev.plumbline.eval.judge;

import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.scoring.ScoringModel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks a cross-encoder how well each stretch of evidence supports each sentence; the best stretch
 * counts. The model's scores become probabilities by a logistic curve, since one model gives
 * probabilities and another log odds.
 */
public final class ScoringModelJudge extends ModelJudge {

    private static final int SENTENCES_PER_STRETCH = 3;

    private final ScoringModel model;
    private final double slope;
    private final double intercept;
    private final Duration patience;

    /**
     * A judge over a model.
     *
     * @param name for reports
     * @param slope of the logistic curve over the model's scores; 1 where these are log odds
     * @param intercept of the curve
     * @param patience for one response; looked at after each sentence
     */
    public ScoringModelJudge(
            ScoringModel model, String name, double slope, double intercept, Duration patience) {
        super(name);
        this.patience = patience;
        this.model = model;
        this.slope = slope;
        this.intercept = intercept;
    }

    @Override
    public JudgeResult judge(JudgeRequest request) {
        List<Sentence> sentences = Sentences.split(request.response());
        List<TextSegment> stretches = stretches(request.evidence());
        double[] scores = new double[sentences.size()];
        long start = System.nanoTime();
        try {
            for (int i = 0; i < scores.length && !stretches.isEmpty(); i++) {
                List<Double> each = model.scoreAll(stretches, sentences.get(i).text()).content();
                if (each == null
                        || each.size() != stretches.size()
                        || each.stream().anyMatch(s -> s == null || !Double.isFinite(s))) {
                    return new JudgeFailure(
                            JudgeFailure.Kind.UNREADABLE,
                            name()
                                    + " did not give a score for each of "
                                    + stretches.size()
                                    + " stretches.");
                }
                double best = each.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
                scores[i] = LogisticModel.probability(slope * best + intercept);
                if (System.nanoTime() - start > patience.toNanos()) {
                    return new JudgeFailure(
                            JudgeFailure.Kind.TIMEOUT,
                            name() + " took longer than " + patience.toSeconds() + " s.");
                }
            }
        } catch (RuntimeException e) {
            return failure(e);
        }
        return SentenceScores.judgement(sentences, scores, THRESHOLD);
    }

    /**
     * Overlapping runs of sentences, so that a fact told over two sentences stands in one of them.
     */
    private static List<TextSegment> stretches(List<String> evidence) {
        List<TextSegment> stretches = new ArrayList<>();
        for (String passage : evidence) {
            List<String> texts = Sentences.split(passage).stream().map(Sentence::text).toList();
            int step = SENTENCES_PER_STRETCH - 1;
            for (int from = 0; from == 0 || from + 1 < texts.size(); from += step) {
                String text =
                        String.join(
                                " ",
                                texts.subList(
                                        Math.min(from, texts.size()),
                                        Math.min(texts.size(), from + SENTENCES_PER_STRETCH)));
                if (!text.isBlank()) {
                    stretches.add(TextSegment.from(text));
                }
            }
        }
        return stretches;
    }
}
