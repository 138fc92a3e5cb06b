package dev.plumbline.inference.model;

import dev.plumbline.inference.InferenceException;
import dev.plumbline.inference.format.Attention;
import dev.plumbline.inference.format.FeedForward;
import dev.plumbline.inference.format.ModelConfig;
import dev.plumbline.inference.format.Norms;
import dev.plumbline.inference.format.Rope;
import dev.plumbline.inference.format.RotaryStyle;
import dev.plumbline.inference.format.TensorSource;
import dev.plumbline.inference.kernel.Activation;
import dev.plumbline.inference.kernel.AttentionInputs;
import dev.plumbline.inference.kernel.AttentionRule;
import dev.plumbline.inference.kernel.Buffer;
import dev.plumbline.inference.kernel.FeedForwardWeights;
import dev.plumbline.inference.kernel.Heads;
import dev.plumbline.inference.kernel.Kernels;
import dev.plumbline.inference.kernel.Linear;
import dev.plumbline.inference.kernel.Norm;
import dev.plumbline.inference.kernel.Rotary;
import dev.plumbline.inference.kernel.Weight;
import dev.plumbline.inference.tensor.Dequantizer;
import dev.plumbline.inference.tensor.TensorView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Brings a model's tensors to a device, checked against the configuration. */
final class WeightReader {
    private final ModelConfig config;
    private final TensorSource tensors;
    private final Kernels kernels;
    private final int context;
    private final Heads heads;
    private final Map<Rope, Rotary> rotaries = new HashMap<>();

    /**
     * A reader for one model.
     *
     * @param context positions that rotations are prepared for
     */
    WeightReader(ModelConfig config, TensorSource tensors, Kernels kernels, int context) {
        this.config = config;
        this.tensors = tensors;
        this.kernels = kernels;
        this.context = context;
        Attention attention = config.attention();
        heads = new Heads(attention.heads(), attention.keyValueHeads(), attention.headDimension());
    }

    List<LayerWeights> layers() {
        List<LayerWeights> layers = new ArrayList<>();
        for (int layer = 0; layer < config.dimensions().layers(); layer++) {
            layers.add(layer(layer));
        }
        return layers;
    }

    private LayerWeights layer(int layer) {
        String name = "blk." + layer + ".";
        int hidden = config.dimensions().hidden();
        Linear output = linear(name + "attn_output", hidden, heads.queries() * heads.dimension());
        boolean after = config.norms().placement() == Norms.Placement.AFTER_RESIDUAL;
        boolean both = config.norms().placement() == Norms.Placement.BEFORE_AND_AFTER;
        return new LayerWeights(
                after ? null : norm(name + "attn_norm", hidden),
                inputs(layer, name),
                rule(layer),
                output,
                after
                        ? norm(name + "attn_output_norm", hidden)
                        : both ? norm(name + "post_attention_norm", hidden) : null,
                after ? null : norm(name + "ffn_norm", hidden),
                feedForward(name),
                after
                        ? norm(name + "layer_output_norm", hidden)
                        : both ? norm(name + "post_ffw_norm", hidden) : null);
    }

    private AttentionInputs inputs(int layer, String name) {
        int hidden = config.dimensions().hidden();
        boolean norms = config.attention().queryKeyNorm();
        return new AttentionInputs(
                heads,
                linear(name + "attn_q", heads.queries() * heads.dimension(), hidden),
                linear(name + "attn_k", heads.keys() * heads.dimension(), hidden),
                linear(name + "attn_v", heads.keys() * heads.dimension(), hidden),
                norms ? norm(name + "attn_q_norm", heads.dimension()) : null,
                norms ? norm(name + "attn_k_norm", heads.dimension()) : null,
                rotary(config.rope(layer)));
    }

    private AttentionRule rule(int layer) {
        Attention attention = config.attention();
        return new AttentionRule(
                heads,
                (float) attention.scale(),
                (float) attention.softCap(),
                attention.windows().get(layer),
                attention.causal() ? AttentionRule.Mask.CAUSAL : AttentionRule.Mask.BOTH_WAYS);
    }

    private FeedForwardWeights feedForward(String name) {
        FeedForward shape = config.feedForward();
        Optional<FeedForward.Experts> experts = shape.experts();
        if (experts.isEmpty()) {
            return dense(name, "", shape.size());
        }
        FeedForward.Experts mixture = experts.get();
        List<FeedForwardWeights.Dense> all = new ArrayList<>();
        for (int e = 0; e < mixture.count(); e++) {
            all.add(dense(name, "." + e, mixture.size()));
        }
        return new FeedForwardWeights.Mixture(
                weight(name + "ffn_gate_inp.weight", mixture.count(), config.dimensions().hidden()),
                all,
                mixture.used(),
                switch (mixture.weights()) {
                    case SOFTMAX_OVER_CHOSEN -> FeedForwardWeights.Weighting.RESCALED;
                    case SOFTMAX_OVER_ALL -> FeedForwardWeights.Weighting.AS_THEY_ARE;
                });
    }

