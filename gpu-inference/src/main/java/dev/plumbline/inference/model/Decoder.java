package dev.plumbline.inference.model;

import dev.plumbline.inference.InferenceException;
import dev.plumbline.inference.format.ModelConfig;
import dev.plumbline.inference.format.TensorSource;
import dev.plumbline.inference.kernel.Buffer;
import dev.plumbline.inference.kernel.Head;
import dev.plumbline.inference.kernel.Kernels;
import dev.plumbline.inference.kernel.KvLayout;
import dev.plumbline.inference.kernel.KvMemory;
import dev.plumbline.inference.kernel.Plan;
import dev.plumbline.inference.kernel.Step;
import dev.plumbline.inference.kernel.Weight;
import java.util.List;

/**
 * A causal language model: llama, mistral, mixtral, qwen2, qwen3, qwen3moe, gemma 1 to 3, phi3,
 * told apart by configuration alone. Not for use by several threads at once.
 */
public final class Decoder {
    private final ModelConfig config;
    private final StepLimits limits;
    private final Kernels kernels;
    private final Weight embedding;
    private final List<LayerWeights> layers;
    private final Head head;
    private final LayerRunner runner;
    private final Buffer logits; // [outputs, vocabulary]

    /**
     * Loads a model.
     *
     * @param tensors must stay open as long as the decoder is used
     * @throws InferenceException where tensors are missing or contradict the configuration
     */
    public Decoder(ModelConfig config, TensorSource tensors, Kernels kernels, StepLimits limits) {
        if (config.encoder()) {
            throw new InferenceException(
                    "unsupported",
                    "A model of the kind " + config.architecture() + " generates no text.");
        }
        this.config = config;
        this.limits = limits;
        this.kernels = kernels;
        int hidden = config.dimensions().hidden();
        int vocabulary = config.dimensions().vocabulary();
        WeightReader reader = new WeightReader(config, tensors, kernels, limits.context());
        embedding = reader.weight("token_embd.weight", vocabulary, hidden);
        layers = reader.layers();
        head =
                new Head(
                        reader.norm("output_norm", hidden),
                        reader.linear("output", vocabulary, hidden),
                        (float) config.embedding().logitSoftCap());
        runner = new LayerRunner(config, kernels, limits.tokens());
        logits = kernels.allocate(limits.outputs(), vocabulary);
    }

    /** What the model looks like. */
    public ModelConfig config() {
        return config;
    }

    /** What a step may hold. */
    public StepLimits limits() {
        return limits;
    }

    /** The device. */
    public Kernels kernels() {
        return kernels;
    }

    /** A cache for this model. */
    public KvLayout cacheLayout(int blocks, KvLayout.Type type) {
        return new KvLayout(
                config.dimensions().layers(),
                config.attention().keyValueHeads(),
                config.attention().headDimension(),
                blocks,
                type);
    }

    /**
     * Runs a step; keys and values of its tokens are in the cache afterwards.
     *
     * @return logits of the step's outputs, [outputs, vocabulary], until the next step
     * @throws InferenceException code {@code invalid_request} where the step is over the limits or
     *     names an impossible token
     */
    public Buffer forward(Step step, KvMemory cache) {
        StepChecks.check(step, limits, config.dimensions().vocabulary());
        Plan plan = kernels.plan(step);
        kernels.embed(plan, embedding, (float) config.embedding().scale(), runner.stream());
        for (int layer = 0; layer < layers.size(); layer++) {
            runner.run(plan, layers.get(layer), cache, layer);
        }
        kernels.head(plan, head, runner.stream(), logits);
        return logits;
    }
}
