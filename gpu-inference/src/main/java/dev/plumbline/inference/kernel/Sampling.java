package dev.plumbline.inference.kernel;

import java.util.Map;

/**
 * How one token is drawn from one row of logits. In this order: bias, penalties, temperature,
 * top-k, top-p, min-p, draw.
 *
 * @param temperature 0 takes the largest logit, whatever top-k, top-p and min-p say
 * @param topK only the k most probable; 0 means all
 * @param topP only the most probable whose probabilities sum to p; 1 means all
 * @param minP only those at least p times as probable as the best; 0 means all
 * @param penalties for tokens seen before
 * @param bias added to logits, by token id
 * @param seed of the sequence
 * @param draw index of the draw in its sequence: the random number is a function of seed and draw
 *     alone
 * @param alternatives how many most probable tokens are returned with log-probabilities; -1: none,
 *     and no log-probability either
 */
public record Sampling(
        float temperature,
        int topK,
        float topP,
        float minP,
        Penalties penalties,
        Map<Integer, Float> bias,
        long seed,
        int draw,
        int alternatives) {

    /**
     * Penalties for tokens seen before.
     *
     * @param repetition divides positive logits and multiplies negative ones; 1 means none
     * @param frequency subtracted once for each time the token was seen
     * @param presence subtracted if it was seen
     * @param seen how often, by token id
     */
    public record Penalties(
            float repetition, float frequency, float presence, Map<Integer, Integer> seen) {
        /** No penalty. */
        public static final Penalties NONE = new Penalties(1, 0, 0, Map.of());
    }

    /** The largest logit. */
    public static Sampling greedy() {
        return new Sampling(0, 0, 1, 0, Penalties.NONE, Map.of(), 0, 0, -1);
    }
}
