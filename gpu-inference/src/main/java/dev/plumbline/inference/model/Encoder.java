package dev.plumbline.inference.model;

import dev.plumbline.inference.InferenceException;
import dev.plumbline.inference.format.ModelConfig;
import dev.plumbline.inference.format.TensorSource;
import dev.plumbline.inference.kernel.Activation;
import dev.plumbline.inference.kernel.Buffer;
import dev.plumbline.inference.kernel.EncoderEmbedding;
import dev.plumbline.inference.kernel.Kernels;
import dev.plumbline.inference.kernel.KvLayout;
import dev.plumbline.inference.kernel.KvMemory;
import dev.plumbline.inference.kernel.Linear;
import dev.plumbline.inference.kernel.Plan;
import dev.plumbline.inference.kernel.Pooling;
import dev.plumbline.inference.kernel.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A bidirectional encoder of the BERT kind, with pooling and, where the model has one, a
 * classification head over pairs of texts. Attention reads a cache of one layer that each layer
 * overwrites. Not for use by several threads at once.
 */
public final class Encoder implements AutoCloseable {
    private final ModelConfig config;
    private final StepLimits limits;
    private final Kernels kernels;
    private final EncoderEmbedding embedding;
    private final List<LayerWeights> layers;
    private final LayerRunner runner;
    private final KvMemory cache;
    private final Buffer pooled; // [sequences, hidden]
    private final Buffer between; // [sequences, hidden]
    private final Optional<Classifier> classifier;
    private final Buffer scores; // [sequences, labels]

    /** pooler and classifier of a cross-encoder; the pooler ends in tanh. */
    private record Classifier(Optional<Linear> pooler, Linear output) {}

    /**
     * Loads a model; {@code limits.outputs()} is the number of sequences of a step.
     *
     * @param tensors must stay open as long as the encoder is used
     * @throws InferenceException where tensors are missing or contradict the configuration
     */
    public Encoder(ModelConfig config, TensorSource tensors, Kernels kernels, StepLimits limits) {
        if (!config.encoder()) {
            throw new InferenceException(
                    "unsupported",
                    "A model of the kind " + config.architecture() + " is no encoder.");
        }
        this.config = config;
        this.limits = limits;
        this.kernels = kernels;
        int hidden = config.dimensions().hidden();
        WeightReader reader = new WeightReader(config, tensors, kernels, limits.context());
        embedding =
                new EncoderEmbedding(
                        reader.weight(
                                "token_embd.weight", config.dimensions().vocabulary(), hidden),
                        config.embedding().positions()
                                ? reader.weight(
                                        "position_embd.weight",
                                        positions(tensors, limits.context()),
                                        hidden)
                                : null,
                        config.embedding().tokenTypes() > 0
                                ? reader.weight(
                                        "token_types.weight",
                                        config.embedding().tokenTypes(),
                                        hidden)
                                : null,
                        reader.norm("token_embd_norm", hidden));
        layers = reader.layers();
        runner = new LayerRunner(config, kernels, limits.tokens());
        int blocks = KvLayout.blocksFor(limits.tokens()) + limits.outputs();
        cache =
                kernels.allocateCache(
                        new KvLayout(
                                1,
                                config.attention().keyValueHeads(),
                                config.attention().headDimension(),
                                blocks,
                                KvLayout.Type.F32));
        pooled = kernels.allocate(limits.outputs(), hidden);
        between = kernels.allocate(limits.outputs(), hidden);
        classifier = classifier(reader, tensors, hidden);
        int labels = classifier.map(head -> head.output().weight().rows()).orElse(1);
        scores = kernels.allocate(limits.outputs(), labels);
    }

    private static int positions(TensorSource tensors, int context) {
        int rows = rows(tensors, "position_embd.weight");
        if (rows < context) {
            throw new InferenceException(
                    "corrupt",
                    "position_embd.weight has %d positions, fewer than the context of %d."
                            .formatted(rows, context));
        }
        return rows;
    }

