package dev.plumbline.inference.kernel;

/**
 * What a query sees and how scores are formed.
 *
 * @param scale what products of query and key are multiplied by
 * @param softCap c in c * tanh(score / c); 0 means none
 * @param window a query sees keys with query - key &lt; window; 0 means all
 */
public record AttentionRule(Heads heads, float scale, float softCap, int window, Mask mask) {
    /** Only earlier tokens and itself, or all of the sequence. */
    public enum Mask {
        CAUSAL,
        BOTH_WAYS
    }
}
