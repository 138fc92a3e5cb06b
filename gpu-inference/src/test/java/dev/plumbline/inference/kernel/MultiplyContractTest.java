package dev.plumbline.inference.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.inference.tensor.DType;
import dev.plumbline.inference.tensor.Dequantizer;
import dev.plumbline.inference.tensor.TensorView;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Products in every storage type and at odd sizes, against sums in float64 over decoded rows. */
class MultiplyContractTest {
    private static final long SEED = 20261124;
    private static final int[] ROWS = {1, 7, 37, 130};
    private static final int[] TOKENS = {1, 2, 5, 16, 19};

    static Stream<Kernels> implementations() {
        return Stream.of(new ScalarKernels(2), new VectorKernels(1), new VectorKernels(3));
    }

    @ParameterizedTest
    @MethodSource("implementations")
    void productsOfEveryTypeAgreeWithSumsInFloat64(Kernels kernels) {
        Random random = new Random(SEED);
        try (kernels) {
            for (DType type : DType.values()) {
                if (type.name().startsWith("I") && !type.quantized() || type == DType.F64) {
                    continue;
                }
                int columns = type.quantized() ? 768 : 207;
                for (int rows : ROWS) {
                    Matrixes matrix = new Matrixes(type, rows, columns, random);
                    for (int tokens : TOKENS) {
                        matrix.check(kernels, tokens, random);
                    }
                }
            }
        }
    }

    /** So many that rows, vectors and panels of columns are each taken in more than one part. */
    @Test
    void vectorProductsOfOneTokenEqualThoseOfMany() {
        int tokens = 141;
        int rows = 77;
        Random random = new Random(SEED);
        try (Kernels kernels = new VectorKernels(2)) {
            for (DType type :
                    List.of(
                            DType.F32,
                            DType.F16,
                            DType.BF16,
                            DType.Q8_0,
                            DType.Q4_0,
                            DType.Q4_K,
                            DType.Q6_K,
                            DType.Q5_K)) {
                Matrixes matrix = new Matrixes(type, rows, type.quantized() ? 1280 : 1291, random);
                float[] in = matrix.input(tokens, random);
                float[] many = matrix.product(kernels, in, tokens);
                for (int t = 0; t < tokens; t++) {
                    float[] alone =
                            matrix.product(
                                    kernels,
                                    java.util.Arrays.copyOfRange(
                                            in, t * matrix.columns, (t + 1) * matrix.columns),
                                    1);
                    assertThat(java.util.Arrays.copyOfRange(many, t * rows, (t + 1) * rows))
                            .as("%s, token %d", type, t)
                            .isEqualTo(alone);
                }
            }
        }
    }

    /** A random matrix and its products. */
    private static final class Matrixes {
        final DType type;
        final int rows;
        final int columns;
        final TensorView view;

        Matrixes(DType type, int rows, int columns, Random random) {
            this.type = type;
            this.rows = rows;
            this.columns = columns;
            long bytes = type.bytes(columns) * rows;
            MemorySegment memory = Arena.ofAuto().allocate(bytes, 2);
            byte[] content = new byte[(int) bytes];
            random.nextBytes(content);
            MemorySegment.copy(content, 0, memory, ValueLayout.JAVA_BYTE, 0, content.length);
            view = new TensorView("w", type, List.of((long) rows, (long) columns), memory);
            tame(random);
        }

        /**
         * Random bits hold infinities and huge scales: replaced until every row decodes to moderate
         * numbers.
         */
        private void tame(Random random) {
            float[] row = new float[columns];
            int block = type.blockBytes();
            for (long at = 0; at < view.memory().byteSize(); at += block) {
                while (!moderate(at, row)) {
                    byte[] fresh = new byte[block];
                    random.nextBytes(fresh);
                    MemorySegment.copy(fresh, 0, view.memory(), ValueLayout.JAVA_BYTE, at, block);
                }
            }
        }

        private boolean moderate(long at, float[] out) {
            Dequantizer.decode(type, view.memory(), at, out, 0, type.blockElements());
            for (int i = 0; i < type.blockElements(); i++) {
                if (!(Math.abs(out[i]) < 1e4)) {
                    return false;
                }
            }
            return true;
        }

        float[] input(int tokens, Random random) {
            float[] in = new float[tokens * columns];
            for (int i = 0; i < in.length; i++) {
                in[i] = (float) random.nextGaussian();
            }
            return in;
        }

        float[] product(Kernels kernels, float[] in, int tokens) {
            Buffer out = kernels.allocate(tokens, rows);
            Linear linear = new Linear(kernels.load(view), null);
            kernels.dense(
                    tokens, linear, Activation.IDENTITY, kernels.upload(in, tokens, columns), out);
            return kernels.read(out, tokens);
        }

        void check(Kernels kernels, int tokens, Random random) {
            float[] in = input(tokens, random);
            float[] got = product(kernels, in, tokens);
            float[] row = new float[columns];
            for (int r = 0; r < rows; r++) {
                Dequantizer.row(view, r, row);
                for (int t = 0; t < tokens; t++) {
                    double sum = 0;
                    double size = 0;
                    for (int c = 0; c < columns; c++) {
                        double term = (double) row[c] * in[t * columns + c];
                        sum += term;
                        size += Math.abs(term);
                    }
                    assertThat((double) got[t * rows + r])
                            .as("%s row %d token %d of %d", type, r, t, tokens)
                            .isCloseTo(
                                    sum, org.assertj.core.data.Offset.offset(size * 1e-6 + 1e-30));
                }
            }
        }
    }
}
