package dev.plumbline.eval.judge;

import java.util.Arrays;
import java.util.List;

/**
 * What decides about a whole response: its two least supported sentences, and half as much all of
 * them.
 */
final class ResponseFeatures {

    static final List<String> NAMES = List.of("sentences");

    private static final double LOGIT_MAX = 6;

    private ResponseFeatures() {}

    /**
     * The features of a response.
     *
     * @param logits of its sentences, at least one
     */
    static double[] of(double[] logits) {
        double[] sorted = new double[logits.length];
        double sum = 0;
        for (int i = 0; i < logits.length; i++) {
            sorted[i] = Math.clamp(logits[i], -LOGIT_MAX, LOGIT_MAX);
            sum += sorted[i];
        }
        Arrays.sort(sorted);
        double lowest = (sorted[0] + sorted[Math.min(1, sorted.length - 1)]) / 2;
        return new double[] {(lowest + 0.5 * sum / sorted.length) / 1.5};
    }
}
