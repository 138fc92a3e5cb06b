package dev.plumbline.inference.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import dev.plumbline.inference.tensor.DType;
import dev.plumbline.inference.tensor.TensorView;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Attention through the paged cache: sequences of different lengths in one step after an earlier
 * one, their blocks scattered, against softmax(q k) v computed here in float64 over all keys.
 */
class AttentionContractTest {
    private static final long SEED = 20261129;
    private static final int POSITIONS = 64;
    private static final int HIDDEN = 30;
    private static final int LAYERS = 2;

    private final Random random = new Random(SEED);

    /** What is varied. */
    record Case(
            Heads heads,
            KvLayout.Type cache,
            Rotary.@Nullable Pairs pairs,
            int rotated,
            boolean normed,
            boolean biased,
            float softCap,
            int window,
            AttentionRule.Mask mask) {
        static List<Case> all() {
            Heads grouped = new Heads(6, 2, 10);
            Heads odd = new Heads(3, 3, 7);
            Heads wide = new Heads(4, 1, 48);
            AttentionRule.Mask causal = AttentionRule.Mask.CAUSAL;
            Rotary.Pairs halves = Rotary.Pairs.HALVES;
            Rotary.Pairs neighbours = Rotary.Pairs.NEIGHBOURS;
            return List.of(
                    new Case(grouped, KvLayout.Type.F32, halves, 10, false, true, 0, 0, causal),
                    new Case(grouped, KvLayout.Type.F32, neighbours, 6, true, false, 0, 0, causal),
                    new Case(wide, KvLayout.Type.F32, halves, 48, true, true, 5, 9, causal),
                    new Case(odd, KvLayout.Type.F32, null, 0, false, true, 0, 1, causal),
                    new Case(
                            odd,
                            KvLayout.Type.F32,
                            null,
                            0,
                            false,
                            true,
                            0,
                            0,
                            AttentionRule.Mask.BOTH_WAYS),
                    new Case(wide, KvLayout.Type.F16, neighbours, 48, false, false, 0, 20, causal),
                    new Case(grouped, KvLayout.Type.INT8, halves, 4, true, false, 2, 0, causal));
        }
    }

    @ParameterizedTest
    @EnumSource
    void attendsToWhatTheRuleLetsSee(OperationsContractTest.Implementation implementation) {
        for (Case it : Case.all()) {
            try (Kernels kernels = implementation.open()) {
                new Scene(kernels, it).run();
            }
        }
    }

    /**
     * A cache, weights, and what they hold in float64; the second sequence turns as long ones do.
     */
    private final class Scene {
        final Kernels kernels;
        final Case it;
        final KvMemory cache;
        final float[][] weights = new float[3][];
        final float[][] biases = new float[3][];
        final float[][] norms = new float[2][];
        final float[] cosines;
        final float[] sines;
        final AttentionInputs inputs;
        final AttentionRule rule;

        /** Of each sequence and position the keys and values of all heads. */
        final List<List<double[]>> keys = List.of(new ArrayList<>(), new ArrayList<>());

        final List<List<double[]>> values = List.of(new ArrayList<>(), new ArrayList<>());

        /** Scattered, and out of order. */
        final List<int[]> blocks = List.of(new int[] {5, 1, 6}, new int[] {2, 0, 4});

