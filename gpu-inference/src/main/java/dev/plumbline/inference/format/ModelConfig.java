package dev.plumbline.inference.format;

/**
 * What a network looks like, from GGUF metadata or config.json alike. Whether a projection has a
 * bias is told by the tensors.
 *
 * @param architecture the family: llama (with mistral and mixtral), qwen2, qwen3, qwen3moe, gemma,
 *     gemma2, gemma3, phi3, bert
 * @param name what the file calls the model, or its file name
 * @param dimensions sizes
 * @param attention attention
 * @param rope rotation of layers that see everything, and of all where localRope is equal
 * @param localRope rotation of layers with a window
 * @param feedForward feed-forward blocks
 * @param norms normalisation
 * @param embedding how tokens come in and logits go out
 * @param pooling how an encoder's vectors become one
 */
public record ModelConfig(
        String architecture,
        String name,
        Dimensions dimensions,
        Attention attention,
        Rope rope,
        Rope localRope,
        FeedForward feedForward,
        Norms norms,
        Embedding embedding,
        Pooling pooling) {

    /**
     * Sizes.
     *
     * @param context tokens the model was made for
     */
    public record Dimensions(int vocabulary, int layers, int hidden, int context) {
        public Dimensions {
            if (vocabulary <= 0 || layers <= 0 || hidden <= 0 || context <= 0) {
                throw FormatException.corrupt(
                        "A vocabulary of %d, %d layers of size %d and a context of %d are impossible."
                                .formatted(vocabulary, layers, hidden, context));
            }
        }
    }

    /**
     * How tokens come in and logits go out.
     *
     * @param tied whether the head is the embedding matrix
     * @param scale what embedded tokens are multiplied by
     * @param logitSoftCap c in c * tanh(logit / c); 0 means none
     * @param tokenTypes rows of the token type table, 0 where there is none
     * @param positions whether a learned position table is added
     */
    public record Embedding(
            boolean tied, double scale, double logitSoftCap, int tokenTypes, boolean positions) {}

    /** How an encoder's token vectors become one; NONE for decoders, RANK for cross-encoders. */
    public enum Pooling {
        NONE,
        MEAN,
        CLS,
        LAST,
        RANK
    }

    /** Whether this is a bidirectional encoder. */
    public boolean encoder() {
        return !attention.causal();
    }

    /** The rotation of a layer. */
    public Rope rope(int layer) {
        return attention.windows().get(layer) > 0 ? localRope : rope;
    }
}
