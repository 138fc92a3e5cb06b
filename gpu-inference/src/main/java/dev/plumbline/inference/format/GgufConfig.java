package dev.plumbline.inference.format;

import dev.plumbline.inference.format.FeedForward.Activation;
import dev.plumbline.inference.format.FeedForward.Experts;
import dev.plumbline.inference.format.ModelConfig.Dimensions;
import dev.plumbline.inference.format.ModelConfig.Embedding;
import dev.plumbline.inference.format.ModelConfig.Pooling;
import dev.plumbline.inference.tensor.TensorView;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** From a GGUF file's metadata to a {@link ModelConfig}. */
final class GgufConfig {
    private static final double LOCAL_BASE = 10_000;
    private static final double GEMMA2_SCORES = 50;
    private static final double GEMMA2_LOGITS = 30;
    private static final int GEMMA2_27B_LAYERS = 46;
    private static final int GEMMA3_27B_LAYERS = 62;

    private final GgufDirectory directory;
    private final Metadata metadata;
    private final String name;
    private final String architecture;
    private final Family family;

    GgufConfig(GgufDirectory directory, String fallbackName) {
        this.directory = directory;
        this.metadata = directory.metadata();
        this.name = metadata.string("general.name").orElse(fallbackName);
        this.architecture =
                metadata.string("general.architecture")
                        .orElseThrow(() -> missing("general.architecture"));
        this.family = Family.ofGguf(architecture);
    }

    ModelConfig config() {
        Dimensions dimensions =
                new Dimensions(
                        vocabulary(),
                        Limits.layers(required("block_count")),
                        required("embedding_length"),
                        required("context_length"));
        Attention attention = attention(dimensions);
        int rotated =
                family == Family.BERT ? 0 : size("rope.dimension_count", attention.headDimension());
        Rope rope = rotated == 0 ? Rope.NONE : rope(rotated, attention.headDimension());
        return new ModelConfig(
                family.label(),
                name,
                dimensions,
                attention,
                rope,
                localRope(rope),
                feedForward(),
                norms(),
                embedding(dimensions),
                pooling());
    }

    private int vocabulary() {
        TensorView tokens = directory.tensors().get("token_embd.weight");
        if (tokens != null) {
            return Limits.size("The number of rows of token_embd.weight", tokens.rows());
        }
        Optional<Integer> stated = metadata.size(architecture + ".vocab_size");
        return stated.orElseGet(
                () ->
                        metadata.strings("tokenizer.ggml.tokens")
                                .map(tokensOfFile -> tokensOfFile.length)
                                .orElseThrow(() -> missing(architecture + ".vocab_size")));
    }

    private Attention attention(Dimensions dimensions) {
        int heads = required("attention.head_count");
        int keyValueHeads = size("attention.head_count_kv", heads);
        int headDimension =
                size("attention.key_length", heads == 0 ? 0 : dimensions.hidden() / heads);
        if (size("attention.value_length", headDimension) != headDimension) {
            throw FormatException.unsupported(
                    "%s has values of another length than keys, which is not run.".formatted(name));
        }
        return new Attention(
                heads,
                keyValueHeads,
                headDimension,
                attentionScale(dimensions, heads, headDimension),
                number("attn_logit_softcapping", family == Family.GEMMA2 ? GEMMA2_SCORES : 0),
                metadata.truth(architecture + ".attention.causal").orElse(family != Family.BERT),
                family.queryKeyNorm(),
                windows(dimensions.layers()));
    }

    /**
     * Gemma's 27B models scale by hidden / heads, which GGUF says nowhere: their number of layers
     * tells.
     */
    private double attentionScale(Dimensions dimensions, int heads, int headDimension) {
        boolean large =
                (family == Family.GEMMA2 && dimensions.layers() == GEMMA2_27B_LAYERS)
                        || (family == Family.GEMMA3 && dimensions.layers() == GEMMA3_27B_LAYERS);
        return 1 / Math.sqrt(large && heads > 0 ? dimensions.hidden() / heads : headDimension);
    }

    private int window() {
        return switch (family) {
            case GEMMA2 -> size("attention.sliding_window", 4096);
            case GEMMA3, PHI3 -> size("attention.sliding_window", 0);
            case LLAMA, QWEN2, QWEN3, QWEN3MOE, GEMMA, BERT -> 0;
        };
    }

    /** A pattern is a period, or says of each layer whether it has the window. */
    private List<Integer> windows(int layers) {
        String key = architecture + ".attention.sliding_window_pattern";
        if (!metadata.isArray(key)) {
            return Windows.of(layers, window(), metadata.size(key).orElse(usualPeriod()));
        }
        int[] stated = metadata.integers(key).orElseThrow();
        if (stated.length < layers) {
            throw FormatException.corrupt(
                    "%s has %d entries for %d layers.".formatted(key, stated.length, layers));
        }
        return Arrays.stream(stated, 0, layers)
                .map(windowed -> windowed == 0 ? 0 : window())
                .boxed()
                .toList();
    }

    private int usualPeriod() {
        return switch (family) {
            case GEMMA2 -> 2;
            case GEMMA3 -> 6;
            case LLAMA, QWEN2, QWEN3, QWEN3MOE, GEMMA, PHI3, BERT -> 0;
        };
    }

