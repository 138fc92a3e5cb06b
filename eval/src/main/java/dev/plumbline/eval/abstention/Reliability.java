package dev.plumbline.eval.abstention;

import java.util.ArrayList;
import java.util.List;

/**
 * Stated probability against what came true, in bins of equal width.
 *
 * @param bins those that hold something, ascending
 * @param expectedError mean distance between the two, weighted by count (ECE)
 */
public record Reliability(List<Bin> bins, double expectedError) {
    /** Mean stated probability, share that came true, and how many. */
    public record Bin(double stated, double observed, int count) {}

    /** Copies the bins. */
    public Reliability {
        bins = List.copyOf(bins);
    }

    /**
     * Bins the attempts that can be rated by their confidence against whether the answer is right.
     */
    public static Reliability of(List<Attempt> attempts, int binCount) {
        return ofRated(Attempt.Rated.of(attempts), binCount);
    }

    static Reliability ofRated(List<Attempt.Rated> rated, int binCount) {
        double[] stated = new double[binCount];
        double[] right = new double[binCount];
        int[] counts = new int[binCount];
        for (Attempt.Rated attempt : rated) {
            int bin = Math.min(binCount - 1, (int) (attempt.confidence() * binCount));
            stated[bin] += attempt.confidence();
            right[bin] += attempt.right() ? 1 : 0;
            counts[bin]++;
        }
        List<Bin> bins = new ArrayList<>();
        double error = 0;
        for (int i = 0; i < binCount; i++) {
            if (counts[i] > 0) {
                bins.add(new Bin(stated[i] / counts[i], right[i] / counts[i], counts[i]));
                error += Math.abs(stated[i] - right[i]) / rated.size();
            }
        }
        return new Reliability(bins, error);
    }
}
