package dev.plumbline.eval.stats;

/** A range that holds a figure with a stated probability. */
public record Interval(double low, double high) {
    private static final double Z_975 = 1.959963984540054;

    /**
     * Wilson's score interval of a share, 95%.
     *
     * @throws IllegalArgumentException if {@code total} is not positive
     */
    public static Interval wilson95(long successes, long total) {
        if (total <= 0) {
            throw new IllegalArgumentException("a share needs items, not " + total);
        }
        return wilson((double) successes / total, (double) total, Z_975);
    }

    /** Wilson's score interval of a share of n, with z standard errors to each side. */
    static Interval wilson(double share, double n, double z) {
        double z2 = z * z;
        double middle = (share + z2 / (2 * n)) / (1 + z2 / n);
        double half = z * Math.sqrt(share * (1 - share) / n + z2 / (4 * n * n)) / (1 + z2 / n);
        // Exactly: what rounding takes off 1 would be below a threshold of 1.
        return new Interval(share == 0 ? 0 : middle - half, share == 1 ? 1 : middle + half);
    }
}
