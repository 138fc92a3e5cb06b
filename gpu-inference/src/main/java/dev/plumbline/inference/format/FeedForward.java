package dev.plumbline.inference.format;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The feed-forward block of all layers.
 *
 * @param size inner size of the dense block
 * @param activation applied to the gate where {@code gated}, else to the inner values
 * @param gated whether activation(gate) * up is formed
 * @param expertsOrNull the experts in place of the dense block
 */
public record FeedForward(
        int size, Activation activation, boolean gated, @Nullable Experts expertsOrNull) {

    /** Activations; GELU by its tanh approximation or exactly. */
    public enum Activation {
        SILU,
        GELU_TANH,
        GELU_ERF,
        RELU
    }

    /**
     * A mixture of experts: router logits, the best {@code used} by softmax.
     *
     * @param size inner size of an expert
     * @param weights how the weights of the chosen are formed
     */
    public record Experts(int count, int used, int size, Weights weights) {
        public Experts {
            if (count <= 0 || used <= 0 || used > count || size <= 0) {
                throw FormatException.corrupt(
                        "%d of %d experts of size %d are impossible.".formatted(used, count, size));
            }
        }
    }

    /**
     * Softmax over the chosen only (equal to softmax over all, renormalised), or over all as they
     * are.
     */
    public enum Weights {
        SOFTMAX_OVER_CHOSEN,
        SOFTMAX_OVER_ALL
    }

    /** The experts, if this is a mixture. */
    public Optional<Experts> experts() {
        return Optional.ofNullable(expertsOrNull);
    }
}
