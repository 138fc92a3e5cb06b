package dev.plumbline.eval.stats;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Scores of two runs on the same items, and the cluster of each item. Clusters are numbered from 0
 * in the order in which they come.
 */
public final class PairedSample {
    private double[] baseline = new double[16];
    private double[] candidate = new double[16];
    private int[] clusters = new int[16];
    private final Map<String, Integer> clusterNumbers = new HashMap<>();
    private int size;

    /** Takes in an item; an item of no cluster is given a name of its own. */
    public void add(double baselineScore, double candidateScore, String cluster) {
        if (size == baseline.length) {
            baseline = Arrays.copyOf(baseline, 2 * size);
            candidate = Arrays.copyOf(candidate, 2 * size);
            clusters = Arrays.copyOf(clusters, 2 * size);
        }
        baseline[size] = baselineScore;
        candidate[size] = candidateScore;
        Integer known = clusterNumbers.putIfAbsent(cluster, clusterNumbers.size());
        clusters[size++] = known == null ? clusterNumbers.size() - 1 : known;
    }

    /** Number of items. */
    public int size() {
        return size;
    }

    /** Number of clusters. */
    public int clusterCount() {
        return clusterNumbers.size();
    }

    /** Mean score of the baseline. */
    public double baselineMean() {
        return mean(baseline);
    }

    /** Mean score of the candidate. */
    public double candidateMean() {
        return mean(candidate);
    }

    /** Mean of candidate minus baseline. */
    public double difference() {
        return sum(index -> candidate[index] - baseline[index]) / size;
    }

    /** Whether all scores of both runs are 0 or 1. */
    public boolean binary() {
        for (int i = 0; i < size; i++) {
            if (!isBinary(baseline[i]) || !isBinary(candidate[i])) {
                return false;
            }
        }
        return true;
    }

    private static boolean isBinary(double score) {
        return score == 0 || score == 1;
    }

    /**
     * Items that one run has right and the other wrong: {only the candidate, only the baseline}.
     */
    public int[] discordant() {
        int[] counts = new int[2];
        for (int i = 0; i < size; i++) {
            if (candidate[i] > baseline[i]) {
                counts[0]++;
            } else if (candidate[i] < baseline[i]) {
                counts[1]++;
            }
        }
        return counts;
    }

    /** Sum of the differences by cluster: {@code [clusters]}. */
    public double[] clusterSums() {
        double[] sums = new double[clusterCount()];
        for (int i = 0; i < size; i++) {
            sums[clusters[i]] += candidate[i] - baseline[i];
        }
        return sums;
    }

    /** Number of items by cluster: {@code [clusters]}. */
    public int[] clusterSizes() {
        int[] sizes = new int[clusterCount()];
        for (int i = 0; i < size; i++) {
            sizes[clusters[i]]++;
        }
        return sizes;
    }

    /**
     * Cluster-robust standard error of the mean difference: {@code sqrt(G / (G - 1) * sum of
     * (cluster's sum of d - mean)^2) / n}; 0 with one cluster only.
     */
    public double standardError() {
        int count = clusterCount();
        if (count < 2) {
            return 0;
        }
        double mean = difference();
        double[] sums = clusterSums();
        int[] sizes = clusterSizes();
        double squares = 0;
        for (int i = 0; i < count; i++) {
            double deviation = sums[i] - sizes[i] * mean;
            squares += deviation * deviation;
        }
        return Math.sqrt((double) count / (count - 1) * squares) / size;
    }

    private double mean(double[] scores) {
        return sum(index -> scores[index]) / size;
    }

    /** Neumaier's compensated sum: equal means come out equal in whatever order items are read. */
    private double sum(java.util.function.IntToDoubleFunction value) {
        double sum = 0;
        double lost = 0;
        for (int i = 0; i < size; i++) {
            double next = value.applyAsDouble(i);
            double total = sum + next;
            lost += Math.abs(sum) >= Math.abs(next) ? (sum - total) + next : (next - total) + sum;
            sum = total;
        }
        return sum + lost;
    }
}
