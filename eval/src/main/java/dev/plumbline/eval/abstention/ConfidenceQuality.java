package dev.plumbline.eval.abstention;

import java.util.List;

/**
 * Whether stated probabilities mean what they say.
 *
 * @param brier mean squared distance of probability from outcome
 * @param brierSkill 1 less the Brier score over that of always stating the base rate; 0 for a
 *     constant, 1 for perfect knowledge
 * @param reliability in ten bins, with the expected calibration error
 */
public record ConfidenceQuality(double brier, double brierSkill, Reliability reliability) {
    private static final int BINS = 10;

    /** Counts; the Brier score of nothing is NaN. */
    static ConfidenceQuality of(List<Attempt.Rated> rated) {
        double brier = mean(rated.stream().mapToDouble(Attempt.Rated::error));
        double base = mean(rated.stream().mapToDouble(each -> each.right() ? 1 : 0));
        double constant = base * (1 - base);
        return new ConfidenceQuality(
                brier, constant == 0 ? 0 : 1 - brier / constant, Reliability.ofRated(rated, BINS));
    }

    private static double mean(java.util.stream.DoubleStream values) {
        return values.average().orElse(Double.NaN);
    }
}