        Scene(Kernels kernels, Case it) {
            this.kernels = kernels;
            this.it = it;
            Heads heads = it.heads();
            cache =
                    kernels.allocateCache(
                            new KvLayout(LAYERS, heads.keys(), heads.dimension(), 7, it.cache()));
            Linear[] linears = new Linear[3];
            for (int i = 0; i < 3; i++) {
                int outputs = (i == 0 ? heads.queries() : heads.keys()) * heads.dimension();
                weights[i] = random(outputs * HIDDEN, 0.3);
                biases[i] = it.biased() ? random(outputs, 0.5) : new float[outputs];
                linears[i] =
                        new Linear(
                                weight(weights[i], outputs),
                                it.biased() ? kernels.upload(biases[i], 1, outputs) : null);
            }
            Norm[] norm = new Norm[2];
            for (int i = 0; i < 2; i++) {
                norms[i] = random(heads.dimension(), 1);
                norm[i] =
                        new Norm(
                                Norm.Kind.RMS,
                                kernels.upload(norms[i], 1, heads.dimension()),
                                null,
                                1e-6f);
            }
            int half = it.rotated() / 2;
            cosines = new float[2 * POSITIONS * half];
            sines = new float[2 * POSITIONS * half];
            for (int row = 0; row < 2 * POSITIONS; row++) {
                double base = row < POSITIONS ? 100 : 900;
                for (int i = 0; i < half; i++) {
                    double angle = row % POSITIONS * Math.pow(base, -2.0 * i / it.rotated());
                    cosines[row * half + i] = (float) Math.cos(angle);
                    sines[row * half + i] = (float) Math.sin(angle);
                }
            }
            Rotary rotary =
                    it.pairs() == null
                            ? null
                            : new Rotary(
                                    it.pairs(),
                                    it.rotated(),
                                    kernels.upload(cosines, 2 * POSITIONS, half),
                                    kernels.upload(sines, 2 * POSITIONS, half),
                                    POSITIONS);
            inputs =
                    new AttentionInputs(
                            heads,
                            linears[0],
                            linears[1],
                            linears[2],
                            it.normed() ? norm[0] : null,
                            it.normed() ? norm[1] : null,
                            rotary);
            rule = new AttentionRule(heads, 0.4f, it.softCap(), it.window(), it.mask());
        }

        void run() {
            if (it.mask() == AttentionRule.Mask.BOTH_WAYS) {
                step(new int[] {21, 34});
                return;
            }
            step(new int[] {17, 3});
            step(new int[] {1, 20});
            step(new int[] {11, 1});
            step(new int[] {1, 1});
        }

        /** So many further tokens of either sequence. */
        void step(int[] counts) {
            int size = counts[0] + counts[1];
            int[] positions = new int[size];
            int[] sequences = new int[size];
            int[] lengths = new int[2];
            int at = 0;
            for (int s = 0; s < 2; s++) {
                int start = keys.get(s).size();
                for (int i = 0; i < counts[s]; i++) {
                    positions[at] = start + i;
                    sequences[at++] = s;
                }
                lengths[s] = start + counts[s];
            }
            Step step =
                    new Step(
                            new int[size],
                            positions,
                            sequences,
                            blocks,
                            lengths,
                            new int[] {POSITIONS, POSITIONS + 1},
                            new int[0],
                            new int[0]);
            float[] in = random(size * HIDDEN, 1);
            int width = it.heads().queries() * it.heads().dimension();
            Plan plan = kernels.plan(step);
            Buffer queries = kernels.allocate(size, width);
            Buffer out = kernels.allocate(size, width);
            kernels.attentionInputs(
                    plan, inputs, kernels.upload(in, size, HIDDEN), queries, cache, LAYERS - 1);
            kernels.attend(plan, rule, queries, cache, LAYERS - 1, out);
            compare(step, in, kernels.read(out, size));
        }

        void compare(Step step, float[] in, float[] got) {
            double[][] queries = new double[step.size()][];
            for (int t = 0; t < step.size(); t++) {
                int row = step.positions()[t] + POSITIONS * step.sequences()[t];
                queries[t] = turned(product(0, in, t), it.heads().queries(), norms[0], row);
                double[] key = turned(product(1, in, t), it.heads().keys(), norms[1], row);
                keys.get(step.sequences()[t]).add(stored(key));
                values.get(step.sequences()[t]).add(stored(product(2, in, t)));
            }
            int dimension = it.heads().dimension();
            for (int t = 0; t < step.size(); t++) {
                for (int h = 0; h < it.heads().queries(); h++) {
                    double[] expected =
                            attended(
                                    queries[t],
                                    h,
                                    step.positions()[t],
                                    keys.get(step.sequences()[t]),
                                    values.get(step.sequences()[t]));
                    for (int d = 0; d < dimension; d++) {
                        int at = (t * it.heads().queries() + h) * dimension + d;
                        assertThat((double) got[at])
                                .as("%s token %d head %d, seed %d", it, t, h, SEED)
                                .isCloseTo(expected[d], offset(tolerance()));
                    }
                }
            }
        }

