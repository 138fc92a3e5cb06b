package dev.plumbline.eval.stats;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Holm's step-down adjustment of p values for the number of tests. */
public final class Holm {
    /** An adjusted p below it is not chance. */
    public static final double LEVEL = .05;

    private Holm() {}

    /** The adjusted values of the first ones, in a family that has the others too. */
    public static double[] adjustAmong(double[] p, double... others) {
        double[] family = Arrays.copyOf(p, p.length + others.length);
        System.arraycopy(others, 0, family, p.length, others.length);
        return Arrays.copyOf(adjust(family), p.length);
    }

    /** The adjusted values in the order of the given ones; none is below its own, nor above 1. */
    public static double[] adjust(double... p) {
        int[] order =
                IntStream.range(0, p.length)
                        .boxed()
                        .sorted(Comparator.comparingDouble(i -> p[i]))
                        .mapToInt(Integer::intValue)
                        .toArray();
        double[] adjusted = new double[p.length];
        double highest = 0;
        for (int rank = 0; rank < order.length; rank++) {
            highest = Math.max(highest, Math.min(1, (p.length - rank) * p[order[rank]]));
            adjusted[order[rank]] = highest;
        }
        return adjusted;
    }
}
