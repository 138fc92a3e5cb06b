package dev.plumbline.inference.model;

/**
 * What one step may hold; buffers are made for it once.
 *
 * @param tokens tokens of a step
 * @param outputs tokens whose logits or vectors are wanted, or sequences of an encoder
 * @param context tokens of a sequence
 */
public record StepLimits(int tokens, int outputs, int context) {
    public StepLimits {
        if (tokens < 1 || outputs < 1 || context < 1) {
            throw new IllegalArgumentException(
                    "a step of %d tokens with %d outputs and a context of %d"
                            .formatted(tokens, outputs, context));
        }
    }
}
