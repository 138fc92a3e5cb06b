package dev.plumbline.inference.format;

import dev.plumbline.inference.format.FeedForward.Activation;
import dev.plumbline.inference.format.FeedForward.Experts;
import dev.plumbline.inference.format.FeedForward.Weights;
import dev.plumbline.inference.format.ModelConfig.Dimensions;
import dev.plumbline.inference.format.ModelConfig.Embedding;
import dev.plumbline.inference.format.ModelConfig.Pooling;
import dev.plumbline.inference.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * From config.json to a {@link ModelConfig}, with the defaults that the families' own configuration
 * classes have.
 */
final class HfConfig {
    private static final int GEMMA_HEAD_DIMENSION = 256;

    // the text part of Gemma 3's larger models leaves these out
    private static final int GEMMA3_VOCABULARY = 262_208;
    private static final int GEMMA3_CONTEXT = 131_072;
    private static final int GEMMA3_HEADS = 8;
    private static final int GEMMA3_KEY_HEADS = 4;
    private static final int MISTRAL_KEY_HEADS = 8;
    private static final int FEW_KEY_HEADS = 4;
    private static final int QWEN3_HEAD_DIMENSION = 128;
    private static final int USUAL_WINDOW = 4096;

    private final SafetensorsModel model;
    private final JsonObject json;
    private final String type;
    private final Family family;

    HfConfig(SafetensorsModel model) {
        this.model = model;
        JsonObject whole = model.configuration();
        this.json = whole.object("text_config").orElse(whole);
        this.type =
                json.text("model_type")
                        .or(() -> whole.text("model_type"))
                        .orElseThrow(() -> whole.missing("model_type"));
        this.family = Family.ofHuggingFace(type);
        json.object("quantization_config")
                .or(() -> whole.object("quantization_config"))
                .ifPresent(HfConfig::refuse);
    }

    private static void refuse(JsonObject quantization) {
        throw FormatException.unsupported(
                "The quantisation %s of config.json is not run; use GGUF for quantised weights."
                        .formatted(quantization.text("quant_method").orElse("without a name")));
    }

    ModelConfig config() {
        Dimensions dimensions =
                new Dimensions(
                        usual("vocab_size", GEMMA3_VOCABULARY),
                        Limits.layers(required("num_hidden_layers")),
                        required("hidden_size"),
                        usual("max_position_embeddings", GEMMA3_CONTEXT));
        Attention attention = attention(dimensions);
        HfRope ropes = new HfRope(json, usualBase(), family, attention.headDimension());
        Rope rope = ropes.global();
        return new ModelConfig(
                family.label(),
                model.path().getFileName().toString(),
                reached(dimensions, rope),
                attention,
                rope,
                ropes.local(),
                feedForward(),
                norms(),
                embedding(dimensions),
                pooling());
    }

    /** Dynamic scaling ends the context where it would begin to change anything. */
    private static Dimensions reached(Dimensions stated, Rope rope) {
        return rope.scaling() instanceof RopeScaling.Dynamic(int reach) && reach < stated.context()
                ? new Dimensions(stated.vocabulary(), stated.layers(), stated.hidden(), reach)
                : stated;
    }

    private Attention attention(Dimensions dimensions) {
        int heads = usual("num_attention_heads", GEMMA3_HEADS);
        int headDimension =
                json.size("head_dim").orElseGet(() -> usualHeadDimension(dimensions, heads));
        return new Attention(
                heads,
                json.size("num_key_value_heads").orElse(usualKeyHeads(heads)),
                headDimension,
                1 / Math.sqrt(scaledBy(headDimension)),
                family == Family.GEMMA2 ? softCap("attn_logit_softcapping", 50) : 0,
                family != Family.BERT,
                family.queryKeyNorm(),
                windows(dimensions.layers()));
    }

    private double usualBase() {
        return type.equals("mixtral") || family == Family.GEMMA3 ? 1_000_000 : 10_000;
    }

