package dev.plumbline.eval.metric;

import java.util.Arrays;

/**
 * How well scores in [0, 1] and decisions tell two classes apart. The positive class is the one
 * that should score high.
 */
public final class Classification {

    private static final int BINS = 10;

    private final double[] scores;
    private final boolean[] decided;
    private final boolean[] positive;

    /**
     * Judged items.
     *
     * @param scores in [0, 1], one per item
     * @param decided which items were taken for positive
     * @param positive which items are positive
     */
    public Classification(double[] scores, boolean[] decided, boolean[] positive) {
        if (scores.length != decided.length || scores.length != positive.length) {
            throw new IllegalArgumentException(
                    scores.length
                            + " scores, "
                            + decided.length
                            + " decisions and "
                            + positive.length
                            + " labels");
        }
        this.scores = scores.clone();
        this.decided = decided.clone();
        this.positive = positive.clone();
    }

    /**
     * The chance that a positive item scores above a negative one, ties counting half; NaN where a
     * class is empty. Time n log n.
     */
    public double auroc() {
        Integer[] order = new Integer[scores.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> Double.compare(scores[a], scores[b]));
        double rankSum = 0;
        int start = 0;
        while (start < order.length) {
            int end = start;
            while (end < order.length && scores[order[end]] == scores[order[start]]) {
                end++;
            }
            double rank = (start + 1 + end) / 2.0;
            for (int i = start; i < end; i++) {
                rankSum += positive[order[i]] ? rank : 0;
            }
            start = end;
        }
        double positives = count(true);
        double negatives = count(false);
        return (rankSum - positives * (positives + 1) / 2) / (positives * negatives);
    }

    private double count(boolean label) {
        int count = 0;
        for (boolean item : positive) {
            count += item == label ? 1 : 0;
        }
        return count;
    }

    private double count(boolean label, boolean decision) {
        int count = 0;
        for (int i = 0; i < positive.length; i++) {
            count += positive[i] == label && decided[i] == decision ? 1 : 0;
        }
        return count;
    }

    /** The mean of the shares that were decided rightly in either class; NaN where one is empty. */
    public double balancedAccuracy() {
        return (count(true, true) / count(true) + count(false, false) / count(false)) / 2;
    }

    /** F1 of finding the negative items; 0 where none was found or none is there. */
    public double negativeF1() {
        double found = count(false, false);
        return found == 0 ? 0 : 2 * found / (2 * found + count(true, false) + count(false, true));
    }

    /**
     * Cohen's kappa of decisions and labels: agreement beyond chance; 0 where chance explains all.
     */
    public double kappa() {
        double n = scores.length;
        double agreed = (count(true, true) + count(false, false)) / n;
        double decidedPositive = (count(true, true) + count(false, true)) / n;
        double labelled = count(true) / n;
        double chance = decidedPositive * labelled + (1 - decidedPositive) * (1 - labelled);
        return chance == 1 ? 0 : (agreed - chance) / (1 - chance);
    }

    /**
     * The expected calibration error: the mean distance, over ten equal bins weighted by their
     * items, of mean score and share of positives.
     */
    public double calibrationError() {
        double[] sum = new double[BINS];
        double[] hits = new double[BINS];
        for (int i = 0; i < scores.length; i++) {
            int bin = Math.min(BINS - 1, (int) (scores[i] * BINS));
            sum[bin] += scores[i];
            hits[bin] += positive[i] ? 1 : 0;
        }
        double error = 0;
        for (int bin = 0; bin < BINS; bin++) {
            error += Math.abs(sum[bin] - hits[bin]);
        }
        return scores.length == 0 ? 0 : error / scores.length;
    }
}
