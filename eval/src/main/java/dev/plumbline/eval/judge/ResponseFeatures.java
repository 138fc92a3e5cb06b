package dev.plumbline.eval.judge;

import java.util.Arrays;

/** What decides about a whole response: the log odds of its sentences, and how many there are. */
final class ResponseFeatures {

    static final String[] NAMES = {"lowest", "second_lowest", "mean", "log_sentences"};

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
        return new double[] {
            sorted[0],
            sorted[Math.min(1, sorted.length - 1)],
            sum / sorted.length,
            Math.log(sorted.length)
        };
    }
}
