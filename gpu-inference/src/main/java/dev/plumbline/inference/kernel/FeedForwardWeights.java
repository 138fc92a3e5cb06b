package dev.plumbline.inference.kernel;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The weights of a feed-forward block. */
public sealed interface FeedForwardWeights {

    /** down(activation(up x)), or with a gate down(activation(gate x) * up x). */
    record Dense(@Nullable Linear gate, Linear up, Linear down, Activation activation)
            implements FeedForwardWeights {}

    /**
     * The {@code used} experts with the largest router logits, their outputs weighted by the
     * softmax over all experts.
     *
     * @param router [experts, hidden]
     * @param weighting whether the chosen weights are rescaled to sum to one
     */
    record Mixture(Weight router, List<Dense> experts, int used, Weighting weighting)
            implements FeedForwardWeights {
        public Mixture {
            experts = List.copyOf(experts);
            if (router.rows() != experts.size() || used < 1 || used > experts.size()) {
                throw new IllegalArgumentException(
                        "%d of %d experts with a router of %d rows"
                                .formatted(used, experts.size(), router.rows()));
            }
        }
    }

    /** What becomes of the softmax of the chosen. */
    enum Weighting {
        RESCALED,
        AS_THEY_ARE
    }
}
