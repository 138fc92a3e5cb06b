package dev.plumbline.eval.stats;

import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * One metric of two runs compared. Differences are candidate minus baseline.
 *
 * @param items paired items
 * @param baselineMean mean score of the baseline
 * @param candidateMean mean score of the candidate
 * @param difference mean difference
 * @param clusters number of clusters
 * @param standardError cluster-robust error of the difference
 * @param interval95 two-sided, by Student's t with clusters - 1 degrees of freedom
 * @param lower95 one-sided lower bound
 * @param upper95 one-sided upper bound
 * @param p two-sided, of no difference
 * @param worseP one-sided, of the candidate being no worse than the margin allows
 * @param bootstrap95 percentile bootstrap over clusters
 * @param permutationP two-sided, by flipping the signs of clusters
 * @param mcnemarP exact, two-sided; where all scores are 0 or 1
 * @param minimumDetectable the regression that the gate at margin 0 finds with 80% power
 * @param outcome of this metric alone
 * @param itemsNeeded where inconclusive: about how many items would decide; empty where the
 *     difference lies on the margin
 */
public record Comparison(
        int items,
        double baselineMean,
        double candidateMean,
        double difference,
        int clusters,
        double standardError,
        Interval interval95,
        double lower95,
        double upper95,
        double p,
        double worseP,
        Interval bootstrap95,
        double permutationP,
        OptionalDouble mcnemarP,
        double minimumDetectable,
        Outcome outcome,
        OptionalLong itemsNeeded) {
    private static final double Z_95 = 1.6448536269514722;
    private static final double Z_80 = .8416212335729143;

    /**
     * Compares.
     *
     * @param sample at least one item
     * @param margin how much worse the candidate may be, 0 or more
     * @param seed of the resampling
     * @throws IllegalArgumentException if there is no item or the margin is negative
     */
    public static Comparison of(PairedSample sample, double margin, long seed) {
        if (sample.size() == 0 || !(margin >= 0)) {
            throw new IllegalArgumentException(
                    sample.size() + " pairs with margin " + margin + " cannot be compared");
        }
        double difference = sample.difference();
        int clusters = sample.clusterCount();
        double error = sample.standardError();
        Spread spread = Spread.of(error, clusters);
        double lower = difference - spread.oneSided();
        double upper = difference + spread.oneSided();
        Outcome outcome =
                lower > -margin
                        ? Outcome.PASS
                        : upper < -margin ? Outcome.FAIL : Outcome.INCONCLUSIVE;
        Resampling resampling = new Resampling(sample, seed);
        return new Comparison(
                sample.size(),
                sample.baselineMean(),
                sample.candidateMean(),
                difference,
                clusters,
                error,
                interval95(sample),
                lower,
                upper,
                spread.twoSidedP(difference),
                spread.lowerP(difference + margin),
                resampling.bootstrap95(),
                resampling.permutationP(),
                mcnemar(sample),
                (Z_95 + Z_80) * error,
                outcome,
                outcome == Outcome.INCONCLUSIVE
                        ? needed(sample.size(), error, Math.abs(difference + margin))
                        : OptionalLong.empty());
    }

    /**
     * The two-sided 95% interval of the mean difference alone, without resampling; infinite with
     * one cluster only.
     */
    public static Interval interval95(PairedSample sample) {
        return interval95(sample.difference(), sample.standardError(), sample.clusterCount());
    }

    static Interval interval95(double mean, double error, int clusters) {
        Spread spread = Spread.of(error, clusters);
        return new Interval(mean - spread.twoSided(), mean + spread.twoSided());
    }

    /**
     * Items at which a difference that stays as it is would lie a one-sided bound away from the
     * margin with 80% power, items and clusters growing alike.
     */
    static OptionalLong needed(int items, double error, double distance) {
        if (!(distance > 0) || error == 0) {
            return OptionalLong.empty();
        }
        double factor = (Z_95 + Z_80) * error / distance;
        double needed = Math.ceil(items * factor * factor);
        return needed < 1e15
                ? OptionalLong.of(Math.max(items + 1L, (long) needed))
                : OptionalLong.empty();
    }

    private static OptionalDouble mcnemar(PairedSample sample) {
        if (!sample.binary()) {
            return OptionalDouble.empty();
        }
        int[] counts = sample.discordant();
        int all = counts[0] + counts[1];
        if (all == 0) {
            return OptionalDouble.of(1);
        }
        double tail =
                BinomialDistribution.of(all, .5)
                        .cumulativeProbability(Math.min(counts[0], counts[1]));
        return OptionalDouble.of(Math.min(1, 2 * tail));
    }
}
