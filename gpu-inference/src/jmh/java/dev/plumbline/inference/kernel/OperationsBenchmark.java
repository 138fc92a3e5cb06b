package dev.plumbline.inference.kernel;

import dev.plumbline.inference.tensor.DType;
import dev.plumbline.inference.tensor.TensorView;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Single operations of the vector kernels on all cores, with what they allocate: a vector that is
 * allocated shows as megabytes per call.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 1)
@Fork(
        value = 1,
        jvmArgsAppend = {
            "--add-modules=jdk.incubator.vector",
            "--enable-native-access=ALL-UNNAMED",
        })
public class OperationsBenchmark {
    private static final int COLUMNS = 2048;

    /** Products of a matrix [8192, 2048] with vectors. */
    @State(Scope.Benchmark)
    public static class Product {
        private static final int ROWS = 8192;

        @Param({"Q8_0", "Q4_0", "Q4_K", "Q6_K", "F16", "BF16", "F32"})
        private DType type = DType.Q8_0;

        @Param({"1", "8", "128"})
        private int vectors;

        private Kernels kernels = new ScalarKernels(1);
        private Linear linear = new Linear(HostWeights.NONE, null);
        private Buffer in = HostBuffer.of(1, 1);
        private Buffer out = HostBuffer.of(1, 1);

        @Setup(Level.Trial)
        public void make() {
            kernels = new VectorKernels(Runtime.getRuntime().availableProcessors());
            linear = new Linear(kernels.load(HostWeights.random(type, ROWS, COLUMNS)), null);
            in = kernels.upload(floats(vectors * COLUMNS), vectors, COLUMNS);
            out = kernels.allocate(vectors, ROWS);
        }

        @TearDown(Level.Trial)
        public void close() {
            kernels.close();
        }
    }

    /** One new token of one sequence of 512, 32 query heads over 8 key heads of 64. */
    @State(Scope.Benchmark)
    public static class Context {
        private static final int TOKENS = 512;
        private static final Heads HEADS = new Heads(32, 8, 64);

        @Param({"F32", "F16", "INT8"})
        private KvLayout.Type cacheType = KvLayout.Type.F16;

        private final Kernels kernels =
                new VectorKernels(Runtime.getRuntime().availableProcessors());
        private final AttentionRule rule =
                new AttentionRule(HEADS, 0.125f, 0, 0, AttentionRule.Mask.CAUSAL);
        private final Buffer queries = kernels.upload(floats(COLUMNS), 1, COLUMNS);
        private final Buffer out = kernels.allocate(1, COLUMNS);
        private final Plan plan = kernels.plan(step());
        private KvMemory cache = new HostKvMemory(new KvLayout(1, 1, 1, 1, KvLayout.Type.F32));

        @Setup(Level.Trial)
        public void make() {
            int blocks = KvLayout.blocksFor(TOKENS);
            cache = kernels.allocateCache(new KvLayout(1, 8, 64, blocks, cacheType));
        }

        @TearDown(Level.Trial)
        public void close() {
            cache.close();
            kernels.close();
        }

        private static Step step() {
            int[] blocks = new int[KvLayout.blocksFor(TOKENS)];
            Arrays.setAll(blocks, i -> i);
            int[] position = {TOKENS - 1};
            return new Step(
                    new int[1],
                    position,
                    new int[1],
                    List.of(blocks),
                    new int[] {TOKENS},
                    new int[1],
                    new int[0]);
        }
    }

    /** A row of a hidden state, and a row of logits. */
    @State(Scope.Benchmark)
    public static class Row {
        private static final int VOCABULARY = 128_256;

        private final Kernels kernels = new VectorKernels(1);
        private final Plan plan = kernels.plan(Context.step());
        private final Buffer stream = kernels.upload(floats(COLUMNS), 1, COLUMNS);
        private final Norm norm =
                new Norm(Norm.Kind.RMS, kernels.upload(floats(COLUMNS), 1, COLUMNS), null, 1e-5f);
        private final Buffer logits = kernels.upload(floats(VOCABULARY), 1, VOCABULARY);

        @TearDown(Level.Trial)
        public void close() {
            kernels.close();
        }
    }

    private static float[] floats(int count) {
        Random random = new Random(1);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    /** Matrices of random blocks whose scales are small. */
    private static final class HostWeights {
        static final Weight NONE = new ScalarKernels(1).load(random(DType.F32, 1, 1));

        static TensorView random(DType type, int rows, int columns) {
            byte[] content = new byte[Math.toIntExact(type.bytes(columns) * rows)];
            new Random(1).nextBytes(content);
            for (int i = 0; i < content.length; i++) {
                content[i] &= 0x3F;
            }
            MemorySegment memory = Arena.ofAuto().allocate(content.length, 64);
            MemorySegment.copy(content, 0, memory, ValueLayout.JAVA_BYTE, 0, content.length);
            return new TensorView("w", type, List.of((long) rows, (long) columns), memory);
        }
    }

    @Benchmark
    public Buffer product(Product state) {
        state.kernels.dense(state.vectors, state.linear, Activation.IDENTITY, state.in, state.out);
        return state.out;
    }

    @Benchmark
    public Buffer attention(Context state) {
        state.kernels.attend(state.plan, state.rule, state.queries, state.cache, 0, state.out);
        return state.out;
    }

    @Benchmark
    public Buffer norm(Row state) {
        state.kernels.normalize(state.plan, state.norm, state.stream, state.stream);
        return state.stream;
    }

    @Benchmark
    public List<Sampled> sampling(Row state) {
        Sampling rule =
                new Sampling(
                        0.7f, 40, 0.95f, 0, Sampling.Penalties.NONE, java.util.Map.of(), 1, 0, -1);
        return state.kernels.read(state.kernels.sample(state.logits, List.of(rule)));
    }

    /** How the build starts it: {@code mvn -Pjmh test}. */
    @Test
    void run() throws RunnerException {
        new Runner(
                        new OptionsBuilder()
                                .include(OperationsBenchmark.class.getSimpleName())
                                .addProfiler(GCProfiler.class)
                                .shouldFailOnError(true)
                                .build())
                .run();
    }
}