    private int usualKeyHeads(int heads) {
        return switch (type) {
            case "mistral", "mixtral" -> MISTRAL_KEY_HEADS;
            case "gemma2", "qwen3_moe" -> FEW_KEY_HEADS;
            default -> family == Family.GEMMA3 ? GEMMA3_KEY_HEADS : heads;
        };
    }

    /** Null means none, nothing at all what is usual. */
    private double softCap(String name, double usual) {
        boolean stated = json.values().containsKey(name);
        return json.number(name).orElse(stated ? 0 : usual);
    }

    private int usualHeadDimension(Dimensions dimensions, int heads) {
        if (heads == 0) {
            throw FormatException.corrupt("config.json: num_attention_heads is 0.");
        }
        return switch (family) {
            case GEMMA, GEMMA2, GEMMA3 -> GEMMA_HEAD_DIMENSION;
            case QWEN3 -> QWEN3_HEAD_DIMENSION;
            case LLAMA, QWEN2, QWEN3MOE, PHI3, BERT -> dimensions.hidden() / heads;
        };
    }

    private double scaledBy(int headDimension) {
        boolean stated = family == Family.GEMMA2 || family == Family.GEMMA3;
        double value = stated ? json.number("query_pre_attn_scalar").orElse(256.0) : headDimension;
        return Limits.positive("query_pre_attn_scalar", value);
    }

    private List<Integer> windows(int layers) {
        int window = window();
        Optional<List<?>> types = json.list("layer_types");
        if (types.isPresent() && window > 0) {
            return windows(layers, window, types.get());
        }
        return switch (family) {
            case GEMMA2 -> Windows.of(layers, window, 2);
            case GEMMA3 ->
                    Windows.of(layers, window, json.size("sliding_window_pattern").orElse(6));
            case QWEN2, QWEN3 ->
                    fromLayer(layers, window, json.size("max_window_layers").orElse(28));
            case LLAMA, QWEN3MOE, GEMMA, PHI3, BERT -> Windows.of(layers, window, 0);
        };
    }

    private static List<Integer> windows(int layers, int window, List<?> types) {
        if (types.size() != layers) {
            throw FormatException.corrupt(
                    "config.json: layer_types has %d entries for %d layers."
                            .formatted(types.size(), layers));
        }
        List<Integer> result = new ArrayList<>();
        for (Object type : types) {
            result.add(type.equals("sliding_attention") ? window : 0);
        }
        return result;
    }

    private static List<Integer> fromLayer(int layers, int window, int first) {
        List<Integer> result = new ArrayList<>();
        for (int layer = 0; layer < layers; layer++) {
            result.add(layer >= first ? window : 0);
        }
        return result;
    }

    private int window() {
        boolean stated = json.values().containsKey("sliding_window"); // null, too: there is none
        int usual = stated ? 0 : USUAL_WINDOW;
        return switch (family) {
            case LLAMA ->
                    switch (type) {
                        case "mistral" -> json.size("sliding_window").orElse(usual);
                        case "mixtral" -> json.size("sliding_window").orElse(0);
                        default -> 0; // llama itself has none, whatever its file says
                    };
            case PHI3 -> json.size("sliding_window").orElse(0);
            case GEMMA2, GEMMA3 -> json.size("sliding_window").orElse(usual);
            case QWEN2, QWEN3, QWEN3MOE ->
                    json.truth("use_sliding_window").orElse(false)
                            ? json.size("sliding_window").orElse(usual)
                            : 0;
            case GEMMA, BERT -> 0;
        };
    }

    private FeedForward feedForward() {
        int size = required("intermediate_size");
        return new FeedForward(size, activation(), family != Family.BERT, experts(size));
    }