    private static int rows(TensorSource tensors, String name) {
        return Math.toIntExact(tensors.tensor(name).rows());
    }

    private static Optional<Classifier> classifier(
            WeightReader reader, TensorSource tensors, int hidden) {
        if (tensors.find("cls.output.weight").isEmpty()) {
            return Optional.empty();
        }
        Optional<Linear> pooler =
                tensors.find("cls.weight").map(_ -> reader.linear("cls", hidden, hidden));
        return Optional.of(
                new Classifier(
                        pooler,
                        reader.linear("cls.output", rows(tensors, "cls.output.weight"), hidden)));
    }

    /** What the model looks like. */
    public ModelConfig config() {
        return config;
    }

    /** What a step may hold. */
    public StepLimits limits() {
        return limits;
    }

    /** Whether there is a head over pairs of texts. */
    public boolean classifies() {
        return classifier.isPresent();
    }

    /** Vectors of all tokens, [tokens, hidden]. */
    public float[] tokens(List<EncoderInput> inputs) {
        Step step = step(inputs);
        forward(step);
        return kernels.read(runner.stream(), step.size());
    }

    /** One vector for each input, [inputs, hidden]. */
    public float[] pooled(List<EncoderInput> inputs, Pooling pooling) {
        kernels.pool(forward(step(inputs)), pooling, runner.stream(), pooled);
        return kernels.read(pooled, inputs.size());
    }

    /**
     * What the classifier says of each input, [inputs, labels], as logits.
     *
     * @throws InferenceException code {@code unsupported} where there is no such head
     */
    public float[] scores(List<EncoderInput> inputs) {
        Classifier head =
                classifier.orElseThrow(
                        () ->
                                new InferenceException(
                                        "unsupported",
                                        "The model "
                                                + config.name()
                                                + " has no classification head."));
        kernels.pool(forward(step(inputs)), Pooling.FIRST, runner.stream(), pooled);
        Buffer last = pooled;
        if (head.pooler().isPresent()) {
            kernels.dense(inputs.size(), head.pooler().get(), Activation.TANH, pooled, between);
            last = between;
        }
        kernels.dense(inputs.size(), head.output(), Activation.IDENTITY, last, scores);
        return kernels.read(scores, inputs.size());
    }

    private Plan forward(Step step) {
        StepChecks.check(step, limits, config.dimensions().vocabulary());
        Plan plan = kernels.plan(step);
        kernels.embed(plan, embedding, runner.stream());
        for (LayerWeights layer : layers) {
            runner.run(plan, layer, cache, 0);
        }
        return plan;
    }

    private Step step(List<EncoderInput> inputs) {
        int size = inputs.stream().mapToInt(input -> input.tokens().length).sum();
        if (size > limits.tokens() || inputs.size() > limits.outputs() || size == 0) {
            throw new InferenceException(
                    "invalid_request",
                    "%d inputs of %d tokens are not between 1 and %d inputs of up to %d tokens together."
                            .formatted(inputs.size(), size, limits.outputs(), limits.tokens()));
        }
        int[] tokens = new int[size];
        int[] positions = new int[size];
        int[] sequences = new int[size];
        int[] types = new int[size];
        int[] lengths = new int[inputs.size()];
        List<int[]> blocks = new ArrayList<>();
        int at = 0;
        int block = 0;
        for (int s = 0; s < inputs.size(); s++) {
            EncoderInput input = inputs.get(s);
            lengths[s] = input.tokens().length;
            int[] own = new int[KvLayout.blocksFor(lengths[s])];
            for (int i = 0; i < own.length; i++) {
                own[i] = block++;
            }
            blocks.add(own);
            for (int i = 0; i < lengths[s]; i++, at++) {
                tokens[at] = input.tokens()[i];
                positions[at] = i;
                sequences[at] = s;
                types[at] = i < input.secondFrom() ? 0 : 1;
            }
        }
        return new Step(tokens, positions, sequences, blocks, lengths, new int[0], types);
    }

    /** Frees the cache. */
    @Override
    public void close() {
        cache.close();
    }
}
