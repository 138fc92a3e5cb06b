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
        double n = total;
        double share = successes / n;
        double z2 = Z_975 * Z_975;
        double middle = (share + z2 / (2 * n)) / (1 + z2 / n);
        double half = Z_975 * Math.sqrt(share * (1 - share) / n + z2 / (4 * n * n)) / (1 + z2 / n);
        return new Interval(middle - half, middle + half);
    }
}
