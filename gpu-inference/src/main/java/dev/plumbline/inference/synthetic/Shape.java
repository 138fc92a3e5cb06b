package dev.plumbline.inference.synthetic;

import java.util.Locale;

/**
 * The shape of a language model.
 *
 * @param architecture GGUF's name of the family
 * @param dimension elements of a head
 * @param inner inner size of the feed-forward blocks
 * @param tied whether the head is the embedding
 * @param biases whether queries, keys and values have biases
 */
public record Shape(
        String architecture,
        int layers,
        int hidden,
        int heads,
        int keyHeads,
        int dimension,
        int inner,
        int vocabulary,
        boolean tied,
        boolean biases,
        float ropeBase) {

    /** Shapes by size. */
    public enum Size {
        /** Half a billion weights, as Qwen 2.5. */
        HALF_B("0.5b", new Shape("qwen2", 24, 896, 14, 2, 64, 4864, 151_936, true, true, 1e6f)),
        /** 1.2 billion, as Llama 3.2. */
        ONE_B("1b", new Shape("llama", 16, 2048, 32, 8, 64, 8192, 128_256, true, false, 5e5f)),
        /** 8 billion, as Llama 3.1. */
        EIGHT_B(
                "8b",
                new Shape("llama", 32, 4096, 32, 8, 128, 14_336, 128_256, false, false, 5e5f)),
        /** A few million, for trying things out. */
        TINY("tiny", new Shape("llama", 2, 256, 4, 2, 64, 512, 1024, true, false, 1e4f));

        private final String label;
        private final Shape shape;

        Size(String label, Shape shape) {
            this.label = label;
            this.shape = shape;
        }

        /** As people write it: 0.5b, 1b, 8b, tiny. */
        public String label() {
            return label;
        }

        /** The shape. */
        public Shape shape() {
            return shape;
        }

        /**
         * The size of that label.
         *
         * @throws IllegalArgumentException where there is none
         */
        public static Size of(String label) {
            for (Size size : values()) {
                if (size.label.equals(label.toLowerCase(Locale.ROOT))) {
                    return size;
                }
            }
            throw new IllegalArgumentException(
                    "There is no size " + label + ": choose 0.5b, 1b, 8b or tiny.");
        }
    }
}
