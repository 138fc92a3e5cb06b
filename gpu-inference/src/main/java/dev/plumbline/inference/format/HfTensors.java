package dev.plumbline.inference.format;

import dev.plumbline.inference.format.Norms.Placement;
import dev.plumbline.inference.tensor.TensorView;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * From Hugging Face's tensor names to canonical ones; tensors that no part of a model uses are left
 * out.
 */
final class HfTensors {
    private static final Pattern LAYER =
            Pattern.compile("layers?\\.(\\d{1,4})\\.(.+)\\.(weight|bias)");
    private static final Pattern EXPERT =
            Pattern.compile(
                    "(?:mlp|block_sparse_moe)\\.experts\\.(\\d{1,5})\\.(gate_proj|up_proj|down_proj|w1|w2|w3)");
    private static final String TOKENS = "token_embd.weight";
    private static final String HEAD = "output.weight";

    private final Map<String, TensorView> raw;
    private final ModelConfig config;
    private final Map<String, TensorView> result = new LinkedHashMap<>();

    HfTensors(Map<String, TensorView> raw, ModelConfig config) {
        this.raw = raw;
        this.config = config;
    }

    Map<String, TensorView> canonical() {
        for (TensorView view : raw.values()) {
            name(view.name()).ifPresent(name -> add(view.named(name)));
        }
        TensorView tokens = result.get(TOKENS);
        if (tokens != null
                && !config.encoder()
                && (config.embedding().tied() || !result.containsKey(HEAD))) {
            result.put(HEAD, tokens.named(HEAD));
        }
        return result;
    }

    /**
     * Refuses a tensor of an element type that is not read, if the model has a use for it.
     *
     * @throws FormatException code {@code unsupported}
     */
    void refuse(String stored, String type) {
        if (name(stored).isPresent()) {
            throw FormatException.unsupported(
                    "The tensor %s has the element type %s, which is not run."
                            .formatted(stored, type));
        }
    }

    private void add(TensorView view) {
        if (view.name().contains(".attn_qkv.")) {
            int keyValueHeads = config.attention().keyValueHeads();
            FusedTensors.queryKeyValue(view, config.attention().heads(), keyValueHeads, result);
        } else if (view.name().contains(".ffn_gate_up.")) {
            FusedTensors.gateUp(
                    view.named(view.name().replace(".ffn_gate_up.", ".ffn_up.")), result);
        } else if (result.put(view.name(), view) != null) {
            throw FormatException.corrupt("Two tensors are both %s.".formatted(view.name()));
        }
    }

    private Optional<String> name(String stored) {
        String name =
                stored.replaceFirst(
                        "^(model\\.language_model\\.|language_model\\.model\\.|model\\.|bert\\.)",
                        "");
        int dot = name.lastIndexOf('.');
        if (dot < 0) {
            return Optional.empty();
        }
        name = name.replaceFirst("LayerNorm\\.gamma$", "LayerNorm.weight");
        name = name.replaceFirst("LayerNorm\\.beta$", "LayerNorm.bias");
        Matcher layer =
                LAYER.matcher(
                        name.startsWith("encoder.") ? name.substring("encoder.".length()) : name);
        if (layer.matches()) {
            return inLayer(layer.group(2))
                    .map(part -> "blk." + layer.group(1) + "." + part + "." + layer.group(3));
        }
        String ending = name.substring(name.lastIndexOf('.'));
        return outside(name.substring(0, name.lastIndexOf('.'))).map(part -> part + ending);
    }

    private static Optional<String> outside(String name) {
        return Optional.ofNullable(
                switch (name) {
                    case "embed_tokens", "embeddings.word_embeddings" -> "token_embd";
                    case "norm" -> "output_norm";
                    case "lm_head", "language_model.lm_head" -> "output";
                    case "embeddings.position_embeddings" -> "position_embd";
                    case "embeddings.token_type_embeddings" -> "token_types";
                    case "embeddings.LayerNorm" -> "token_embd_norm";
                    case "pooler.dense" -> "cls";
                    case "classifier" -> "cls.output";
                    default -> null;
                });
    }

    private Optional<String> inLayer(String name) {
        Matcher expert = EXPERT.matcher(name);
        return expert.matches()
                ? Optional.of(expertPart(expert.group(2)) + "." + expert.group(1))
                : Optional.ofNullable(layerPart(name));
    }

    private static String expertPart(String name) {
        return switch (name) {
            case "gate_proj", "w1" -> "ffn_gate";
            case "up_proj", "w3" -> "ffn_up";
            default -> "ffn_down";
        };
    }

    private @Nullable String layerPart(String name) {
        boolean around = config.norms().placement() == Placement.BEFORE_AND_AFTER;
        return switch (name) {
            case "input_layernorm" -> "attn_norm";
            case "self_attn.q_proj", "attention.self.query" -> "attn_q";
            case "self_attn.k_proj", "attention.self.key" -> "attn_k";
            case "self_attn.v_proj", "attention.self.value" -> "attn_v";
            case "self_attn.qkv_proj" -> "attn_qkv";
            case "self_attn.o_proj", "attention.output.dense" -> "attn_output";
            case "self_attn.q_norm" -> "attn_q_norm";
            case "self_attn.k_norm" -> "attn_k_norm";
            case "post_attention_layernorm" -> around ? "post_attention_norm" : "ffn_norm";
            case "pre_feedforward_layernorm" -> "ffn_norm";
            case "post_feedforward_layernorm" -> "post_ffw_norm";
            case "mlp.gate_proj" -> "ffn_gate";
            case "mlp.up_proj", "intermediate.dense" -> "ffn_up";
            case "mlp.down_proj", "output.dense" -> "ffn_down";
            case "mlp.gate_up_proj" -> "ffn_gate_up";
            case "mlp.gate", "block_sparse_moe.gate" -> "ffn_gate_inp";
            case "attention.output.LayerNorm" -> "attn_output_norm";
            case "output.LayerNorm" -> "layer_output_norm";
            default -> null;
        };
    }
}