    private Activation activation() {
        String usual =
                switch (family) {
                    case LLAMA, QWEN2, QWEN3, QWEN3MOE, PHI3 -> "silu";
                    case GEMMA, GEMMA2, GEMMA3 -> "gelu_pytorch_tanh";
                    case BERT -> "gelu";
                };
        Optional<String> hidden =
                family.gemma() ? json.text("hidden_activation") : json.text("hidden_act");
        String stated = hidden.orElse(usual);
        return switch (stated) {
            case "silu", "swish" -> Activation.SILU;
            case "gelu_pytorch_tanh", "gelu_new" -> Activation.GELU_TANH;
            case "gelu" -> Activation.GELU_ERF;
            case "relu" -> Activation.RELU;
            default ->
                    throw FormatException.unsupported(
                            "The activation %s is not run.".formatted(stated));
        };
    }

    private @Nullable Experts experts(int size) {
        Optional<Integer> mixtral = json.size("num_local_experts");
        if (family == Family.LLAMA && mixtral.isPresent()) {
            return new Experts(
                    mixtral.get(),
                    required("num_experts_per_tok"),
                    size,
                    Weights.SOFTMAX_OVER_CHOSEN);
        }
        if (family != Family.QWEN3MOE) {
            return null;
        }
        if (json.size("decoder_sparse_step").orElse(1) != 1
                || !json.list("mlp_only_layers").orElse(List.of()).isEmpty()) {
            throw FormatException.unsupported(
                    "Layers without experts among layers with them are not run.");
        }
        Weights weights =
                json.truth("norm_topk_prob").orElse(false)
                        ? Weights.SOFTMAX_OVER_CHOSEN
                        : Weights.SOFTMAX_OVER_ALL;
        return new Experts(
                required("num_experts"),
                required("num_experts_per_tok"),
                required("moe_intermediate_size"),
                weights);
    }

    private Norms norms() {
        double epsilon =
                family == Family.BERT
                        ? json.number("layer_norm_eps").orElse(1e-12)
                        : json.number("rms_norm_eps").orElse(usualEpsilon());
        return new Norms(
                family.normKind(), family.normPlacement(), epsilon, family.gemma() ? 1 : 0);
    }

    private double usualEpsilon() {
        return type.equals("phi3") || type.equals("mixtral") ? 1e-5 : 1e-6;
    }

    private Embedding embedding(Dimensions dimensions) {
        boolean head =
                model.rawTensors().keySet().stream()
                        .anyMatch(name -> name.endsWith("lm_head.weight"));
        boolean tied = json.truth("tie_word_embeddings").orElse(family.gemma()) || !head;
        double softCap =
                switch (family) {
                    case GEMMA2 -> softCap("final_logit_softcapping", 30);
                    case GEMMA3 -> softCap("final_logit_softcapping", 0);
                    case LLAMA, QWEN2, QWEN3, QWEN3MOE, GEMMA, PHI3, BERT -> 0;
                };
        boolean bert = family == Family.BERT;
        return new Embedding(
                tied,
                family.gemma() ? Math.sqrt(dimensions.hidden()) : 1,
                softCap,
                bert ? json.size("type_vocab_size").orElse(2) : 0,
                bert);
    }

    private Pooling pooling() {
        if (family != Family.BERT) {
            return Pooling.NONE;
        }
        boolean classifier = model.rawTensors().containsKey("classifier.weight");
        return classifier
                ? Pooling.RANK
                : model.json("1_Pooling/config.json").map(HfConfig::pooling).orElse(Pooling.MEAN);
    }

    private static Pooling pooling(JsonObject stated) {
        if (stated.truth("pooling_mode_cls_token").orElse(false)) {
            return Pooling.CLS;
        }
        return stated.truth("pooling_mode_lasttoken").orElse(false) ? Pooling.LAST : Pooling.MEAN;
    }

    private int usual(String name, int ofGemma3) {
        return family == Family.GEMMA3 ? json.size(name).orElse(ofGemma3) : required(name);
    }

    private int required(String name) {
        return json.size(name).orElseThrow(() -> json.missing(name));
    }
}
