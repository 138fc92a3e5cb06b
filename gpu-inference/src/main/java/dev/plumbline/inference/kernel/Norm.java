package dev.plumbline.inference.kernel;

import org.jspecify.annotations.Nullable;

/**
 * Normalisation of rows.
 *
 * @param weight [1, columns]: what normalised values are multiplied by
 * @param bias [1, columns], added last, if there is one
 * @param epsilon added to the mean square or the variance
 */
public record Norm(Kind kind, Buffer weight, @Nullable Buffer bias, float epsilon) {
    /** By the root of the mean square, or by mean and variance. */
    public enum Kind {
        RMS,
        LAYER
    }
}