    private Rope rope(int rotated, int headDimension) {
        if (rotated > headDimension) {
            throw FormatException.corrupt(
                    "%d rotary dimensions are more than a head's %d."
                            .formatted(rotated, headDimension));
        }
        return new Rope(family.ggufRotary(), rotated, number("rope.freq_base", 10_000), scaling());
    }

    private RopeScaling scaling() {
        if (directory.tensors().containsKey("rope_factors_long.weight")) {
            return longRope();
        }
        TensorView divisors = directory.tensors().get("rope_freqs.weight");
        if (divisors != null) {
            return new RopeScaling.Divisors(SmallTensors.doubles(divisors));
        }
        double factor = number("rope.scaling.factor", number("rope.scale_linear", 0));
        String type = metadata.string(architecture + ".rope.scaling.type").orElse("linear");
        return switch (type) {
            case "none", "longrope" -> new RopeScaling.Unscaled();
            case "linear" ->
                    factor == 0 || factor == 1 ? new RopeScaling.Unscaled() : linear(factor);
            case "yarn" -> yarn(factor);
            default ->
                    throw FormatException.unsupported(
                            "The rotary scaling %s is not run.".formatted(type));
        };
    }

    private static RopeScaling linear(double factor) {
        return new RopeScaling.Linear(Limits.positive("rope.scaling.factor", factor));
    }

    private RopeScaling yarn(double stated) {
        double factor = Limits.positive("rope.scaling.factor", stated == 0 ? 1 : stated);
        double magnitude = factor <= 1 ? 1 : 0.1 * Math.log(factor) + 1;
        return new RopeScaling.Yarn(
                factor,
                size("rope.scaling.original_context_length", required("context_length")),
                number("rope.scaling.yarn_beta_fast", 32),
                number("rope.scaling.yarn_beta_slow", 1),
                magnitude * number("rope.scaling.attn_factor", 1),
                RopeScaling.RampEnds.WHOLE);
    }

    private RopeScaling longRope() {
        TensorView longer = directory.tensors().get("rope_factors_long.weight");
        TensorView shorter = directory.tensors().get("rope_factors_short.weight");
        if (longer == null || shorter == null) {
            throw missing("rope_factors_short.weight");
        }
        return new RopeScaling.LongRope(
                SmallTensors.doubles(shorter),
                SmallTensors.doubles(longer),
                size("rope.scaling.original_context_length", required("context_length")),
                number("rope.scaling.attn_factor", 1));
    }

    /** Gemma 3 turns layers with a window by their own base, unscaled. */
    private Rope localRope(Rope rope) {
        if (family != Family.GEMMA3) {
            return rope;
        }
        double base = number("rope.freq_base_swa", LOCAL_BASE);
        return new Rope(rope.style(), rope.dimensions(), base, new RopeScaling.Unscaled());
    }

    private FeedForward feedForward() {
        int size = size("feed_forward_length", 0);
        boolean gated = family != Family.BERT;
        return new FeedForward(size, activation(), gated, experts(size));
    }

    private Activation activation() {
        return switch (family) {
            case LLAMA, QWEN2, QWEN3, QWEN3MOE, PHI3 -> Activation.SILU;
            case GEMMA, GEMMA2, GEMMA3 -> Activation.GELU_TANH;
            case BERT -> Activation.GELU_ERF;
        };
    }

    private @Nullable Experts experts(int size) {
        int count = size("expert_count", 0);
        if (count == 0) {
            return null;
        }
        int used = required("expert_used_count");
        int expertSize = size("expert_feed_forward_length", size);
        return new Experts(count, used, expertSize, FeedForward.Weights.SOFTMAX_OVER_CHOSEN);
    }

    private Norms norms() {
        boolean bert = family == Family.BERT;
        String key = bert ? "attention.layer_norm_epsilon" : "attention.layer_norm_rms_epsilon";
        double epsilon =
                metadata.number(architecture + "." + key)
                        .orElseThrow(() -> missing(architecture + "." + key));
        return new Norms(family.normKind(), family.normPlacement(), epsilon, 0);
    }

    private Embedding embedding(Dimensions dimensions) {
        TensorView types = directory.tensors().get("token_types.weight");
        return new Embedding(
                !directory.tensors().containsKey("output.weight"),
                family.gemma() ? Math.sqrt(dimensions.hidden()) : 1,
                number("final_logit_softcapping", family == Family.GEMMA2 ? GEMMA2_LOGITS : 0),
                types == null ? 0 : Limits.size("The number of token types", types.rows()),
                directory.tensors().containsKey("position_embd.weight"));
    }

    private Pooling pooling() {
        int number = size("pooling_type", 0);
        Pooling[] all = Pooling.values();
        if (number >= all.length) {
            throw FormatException.unsupported(
                    "The pooling type %d is not known.".formatted(number));
        }
        return all[number];
    }

    private int required(String key) {
        return metadata.size(architecture + "." + key)
                .orElseThrow(() -> missing(architecture + "." + key));
    }

    /** A size; where a list has one per layer, all must be equal. */
    private int size(String key, int fallback) {
        String full = architecture + "." + key;
        return metadata.isArray(full)
                ? Limits.uniform(full, metadata.integers(full).orElseThrow())
                : metadata.size(full).orElse(fallback);
    }

    private double number(String key, double fallback) {
        return metadata.number(architecture + "." + key).orElse(fallback);
    }

    private static FormatException missing(String key) {
        return FormatException.missing("The metadata key " + key + " is missing.");
    }
}
