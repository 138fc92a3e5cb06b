package dev.plumbline.eval.report;

import java.util.Arrays;
import java.util.List;

/** Times to the whole answer: the mean, and what half, 95 and 99% do not exceed. */
record Latency(double mean, double p50, double p95, double p99) {
    static Latency of(List<Double> milliseconds) {
        double[] sorted = milliseconds.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return new Latency(
                Arrays.stream(sorted).average().orElse(0),
                quantile(sorted, .50),
                quantile(sorted, .95),
                quantile(sorted, .99));
    }

    private static double quantile(double[] sorted, double share) {
        return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
    }
}
