package dev.plumbline.inference.format;

/**
 * The normalisation of all layers.
 *
 * @param kind by root mean square, or by mean and variance (with biases)
 * @param placement where in a layer
 * @param epsilon added to the mean square or variance
 * @param weightOffset what must be added to the stored weights: 1 for Gemma in Hugging Face layout,
 *     else 0
 */
public record Norms(Kind kind, Placement placement, double epsilon, double weightOffset) {
    /** The statistics used. */
    public enum Kind {
        RMS,
        LAYER
    }

    /** Before each block, before and after each block, or after each residual addition (BERT). */
    public enum Placement {
        BEFORE,
        BEFORE_AND_AFTER,
        AFTER_RESIDUAL
    }
}
