package dev.plumbline.inference.format;

import java.util.List;

/**
 * The attention of all layers.
 *
 * @param heads query heads
 * @param keyValueHeads heads of keys and values; divides heads
 * @param headDimension elements of a head, of queries, keys and values alike; heads x headDimension
 *     need not be the hidden size
 * @param scale what products of query and key are multiplied by
 * @param softCap c in c * tanh(score / c); 0 means none
 * @param causal whether a token sees only itself and earlier ones
 * @param queryKeyNorm whether q and k are normalised per head, before rotation
 * @param windows per layer: a query sees keys with query - key &lt; window; 0 means all
 */
public record Attention(
        int heads,
        int keyValueHeads,
        int headDimension,
        double scale,
        double softCap,
        boolean causal,
        boolean queryKeyNorm,
        List<Integer> windows) {
    public Attention {
        windows = List.copyOf(windows);
        if (heads <= 0 || keyValueHeads <= 0 || headDimension <= 0 || heads % keyValueHeads != 0) {
            throw FormatException.corrupt(
                    "Attention with %d heads, %d key-value heads and head dimension %d is impossible."
                            .formatted(heads, keyValueHeads, headDimension));
        }
    }
}
