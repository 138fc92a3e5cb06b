package dev.plumbline.eval.stats;

import java.util.OptionalLong;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Whether the mean of one run's scores, in [0, 1], is surely above a threshold, or surely below.
 * Its bounds are Student's t over clusters. Where no cluster differs from another there is no error
 * to go by, and that nothing varied does not make it sure: the bounds are then Wilson's of a share
 * that is the mean, of as many items as there are clusters. No scores with that mean can vary more
 * than 0 and 1 do, so that the rule errs on the side of caution.
 *
 * @param clusters number of clusters
 * @param lower95 one-sided lower bound of the mean
 * @param upper95 one-sided upper bound of the mean
 * @param belowP one-sided, of the mean being no lower than the threshold
 * @param outcome passes above the threshold, fails below
 * @param itemsNeeded where inconclusive: about how many items like these would decide, all in all;
 *     empty where none would
 */
public record MeanGate(
        int clusters,
        double lower95,
        double upper95,
        double belowP,
        Outcome outcome,
        OptionalLong itemsNeeded) {
    private static final double Z_95 = 1.6448536269514722;

    /** What is left of equal scores by rounding is far below, what varies far above. */
    private static final double ERROR_MIN = 1e-12;

    private static final long CLUSTERS_MAX = 1L << 40;
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    /** Judges a run's mean, the candidate's of a sample whose baseline is the same throughout. */
    public static MeanGate of(PairedSample sample, double threshold) {
        double mean = sample.candidateMean();
        int clusters = sample.clusterCount();
        double error = sample.standardError();
        if (clusters > 1 && error < ERROR_MIN) {
            return constant(mean, clusters, sample.size(), threshold);
        }
        Spread spread = Spread.of(error, clusters);
        double lower = mean - spread.oneSided();
        double upper = mean + spread.oneSided();
        Outcome outcome = outcome(lower, upper, threshold);
        return new MeanGate(
                clusters,
                lower,
                upper,
                spread.lowerP(mean - threshold),
                outcome,
                outcome == Outcome.INCONCLUSIVE
                        ? Comparison.needed(sample.size(), error, Math.abs(mean - threshold))
                        : OptionalLong.empty());
    }

    private static MeanGate constant(double mean, int clusters, int items, double threshold) {
        Outcome outcome = constant(mean, clusters, threshold);
        Interval bounds = Interval.wilson(mean, clusters, Z_95);
        return new MeanGate(
                clusters,
                bounds.low(),
                bounds.high(),
                scoreP(mean, clusters, threshold),
                outcome,
                outcome == Outcome.INCONCLUSIVE
                        ? needed(mean, clusters, items, threshold)
                        : OptionalLong.empty());
    }

    private static Outcome constant(double mean, double clusters, double threshold) {
        Interval bounds = Interval.wilson(mean, clusters, Z_95);
        return outcome(bounds.low(), bounds.high(), threshold);
    }

    private static Outcome outcome(double lower, double upper, double threshold) {
        return lower > threshold
                ? Outcome.PASS
                : upper < threshold ? Outcome.FAIL : Outcome.INCONCLUSIVE;
    }

    /** The score test, whose inverse Wilson's bounds are. */
    private static double scoreP(double mean, int clusters, double threshold) {
        if (threshold <= 0 || threshold >= 1) {
            return mean < threshold ? 0 : 1;
        }
        double error = Math.sqrt(threshold * (1 - threshold) / clusters);
        return NORMAL.cumulativeProbability((mean - threshold) / error);
    }

    /** The fewest clusters at which the same mean decides, as items. */
    private static OptionalLong needed(double mean, int clusters, int items, double threshold) {
        long enough = clusters;
        while (constant(mean, (double) enough, threshold) == Outcome.INCONCLUSIVE) {
            enough *= 2;
            if (enough > CLUSTERS_MAX) {
                return OptionalLong.empty();
            }
        }
        long tooFew = enough / 2;
        while (enough - tooFew > 1) {
            long between = (enough + tooFew) / 2;
            if (constant(mean, (double) between, threshold) == Outcome.INCONCLUSIVE) {
                tooFew = between;
            } else {
                enough = between;
            }
        }
        return OptionalLong.of((long) Math.ceil(enough * ((double) items / clusters)));
    }
}
