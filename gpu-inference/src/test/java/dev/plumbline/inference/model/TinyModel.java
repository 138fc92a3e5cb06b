package dev.plumbline.inference.model;

import dev.plumbline.inference.format.Attention;
import dev.plumbline.inference.format.FeedForward;
import dev.plumbline.inference.format.ModelConfig;
import dev.plumbline.inference.format.Norms;
import dev.plumbline.inference.format.Rope;
import dev.plumbline.inference.format.RopeScaling;
import dev.plumbline.inference.format.RotaryStyle;
import dev.plumbline.inference.format.TensorSource;
import dev.plumbline.inference.tensor.DType;
import dev.plumbline.inference.tensor.TensorView;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** A model of a few thousand random weights, in memory. */
public final class TinyModel implements TensorSource {
    public static final int VOCABULARY = 61;
    private static final int HIDDEN = 36;
    private static final int HEADS = 4;
    private static final int KEY_HEADS = 2;
    private static final int DIMENSION = 10;
    private static final int INNER = 44;
    private static final int LAYERS = 2;

    private final Map<String, TensorView> tensors = new LinkedHashMap<>();
    private final Random random;
    private final ModelConfig config;

    private TinyModel(long seed, ModelConfig config) {
        random = new Random(seed);
        this.config = config;
    }

    /** A decoder with grouped heads, a window in its first layer, and experts if asked for. */
    public static TinyModel decoder(long seed, boolean experts) {
        TinyModel model = new TinyModel(seed, config(true, experts));
        model.matrix("token_embd.weight", VOCABULARY, HIDDEN);
        model.matrix("output.weight", VOCABULARY, HIDDEN);
        model.vector("output_norm.weight", HIDDEN);
        for (int layer = 0; layer < LAYERS; layer++) {
            String name = "blk." + layer + ".";
            model.attention(name);
            model.vector(name + "attn_norm.weight", HIDDEN);
            model.vector(name + "ffn_norm.weight", HIDDEN);
            if (experts) {
                model.matrix(name + "ffn_gate_inp.weight", 3, HIDDEN);
            }
            for (int e = 0; e < (experts ? 3 : 1); e++) {
                String part = experts ? "." + e + ".weight" : ".weight";
                model.matrix(name + "ffn_gate" + part, INNER, HIDDEN);
                model.matrix(name + "ffn_up" + part, INNER, HIDDEN);
                model.matrix(name + "ffn_down" + part, HIDDEN, INNER);
            }
        }
        return model;
    }

    /** The same weights turned by another rotation. */
    public TinyModel turnedBy(RopeScaling scaling) {
        Rope rope = new Rope(RotaryStyle.HALVES, DIMENSION, 1e4, scaling);
        TinyModel turned =
                new TinyModel(
                        0,
                        new ModelConfig(
                                config.architecture(),
                                config.name(),
                                config.dimensions(),
                                config.attention(),
                                rope,
                                rope,
                                config.feedForward(),
                                config.norms(),
                                config.embedding(),
                                config.pooling()));
        turned.tensors.putAll(tensors);
        return turned;
    }

    /** An encoder with a classification head. */
    public static TinyModel encoder(long seed) {
        TinyModel model = new TinyModel(seed, config(false, false));
        model.matrix("token_embd.weight", VOCABULARY, HIDDEN);
        model.matrix("position_embd.weight", 64, HIDDEN);
        model.matrix("token_types.weight", 2, HIDDEN);
        model.norm("token_embd_norm");
        for (int layer = 0; layer < LAYERS; layer++) {
            String name = "blk." + layer + ".";
            model.attention(name);
            model.norm(name + "attn_output_norm");
            model.norm(name + "layer_output_norm");
            model.matrix(name + "ffn_up.weight", INNER, HIDDEN);
            model.vector(name + "ffn_up.bias", INNER);
            model.matrix(name + "ffn_down.weight", HIDDEN, INNER);
        }
        model.matrix("cls.weight", HIDDEN, HIDDEN);
        model.vector("cls.bias", HIDDEN);
        model.matrix("cls.output.weight", 1, HIDDEN);
        model.vector("cls.output.bias", 1);
        return model;
    }