        /** Where values are rounded, one that lies at an edge may fall to either side. */
        double tolerance() {
            return switch (it.cache()) {
                case F32 -> 3e-5;
                case F16 -> 2e-3;
                case INT8 -> 3e-2;
            };
        }

        double[] attended(
                double[] query,
                int head,
                int position,
                List<double[]> keys,
                List<double[]> values) {
            int dimension = it.heads().dimension();
            int shared = head / it.heads().group() * dimension;
            boolean causal = it.mask() == AttentionRule.Mask.CAUSAL;
            double[] out = new double[dimension];
            double sum = 0;
            for (int k = 0; k < keys.size(); k++) {
                boolean seen =
                        (!causal || k <= position)
                                && (it.window() == 0 || position - k < it.window());
                if (!seen) {
                    continue;
                }
                double score = 0;
                for (int d = 0; d < dimension; d++) {
                    score += query[head * dimension + d] * keys.get(k)[shared + d];
                }
                score *= 0.4f;
                if (it.softCap() != 0) {
                    score = it.softCap() * Math.tanh(score / it.softCap());
                }
                double weight = Math.exp(score);
                sum += weight;
                for (int d = 0; d < dimension; d++) {
                    out[d] += weight * values.get(k)[shared + d];
                }
            }
            for (int d = 0; d < dimension; d++) {
                out[d] /= sum;
            }
            return out;
        }

        double[] product(int which, float[] in, int token) {
            double[] out = new double[biases[which].length];
            for (int o = 0; o < out.length; o++) {
                out[o] = biases[which][o];
                for (int i = 0; i < HIDDEN; i++) {
                    out[o] += (double) weights[which][o * HIDDEN + i] * in[token * HIDDEN + i];
                }
            }
            return out;
        }

        double[] turned(double[] heads, int count, float[] norm, int row) {
            int dimension = it.heads().dimension();
            int half = it.rotated() / 2;
            for (int h = 0; h < count; h++) {
                int start = h * dimension;
                if (it.normed()) {
                    double squares = 0;
                    for (int d = 0; d < dimension; d++) {
                        squares += heads[start + d] * heads[start + d];
                    }
                    for (int d = 0; d < dimension; d++) {
                        heads[start + d] *= norm[d] / Math.sqrt(squares / dimension + 1e-6);
                    }
                }
                for (int i = 0; i < half; i++) {
                    boolean halves = it.pairs() == Rotary.Pairs.HALVES;
                    int first = start + (halves ? i : 2 * i);
                    int second = first + (halves ? half : 1);
                    double a = heads[first];
                    double b = heads[second];
                    double cosine = cosines[row * half + i];
                    double sine = sines[row * half + i];
                    heads[first] = a * cosine - b * sine;
                    heads[second] = a * sine + b * cosine;
                }
            }
            return heads;
        }

        /** As the cache keeps it. */
        double[] stored(double[] heads) {
            int dimension = it.heads().dimension();
            for (int start = 0; start < heads.length; start += dimension) {
                double largest = 0;
                for (int d = 0; d < dimension; d++) {
                    largest = Math.max(largest, Math.abs(heads[start + d]));
                }
                for (int d = start; d < start + dimension; d++) {
                    heads[d] =
                            switch (it.cache()) {
                                case F32 -> heads[d];
                                case F16 ->
                                        Float.float16ToFloat(
                                                Float.floatToFloat16((float) heads[d]));
                                case INT8 -> Math.rint(heads[d] / largest * 127) * largest / 127;
                            };
                }
            }
            return heads;
        }

        Weight weight(float[] values, int rows) {
            MemorySegment memory = Arena.ofAuto().allocate(4L * values.length, 4);
            MemorySegment.copy(values, 0, memory, ValueLayout.JAVA_FLOAT, 0, values.length);
            return kernels.load(
                    new TensorView("w", DType.F32, List.of((long) rows, (long) HIDDEN), memory));
        }
    }

    private float[] random(int count, double deviation) {
        float[] out = new float[count];
        for (int i = 0; i < count; i++) {
            out[i] = (float) (random.nextGaussian() * deviation);
        }
        return out;
    }
}