    private FeedForwardWeights.Dense dense(String name, String expert, int inner) {
        int hidden = config.dimensions().hidden();
        return new FeedForwardWeights.Dense(
                config.feedForward().gated()
                        ? linear(name + "ffn_gate" + expert, inner, hidden)
                        : null,
                linear(name + "ffn_up" + expert, inner, hidden),
                linear(name + "ffn_down" + expert, hidden, inner),
                activation(config.feedForward().activation()));
    }

    private static Activation activation(FeedForward.Activation activation) {
        return switch (activation) {
            case SILU -> Activation.SILU;
            case GELU_TANH -> Activation.GELU_TANH;
            case GELU_ERF -> Activation.GELU_ERF;
            case RELU -> Activation.RELU;
        };
    }

    Linear linear(String name, int rows, int columns) {
        Weight weight = weight(name + ".weight", rows, columns);
        return new Linear(weight, bias(name, rows));
    }

    private @Nullable Buffer bias(String name, int columns) {
        Optional<TensorView> bias = tensors.find(name + ".bias");
        bias.ifPresent(tensor -> check(tensor, 1, columns));
        return bias.map(this::vector).orElse(null);
    }

    Weight weight(String name, int rows, int columns) {
        TensorView tensor = tensors.tensor(name);
        check(tensor, rows, columns);
        return kernels.load(tensor);
    }

    Norm norm(String name, int columns) {
        TensorView weight = tensors.tensor(name + ".weight");
        check(weight, 1, columns);
        float[] values = Dequantizer.all(weight);
        for (int i = 0; i < values.length; i++) {
            values[i] += (float) config.norms().weightOffset();
        }
        return new Norm(
                config.norms().kind() == Norms.Kind.RMS ? Norm.Kind.RMS : Norm.Kind.LAYER,
                kernels.upload(values, 1, values.length),
                bias(name, columns),
                (float) config.norms().epsilon());
    }

    private Buffer vector(TensorView tensor) {
        float[] values = Dequantizer.all(tensor);
        return kernels.upload(values, 1, values.length);
    }

    private static void check(TensorView tensor, int rows, int columns) {
        if (tensor.rows() != rows || tensor.columns() != columns) {
            throw new InferenceException(
                    "corrupt",
                    "Tensor %s has the shape %s where the configuration wants [%d, %d]."
                            .formatted(tensor.name(), tensor.shape(), rows, columns));
        }
    }

    private @Nullable Rotary rotary(Rope rope) {
        if (rope.style() == RotaryStyle.NONE || rope.dimensions() == 0) {
            return null;
        }
        return rotaries.computeIfAbsent(rope, this::table);
    }

    private Rotary table(Rope rope) {
        int half = rope.dimensions() / 2;
        int reach = rope.shortReach().orElse(context);
        int shortRows = reach < context ? reach : 0;
        int rows = Math.addExact(shortRows, context);
        float[] cosines = new float[Math.multiplyExact(rows, half)];
        float[] sines = new float[cosines.length];
        if (shortRows > 0) {
            fill(rope, rope.frequencies(shortRows), 0, shortRows, cosines, sines);
        }
        fill(rope, rope.frequencies(context), shortRows, rows, cosines, sines);
        return new Rotary(
                rope.style() == RotaryStyle.HALVES ? Rotary.Pairs.HALVES : Rotary.Pairs.NEIGHBOURS,
                2 * half,
                kernels.upload(cosines, rows, half),
                kernels.upload(sines, rows, half),
                shortRows > 0 ? shortRows : Integer.MAX_VALUE);
    }

    /** Rows [first, end) for positions from 0 on. */
    private static void fill(
            Rope rope, double[] frequencies, int first, int end, float[] cosines, float[] sines) {
        int half = frequencies.length;
        for (int row = first; row < end; row++) {
            for (int i = 0; i < half; i++) {
                double angle = (row - first) * frequencies[i];
                cosines[row * half + i] = (float) (Math.cos(angle) * rope.magnitude());
                sines[row * half + i] = (float) (Math.sin(angle) * rope.magnitude());
            }
        }
    }
}
