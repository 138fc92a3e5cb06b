package dev.plumbline.inference.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import dev.plumbline.inference.tensor.DType;
import dev.plumbline.inference.tensor.TensorView;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every operation but attention, at sizes that no vector length divides, against its definition
 * computed here in float64.
 */
class OperationsContractTest {
    private static final long SEED = 20261129;
    private static final int[] COLUMNS = {1, 7, 16, 33, 100, 207};

    private final Random random = new Random(SEED);
    private final List<Kernels> open = new ArrayList<>();

    /** Made anew for each test: kernels own threads. */
    enum Implementation {
        SCALAR,
        VECTOR_ONE_THREAD,
        VECTOR_THREE_THREADS;

        Kernels open() {
            return switch (this) {
                case SCALAR -> new ScalarKernels(2);
                case VECTOR_ONE_THREAD -> new VectorKernels(1);
                case VECTOR_THREE_THREADS -> new VectorKernels(3);
            };
        }
    }

    @AfterEach
    void close() {
        open.forEach(Kernels::close);
    }

    @ParameterizedTest
    @EnumSource
    void normalizesRows(Implementation implementation) {
        Kernels kernels = opened(implementation);
        for (int columns : COLUMNS) {
            int rows = 5;
            float[] in = values(rows * columns);
            for (Norm.Kind kind : Norm.Kind.values()) {
                for (boolean biased : new boolean[] {false, true}) {
                    float[] weight = values(columns);
                    float[] bias = values(columns);
                    Norm norm =
                            new Norm(
                                    kind,
                                    kernels.upload(weight, 1, columns),
                                    biased ? kernels.upload(bias, 1, columns) : null,
                                    1e-5f);
                    Buffer out = kernels.allocate(rows, columns);
                    kernels.normalize(
                            plan(kernels, rows), norm, kernels.upload(in, rows, columns), out);
                    double[] expected =
                            normalized(in, rows, kind, weight, biased ? bias : null, 1e-5f);
                    check(kernels.read(out, rows), expected, 1e-5, kind + " of " + columns);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void embedsTokens(Implementation implementation) {
        Kernels kernels = opened(implementation);
        int columns = 33;
        float[] table = values(11 * columns);
        int[] tokens = {10, 0, 3, 3};
        Buffer stream = kernels.allocate(4, columns);
        kernels.embed(
                kernels.plan(step(tokens, new int[4])),
                weight(kernels, table, 11, columns),
                2.5f,
                stream);
        double[] expected = new double[4 * columns];
        for (int i = 0; i < expected.length; i++) {
            expected[i] = 2.5 * table[tokens[i / columns] * columns + i % columns];
        }
        check(kernels.read(stream, 4), expected, 1e-6, "embedding");
    }

    @ParameterizedTest
    @EnumSource
    void embedsTokensPositionsAndTypesOfEncoders(Implementation implementation) {
        Kernels kernels = opened(implementation);
        int columns = 20;
        float[] tokens = values(9 * columns);
        float[] positions = values(6 * columns);
        float[] types = values(2 * columns);
        float[] weight = values(columns);
        float[] bias = values(columns);
        Norm norm =
                new Norm(
                        Norm.Kind.LAYER,
                        kernels.upload(weight, 1, columns),
                        kernels.upload(bias, 1, columns),
                        1e-12f);
        Step step = step(new int[] {8, 1, 4}, new int[] {0, 1, 1});
        for (boolean all : new boolean[] {true, false}) {
            EncoderEmbedding embedding =
                    new EncoderEmbedding(
                            weight(kernels, tokens, 9, columns),
                            all ? weight(kernels, positions, 6, columns) : null,
                            all ? weight(kernels, types, 2, columns) : null,
                            norm);
            Buffer stream = kernels.allocate(3, columns);
            kernels.embed(kernels.plan(step), embedding, stream);
            float[] sums = new float[3 * columns];
            for (int t = 0; t < 3; t++) {
                for (int c = 0; c < columns; c++) {
                    sums[t * columns + c] =
                            tokens[step.tokens()[t] * columns + c]
                                    + (all ? positions[t * columns + c] : 0)
                                    + (all ? types[step.types()[t] * columns + c] : 0);
                }
            }
            double[] expected = normalized(sums, 3, Norm.Kind.LAYER, weight, bias, 1e-12f);
            check(kernels.read(stream, 3), expected, 1e-5, "encoder's embedding");
        }
    }

    @ParameterizedTest
    @EnumSource
    void projectsOntoTheStream(Implementation implementation) {
        Kernels kernels = opened(implementation);
        for (int inputs : COLUMNS) {
            int outputs = 19;
            int rows = 3;
            Matrix matrix = new Matrix(kernels, outputs, inputs, true);
            float[] in = values(rows * inputs);
            float[] stream = values(rows * outputs);
            double[] product = matrix.times(doubles(in), rows);

            Buffer plain = kernels.upload(stream, rows, outputs);
            kernels.project(
                    plan(kernels, rows), matrix.linear, kernels.upload(in, rows, inputs), plain);
            check(kernels.read(plain, rows), sum(stream, product), 1e-5, "of " + inputs);

            float[] weight = values(outputs);
            Norm norm = new Norm(Norm.Kind.RMS, kernels.upload(weight, 1, outputs), null, 1e-6f);
            Buffer normed = kernels.upload(stream, rows, outputs);
            kernels.project(
                    plan(kernels, rows),
                    matrix.linear,
                    norm,
                    kernels.upload(in, rows, inputs),
                    normed);
            double[] after = normalized(floats(product), rows, Norm.Kind.RMS, weight, null, 1e-6f);
            check(kernels.read(normed, rows), sum(stream, after), 1e-5, "normed " + inputs);
        }
    }

    @ParameterizedTest
    @EnumSource
    void feedsForward(Implementation implementation) {
        Kernels kernels = opened(implementation);
        int hidden = 21;
        int rows = 4;
        for (Activation activation : Activation.values()) {
            for (boolean gated : new boolean[] {false, true}) {
                Expert block = new Expert(kernels, hidden, 37, gated, activation);
                float[] in = values(rows * hidden);
                float[] stream = values(rows * hidden);
                Buffer out = kernels.upload(stream, rows, hidden);
                kernels.feedForward(
                        plan(kernels, rows), block.dense, kernels.upload(in, rows, hidden), out);
                double[] expected = sum(stream, block.of(doubles(in), rows));
                check(kernels.read(out, rows), expected, 2e-5, activation + " gated " + gated);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void mixesTheExpertsThatTheRouterChooses(Implementation implementation) {
        Kernels kernels = opened(implementation);
        int hidden = 18;
        int rows = 7;
        int experts = 6;
        List<Expert> all =
                IntStream.range(0, experts)
                        .mapToObj(_ -> new Expert(kernels, hidden, 23, true, Activation.SILU))
                        .toList();
        Matrix router = new Matrix(kernels, experts, hidden, false);
        for (FeedForwardWeights.Weighting weighting : FeedForwardWeights.Weighting.values()) {
            for (int used = 1; used <= experts; used++) {
                float[] in = values(rows * hidden);
                float[] stream = values(rows * hidden);
                Buffer out = kernels.upload(stream, rows, hidden);
                kernels.feedForward(
                        plan(kernels, rows),
                        new FeedForwardWeights.Mixture(
                                router.linear.weight(),
                                all.stream().map(e -> e.dense).toList(),
                                used,
                                weighting),
                        kernels.upload(in, rows, hidden),
                        out);
                double[] expected = doubles(stream);
                double[] logits = router.times(doubles(in), rows);
                for (int t = 0; t < rows; t++) {
                    double[] row = Arrays.copyOfRange(doubles(in), t * hidden, (t + 1) * hidden);
                    double[] shares =
                            shares(
                                    Arrays.copyOfRange(logits, t * experts, (t + 1) * experts),
                                    used,
                                    weighting);
                    for (int e = 0; e < experts; e++) {
                        double[] result = all.get(e).of(row, 1);
                        for (int c = 0; c < hidden; c++) {
                            expected[t * hidden + c] += shares[e] * result[c];
                        }
                    }
                }
                check(kernels.read(out, rows), expected, 2e-5, weighting + " " + used);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void makesLogitsOfTheWantedTokens(Implementation implementation) {
        Kernels kernels = opened(implementation);
        int hidden = 25;
        int vocabulary = 53;
        Matrix output = new Matrix(kernels, vocabulary, hidden, false);
        float[] weight = values(hidden);
        Norm norm = new Norm(Norm.Kind.RMS, kernels.upload(weight, 1, hidden), null, 1e-6f);
        float[] stream = values(5 * hidden);
        int[] wanted = {0, 3, 4};
        Step step =
                new Step(
                        new int[5],
                        new int[] {0, 1, 2, 3, 4},
                        new int[5],
                        List.of(new int[] {0}),
                        new int[] {5},
                        wanted,
                        new int[0]);
        for (float cap : new float[] {0, 3}) {
            Buffer logits = kernels.allocate(3, vocabulary);
            kernels.head(
                    kernels.plan(step),
                    new Head(norm, output.linear, cap),
                    kernels.upload(stream, 5, hidden),
                    logits);
            double[] rows = normalized(stream, 5, Norm.Kind.RMS, weight, null, 1e-6f);
            double[] chosen = new double[3 * hidden];
            for (int o = 0; o < 3; o++) {
                System.arraycopy(rows, wanted[o] * hidden, chosen, o * hidden, hidden);
            }
            double[] expected = output.times(chosen, 3);
            if (cap != 0) {
                expected = Arrays.stream(expected).map(x -> cap * Math.tanh(x / cap)).toArray();
            }
            check(kernels.read(logits, 3), expected, 1e-5, "cap " + cap);
        }
    }

    @ParameterizedTest
    @EnumSource
    void poolsSequences(Implementation implementation) {
        Kernels kernels = opened(implementation);
        int hidden = 13;
        int[] lengths = {3, 1, 6};
        float[] stream = values(10 * hidden);
        int[] sequences = {0, 0, 0, 1, 2, 2, 2, 2, 2, 2};
        Step step =
                new Step(
                        new int[10],
                        new int[] {0, 1, 2, 0, 0, 1, 2, 3, 4, 5},
                        sequences,
                        List.of(new int[] {0}, new int[] {1}, new int[] {2}),
                        lengths,
                        new int[0],
                        new int[0]);
        for (Pooling pooling : Pooling.values()) {
            Buffer out = kernels.allocate(3, hidden);
            kernels.pool(kernels.plan(step), pooling, kernels.upload(stream, 10, hidden), out);
            double[] expected = new double[3 * hidden];
            int start = 0;
            for (int s = 0; s < 3; s++) {
                for (int c = 0; c < hidden; c++) {
                    double sum = 0;
                    for (int t = start; t < start + lengths[s]; t++) {
                        sum += stream[t * hidden + c];
                    }
                    int last = start + lengths[s] - 1;
                    expected[s * hidden + c] =
                            switch (pooling) {
                                case MEAN -> sum / lengths[s];
                                case FIRST -> stream[start * hidden + c];
                                case LAST -> stream[last * hidden + c];
                            };
                }
                start += lengths[s];
            }
            check(kernels.read(out, 3), expected, 1e-6, pooling.toString());
        }
    }

    @ParameterizedTest
    @EnumSource
    void activatesDenseLayers(Implementation implementation) {
        Kernels kernels = opened(implementation);
        Matrix matrix = new Matrix(kernels, 45, 17, true);
        float[] in = values(2 * 17);
        for (Activation activation : Activation.values()) {
            Buffer out = kernels.allocate(2, 45);
            kernels.dense(2, matrix.linear, activation, kernels.upload(in, 2, 17), out);
            double[] expected =
                    Arrays.stream(matrix.times(doubles(in), 2))
                            .map(x -> activated(activation, x))
                            .toArray();
            check(kernels.read(out, 2), expected, 1e-5, activation.toString());
        }
    }

    @ParameterizedTest
    @EnumSource
    void drawsTheLargestLogitAndItsProbability(Implementation implementation) {
        Kernels kernels = opened(implementation);
        int vocabulary = 101;
        float[] logits = values(3 * vocabulary);
        Sampling rule =
                new Sampling(0, 0, 1, 0, Sampling.Penalties.NONE, java.util.Map.of(), 1, 0, 4);
        List<Sampled> drawn =
                kernels.read(
                        kernels.sample(
                                kernels.upload(logits, 3, vocabulary), List.of(rule, rule, rule)));
        for (int row = 0; row < 3; row++) {
            int start = row * vocabulary;
            List<Integer> order =
                    IntStream.range(0, vocabulary)
                            .boxed()
                            .sorted((a, b) -> Float.compare(logits[start + b], logits[start + a]))
                            .toList();
            double all = 0;
            for (int i = 0; i < vocabulary; i++) {
                all += Math.exp(logits[start + i]);
            }
            assertThat(drawn.get(row).token()).isEqualTo(order.get(0));
            assertThat((double) drawn.get(row).logProbability())
                    .isCloseTo(logits[start + order.get(0)] - Math.log(all), offset(1e-5));
            assertThat(drawn.get(row).alternatives())
                    .extracting(Sampled.Alternative::token)
                    .isEqualTo(order.subList(0, 4));
        }
    }

    // ---- definitions

    private static double[] normalized(
            float[] in,
            int rows,
            Norm.Kind kind,
            float[] weight,
            float @Nullable [] bias,
            double epsilon) {
        int columns = in.length / rows;
        double[] out = new double[in.length];
        for (int r = 0; r < rows; r++) {
            double[] row = doubles(Arrays.copyOfRange(in, r * columns, (r + 1) * columns));
            double mean = kind == Norm.Kind.LAYER ? Arrays.stream(row).average().orElseThrow() : 0;
            double square =
                    Arrays.stream(row).map(x -> (x - mean) * (x - mean)).average().orElseThrow();
            for (int c = 0; c < columns; c++) {
                out[r * columns + c] =
                        (row[c] - mean) / Math.sqrt(square + epsilon) * weight[c]
                                + (bias == null ? 0 : bias[c]);
            }
        }
        return out;
    }

    /** The definitions, but for the error function, which is integrated here. */
    private static double activated(Activation activation, double x) {
        return switch (activation) {
            case IDENTITY -> x;
            case SILU -> x / (1 + Math.exp(-x));
            case GELU_TANH ->
                    0.5 * x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x)));
            case GELU_ERF -> x * normalDistribution(x);
            case RELU -> Math.max(x, 0);
            case TANH -> Math.tanh(x);
        };
    }

    /** By Simpson's rule from 0. */
    private static double normalDistribution(double x) {
        int intervals = 2000;
        double width = x / intervals;
        double sum = 0;
        for (int i = 0; i <= intervals; i++) {
            double z = i * width;
            int times = i == 0 || i == intervals ? 1 : i % 2 == 1 ? 4 : 2;
            sum += times * Math.exp(-z * z / 2);
        }
        return 0.5 + sum * width / 3 / Math.sqrt(2 * Math.PI);
    }

    /** Of each expert its weight, 0 where not chosen. */
    private static double[] shares(
            double[] logits, int used, FeedForwardWeights.Weighting weighting) {
        double[] exponentials = Arrays.stream(logits).map(Math::exp).toArray();
        double[] descending = logits.clone();
        Arrays.sort(descending);
        double least = descending[logits.length - used];
        double[] out = new double[logits.length];
        double all = 0;
        double chosen = 0;
        for (int e = 0; e < logits.length; e++) {
            all += exponentials[e];
            if (logits[e] >= least) {
                chosen += exponentials[e];
                out[e] = exponentials[e];
            }
        }
        double sum = weighting == FeedForwardWeights.Weighting.RESCALED ? chosen : all;
        return Arrays.stream(out).map(x -> x / sum).toArray();
    }

    /** A random matrix, on the device and here. */
    private final class Matrix {
        final float[] weights;
        final float @Nullable [] bias;
        final Linear linear;

        Matrix(Kernels kernels, int outputs, int inputs, boolean biased) {
            weights = values(outputs * inputs);
            bias = biased ? values(outputs) : null;
            linear =
                    new Linear(
                            weight(kernels, weights, outputs, inputs),
                            bias == null ? null : kernels.upload(bias, 1, outputs));
        }

        double[] times(double[] in, int rows) {
            int outputs = linear.weight().rows();
            int inputs = in.length / rows;
            double[] out = new double[rows * outputs];
            for (int r = 0; r < rows; r++) {
                for (int o = 0; o < outputs; o++) {
                    double sum = bias == null ? 0 : bias[o];
                    for (int i = 0; i < inputs; i++) {
                        sum += in[r * inputs + i] * weights[o * inputs + i];
                    }
                    out[r * outputs + o] = sum;
                }
            }
            return out;
        }
    }

    /** A feed-forward block, on the device and here. */
    private final class Expert {
        final @Nullable Matrix gate;
        final Matrix up;
        final Matrix down;
        final FeedForwardWeights.Dense dense;

        Expert(Kernels kernels, int hidden, int inner, boolean gated, Activation activation) {
            gate = gated ? new Matrix(kernels, inner, hidden, true) : null;
            up = new Matrix(kernels, inner, hidden, true);
            down = new Matrix(kernels, hidden, inner, true);
            dense =
                    new FeedForwardWeights.Dense(
                            gate == null ? null : gate.linear, up.linear, down.linear, activation);
        }

        double[] of(double[] in, int rows) {
            double[] inner = up.times(in, rows);
            double[] gates = gate == null ? inner : gate.times(in, rows);
            double[] product = new double[inner.length];
            for (int i = 0; i < inner.length; i++) {
                double active = activated(dense.activation(), gates[i]);
                product[i] = gate == null ? active : active * inner[i];
            }
            return down.times(product, rows);
        }
    }

    // ---- helpers

    private Kernels opened(Implementation implementation) {
        Kernels kernels = implementation.open();
        open.add(kernels);
        return kernels;
    }

    private float[] values(int count) {
        float[] out = new float[count];
        for (int i = 0; i < count; i++) {
            out[i] = (float) random.nextGaussian() / 2;
        }
        return out;
    }

    private static Weight weight(Kernels kernels, float[] values, int rows, int columns) {
        MemorySegment memory = Arena.ofAuto().allocate(4L * values.length, 4);
        MemorySegment.copy(values, 0, memory, ValueLayout.JAVA_FLOAT, 0, values.length);
        return kernels.load(
                new TensorView("w", DType.F32, List.of((long) rows, (long) columns), memory));
    }

    private static Plan plan(Kernels kernels, int rows) {
        return kernels.plan(step(new int[rows], new int[rows]));
    }

    /** One sequence from its beginning on. */
    private static Step step(int[] tokens, int[] types) {
        return new Step(
                tokens,
                IntStream.range(0, tokens.length).toArray(),
                new int[tokens.length],
                List.of(new int[] {0}),
                new int[] {tokens.length},
                new int[0],
                types);
    }

    private static double[] doubles(float[] values) {
        double[] out = new double[values.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = values[i];
        }
        return out;
    }

    private static float[] floats(double[] values) {
        float[] out = new float[values.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = (float) values[i];
        }
        return out;
    }

    private static double[] sum(float[] a, double[] b) {
        return IntStream.range(0, a.length).mapToDouble(i -> a[i] + b[i]).toArray();
    }

    private static void check(float[] got, double[] expected, double tolerance, String what) {
        assertThat(got).as(what).hasSize(expected.length);
        for (int i = 0; i < got.length; i++) {
            assertThat((double) got[i])
                    .as("%s, element %d, seed %d", what, i, SEED)
                    .isCloseTo(expected[i], offset(tolerance * (1 + Math.abs(expected[i]))));
        }
    }
}
