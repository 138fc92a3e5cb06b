package dev.plumbline.inference.format;

import dev.plumbline.inference.tensor.TensorView;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** What a model file holds, as plain values for people and programs. */
public final class ModelDescription {
    private ModelDescription() {}

    /**
     * Format, sizes, tensor types, metadata; configuration where the architecture is run, otherwise
     * why it is not.
     *
     * @throws FormatException where the configuration contradicts itself
     */
    public static Map<String, Object> of(ModelFile model) {
        Collection<TensorView> tensors =
                switch (model) {
                    case GgufModel gguf -> gguf.rawTensors().values();
                    case SafetensorsModel folder -> folder.rawTensors().values();
                };
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put(
                "format",
                model instanceof GgufModel gguf ? "gguf " + gguf.version() : model.format());
        facts.put("parameters", tensors.stream().mapToLong(TensorView::elements).sum());
        facts.put("weight_bytes", model.weightBytes());
        facts.put("tensors", tensors.size());
        facts.put("tensor_types", types(tensors));
        facts.putAll(configuration(model));
        facts.put("metadata", model.description());
        return facts;
    }

    private static Map<String, Long> types(Collection<TensorView> tensors) {
        Map<String, Long> counts = new TreeMap<>();
        tensors.forEach(tensor -> counts.merge(tensor.dtype().name(), 1L, Long::sum));
        return counts;
    }

    private static Map<String, Object> configuration(ModelFile model) {
        Map<String, Object> facts = new LinkedHashMap<>();
        try {
            ModelConfig config = model.config();
            facts.put("name", config.name());
            facts.put("runs", true);
            facts.put("architecture", config.architecture());
            facts.put("layers", config.dimensions().layers());
            facts.put("hidden_size", config.dimensions().hidden());
            facts.put("vocabulary_size", config.dimensions().vocabulary());
            facts.put("context", config.dimensions().context());
            facts.put("heads", config.attention().heads());
            facts.put("key_value_heads", config.attention().keyValueHeads());
            facts.put("head_dimension", config.attention().headDimension());
            facts.put("windows", config.attention().windows());
            facts.put("rotary", config.rope().style().name());
            facts.put("rotary_base", config.rope().base());
            facts.put("rotary_scaling", config.rope().scaling().getClass().getSimpleName());
            facts.put("feed_forward_size", config.feedForward().size());
            facts.put("activation", config.feedForward().activation().name());
            config.feedForward()
                    .experts()
                    .ifPresent(experts -> facts.put("experts", experts.toString()));
            facts.put("tied_embeddings", config.embedding().tied());
            facts.put("pooling", config.pooling().name());
        } catch (FormatException e) {
            if (!e.code().equals("unsupported")) {
                throw e;
            }
            facts.put("runs", false);
            facts.put("reason", e.getMessage());
        }
        return facts;
    }
}