    /** The same with one number of a tensor that is none. */
    public TinyModel withoutNumbers(String name) {
        TensorView whole = Objects.requireNonNull(tensors.get(name));
        whole.memory().setAtIndex(ValueLayout.JAVA_FLOAT, 0, Float.NaN);
        return this;
    }

    /** The same with a vector of another length. */
    public TinyModel withVector(String name, int count) {
        vector(name, count);
        return this;
    }

    private static ModelConfig config(boolean decoder, boolean experts) {
        Rope rope =
                decoder
                        ? new Rope(RotaryStyle.HALVES, DIMENSION, 1e4, new RopeScaling.Unscaled())
                        : Rope.NONE;
        return new ModelConfig(
                decoder ? "llama" : "bert",
                "tiny",
                new ModelConfig.Dimensions(VOCABULARY, LAYERS, HIDDEN, 64),
                new Attention(
                        HEADS,
                        KEY_HEADS,
                        DIMENSION,
                        1 / Math.sqrt(DIMENSION),
                        0,
                        decoder,
                        false,
                        decoder ? List.of(19, 0) : List.of(0, 0)),
                rope,
                rope,
                new FeedForward(
                        INNER,
                        decoder ? FeedForward.Activation.SILU : FeedForward.Activation.GELU_ERF,
                        decoder,
                        experts
                                ? new FeedForward.Experts(
                                        3, 2, INNER, FeedForward.Weights.SOFTMAX_OVER_CHOSEN)
                                : null),
                new Norms(
                        decoder ? Norms.Kind.RMS : Norms.Kind.LAYER,
                        decoder ? Norms.Placement.BEFORE : Norms.Placement.AFTER_RESIDUAL,
                        1e-5,
                        0),
                new ModelConfig.Embedding(false, 1, 0, decoder ? 0 : 2, !decoder),
                decoder ? ModelConfig.Pooling.NONE : ModelConfig.Pooling.MEAN);
    }

    public ModelConfig config() {
        return config;
    }

    private void attention(String name) {
        matrix(name + "attn_q.weight", HEADS * DIMENSION, HIDDEN);
        matrix(name + "attn_k.weight", KEY_HEADS * DIMENSION, HIDDEN);
        matrix(name + "attn_v.weight", KEY_HEADS * DIMENSION, HIDDEN);
        vector(name + "attn_k.bias", KEY_HEADS * DIMENSION);
        matrix(name + "attn_output.weight", HIDDEN, HEADS * DIMENSION);
    }

    private void norm(String name) {
        vector(name + ".weight", HIDDEN);
        vector(name + ".bias", HIDDEN);
    }

    private void vector(String name, int count) {
        tensors.put(name, view(name, List.of((long) count), count, 1));
    }

    private void matrix(String name, int rows, int columns) {
        tensors.put(
                name,
                view(
                        name,
                        List.of((long) rows, (long) columns),
                        rows * columns,
                        2 / (float) Math.sqrt(columns)));
    }

    private TensorView view(String name, List<Long> shape, int count, float deviation) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian() * deviation;
        }
        return new TensorView(name, DType.F32, shape, Memories.of(values));
    }

    @Override
    public Optional<TensorView> find(String canonicalName) {
        return Optional.ofNullable(tensors.get(canonicalName));
    }

    @Override
    public Set<String> names() {
        return tensors.keySet();
    }

    /** Native copies of arrays. */
    private static final class Memories {
        static MemorySegment of(float[] values) {
            MemorySegment memory = Arena.ofAuto().allocate(values.length * 4L, 64);
            memory.copyFrom(MemorySegment.ofArray(values));
            return memory;
        }
    }
}
