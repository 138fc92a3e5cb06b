package dev.plumbline.eval.stats;

import java.util.Arrays;

/**
 * The mean of one metric and its cluster-robust interval, of items that come one by one. Sums are
 * held by cluster; of items that are of no cluster, sums alone.
 */
public final class MeanEstimate {
    /** The cluster of an item that stands for itself. */
    public static final int ALONE = -1;

    private double[] sums = new double[8];
    private int[] sizes = new int[8];
    private double sumAlone;
    private double squaresAlone;
    private boolean binary = true;
    private int alone;
    private int size;

    /**
     * Takes in an item.
     *
     * @param cluster a number from 0, or {@link #ALONE}
     */
    public void add(double value, int cluster) {
        size++;
        binary &= value == 0 || value == 1;
        if (cluster == ALONE) {
            alone++;
            sumAlone += value;
            squaresAlone += value * value;
            return;
        }
        if (cluster >= sums.length) {
            int length = Math.max(cluster + 1, 2 * sums.length);
            sums = Arrays.copyOf(sums, length);
            sizes = Arrays.copyOf(sizes, length);
        }
        sums[cluster] += value;
        sizes[cluster]++;
    }

    /** Number of items. */
    public int size() {
        return size;
    }

    /** The mean of all items. */
    public double mean() {
        return (Arrays.stream(sums).sum() + sumAlone) / size;
    }

    /**
     * The two-sided 95% interval; infinite with one cluster only. Where every item is right, or
     * every one wrong, it is Wilson's of as many items as there are clusters: that nothing varied
     * does not make it sure.
     */
    public Interval interval95() {
        double mean = mean();
        int clusters = alone;
        double squares = Math.max(0, squaresAlone - 2 * mean * sumAlone + alone * mean * mean);
        for (int i = 0; i < sums.length; i++) {
            if (sizes[i] > 0) {
                double deviation = sums[i] - sizes[i] * mean;
                squares += deviation * deviation;
                clusters++;
            }
        }
        if (binary && (mean == 0 || mean == 1) && clusters > 1) {
            return Interval.wilson95(mean == 0 ? 0 : clusters, clusters);
        }
        double error =
                clusters < 2 ? 0 : Math.sqrt((double) clusters / (clusters - 1) * squares) / size;
        return Comparison.interval95(mean, error, clusters);
    }
}
