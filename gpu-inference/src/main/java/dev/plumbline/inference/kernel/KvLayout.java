package dev.plumbline.inference.kernel;

/**
 * The size and type of a paged cache of keys and values.
 *
 * @param heads heads of keys and values
 * @param dimension elements of a head
 * @param blocks blocks of {@value #BLOCK_TOKENS} tokens; each holds its tokens' keys and values of
 *     all layers
 */
public record KvLayout(int layers, int heads, int dimension, int blocks, Type type) {
    /** Tokens of a block. */
    public static final int BLOCK_TOKENS = 16;

    /** Elements of keys and values. INT8 has a scale per token and head. */
    public enum Type {
        F32(4),
        F16(2),
        INT8(1);

        private final int bytes;

        Type(int bytes) {
            this.bytes = bytes;
        }

        /** Bytes of an element, scales aside. */
        public int bytes() {
            return bytes;
        }
    }

    public KvLayout {
        if (layers < 1 || heads < 1 || dimension < 1 || blocks < 1) {
            throw new IllegalArgumentException(
                    "a cache of %d layers, %d heads of %d and %d blocks"
                            .formatted(layers, heads, dimension, blocks));
        }
    }

    /** Bytes of one block in one layer: keys, values and, for INT8, their scales. */
    public long blockBytes() {
        long values = (long) heads * dimension * BLOCK_TOKENS * type.bytes();
        long scales = type == Type.INT8 ? (long) heads * BLOCK_TOKENS * Float.BYTES : 0;
        return 2 * (values + scales);
    }

    /** Bytes of the whole cache. */
    public long bytes() {
        return Math.multiplyExact(Math.multiplyExact(blockBytes(), blocks), layers);
    }

    /** Blocks that so many tokens take. */
    public static int blocksFor(int tokens) {
        return Math.ceilDiv(tokens, BLOCK_TOKENS);
    }
}
