package dev.plumbline.inference.kernel;

/**
 * The shape of attention.
 *
 * @param queries query heads
 * @param keys heads of keys and values; divides queries
 * @param dimension elements of a head
 */
public record Heads(int queries, int keys, int dimension) {
    public Heads {
        if (queries <= 0 || keys <= 0 || dimension <= 0 || queries % keys != 0) {
            throw new IllegalArgumentException(
                    "%d query heads over %d key heads of %d".formatted(queries, keys, dimension));
        }
    }

    /** Query heads that share a key head. */
    public int group() {
        return queries / keys;
    }
}
