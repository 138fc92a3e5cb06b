package dev.plumbline.eval.stats;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Bootstrap and permutation over clusters, repeatable from a seed. */
final class Resampling {
    static final int ROUNDS = 10_000;

    private final double[] sums;
    private final int[] sizes;
    private final long seed;

    Resampling(PairedSample sample, long seed) {
        this.sums = sample.clusterSums();
        this.sizes = sample.clusterSizes();
        this.seed = seed;
    }

    /** Percentile bootstrap of the mean difference, 95%: clusters drawn with replacement. */
    Interval bootstrap95() {
        SplittableRandom random = new SplittableRandom(seed);
        double[] means = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            double sum = 0;
            long items = 0;
            for (int i = 0; i < sums.length; i++) {
                int drawn = random.nextInt(sums.length);
                sum += sums[drawn];
                items += sizes[drawn];
            }
            means[round] = sum / items;
        }
        Arrays.sort(means);
        return new Interval(quantile(means, .025), quantile(means, .975));
    }

    private static double quantile(double[] sorted, double share) {
        double at = share * (sorted.length - 1);
        int below = (int) at;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }

    /**
     * Two-sided p of the sum of differences when each cluster's sign is a coin's: the observed
     * arrangement counts as one of the draws, so it is never 0.
     */
    double permutationP() {
        SplittableRandom random = new SplittableRandom(seed + 1);
        double observed = Math.abs(Arrays.stream(sums).sum());
        double tolerance = 1e-12 * Math.max(1, Arrays.stream(sums).map(Math::abs).sum());
        int asFar = 0;
        for (int round = 0; round < ROUNDS; round++) {
            double sum = 0;
            long bits = 0;
            for (int i = 0; i < sums.length; i++) {
                if ((i & 63) == 0) {
                    bits = random.nextLong();
                }
                // The random bit becomes the sign of the double, without a branch.
                sum += Math.copySign(1.0, Double.longBitsToDouble(bits)) * sums[i];
                bits <<= 1;
            }
            asFar += Math.abs(sum) >= observed - tolerance ? 1 : 0;
        }
        return (asFar + 1.0) / (ROUNDS + 1.0);
    }
}
