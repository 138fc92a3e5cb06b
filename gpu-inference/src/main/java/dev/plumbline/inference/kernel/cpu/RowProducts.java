package dev.plumbline.inference.kernel.cpu;

import dev.plumbline.inference.tensor.DType;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/**
 * Products of a range of matrix rows with one or many vectors, chosen by storage type and count.
 * One with vectors of its own reads the matrix as it lies in memory; many share rows that are
 * decoded into cache. Both give the same bits.
 */
public final class RowProducts {
    /** Types whose products with one vector read the stored form; all others decode rows first. */
    public static final Set<DType> DIRECT =
            EnumSet.of(
                    DType.F32,
                    DType.F16,
                    DType.BF16,
                    DType.Q8_0,
                    DType.Q4_0,
                    DType.Q4_K,
                    DType.Q6_K);

    /** Columns decoded at a time: a multiple of every block. */
    private static final int PANEL = 512;

    /** Rows decoded at a time. */
    private static final int ROWS = 16;

    /** Vectors whose sums are kept at a time. */
    private static final int VECTORS = 256;

    private float[] decoded = new float[ROWS * PANEL];
    private float[] sums = {};

    /** For one thread. */
    public RowProducts() {}

    /** Rows that are worth a task: whole groups of decoded rows. */
    public static int rowsPerTask(Matrix matrix, int vectors, int threads) {
        if (vectors > 1) {
            return ROWS;
        }
        int share = Math.ceilDiv(matrix.rows(), threads * 4);
        return Math.max(16, Math.ceilDiv(share, 4) * 4);
    }

    /** out[t * stride + row] = matrix[row] . in[t] for rows [from, to) and t in [0, vectors). */
    public void multiply(
            Matrix matrix, float[] in, int vectors, float[] out, int stride, int from, int to) {
        boolean direct =
                DIRECT.contains(matrix.type()) && (Lanes.wide() || !matrix.type().quantized());
        if (vectors == 1 && direct) {
            one(matrix, in, out, from, to);
            return;
        }
        for (int row = from; row < to; row += ROWS) {
            for (int t = 0; t < vectors; t += VECTORS) {
                many(
                        matrix,
                        in,
                        t,
                        Math.min(vectors, t + VECTORS),
                        out,
                        stride,
                        row,
                        Math.min(to, row + ROWS));
            }
        }
    }

    private static void one(Matrix matrix, float[] in, float[] out, int from, int to) {
        switch (matrix.type()) {
            case F32 -> VectorRows.f32(matrix, in, 0, out, 0, from, to);
            case BF16 -> VectorRows.bf16(matrix, in, 0, out, 0, from, to);
            case F16 -> VectorRows.f16(matrix, in, 0, out, 0, from, to);
            case Q8_0 -> VectorRows.q8(matrix, in, 0, out, 0, from, to);
            case Q4_0 -> VectorRows.q4(matrix, in, 0, out, 0, from, to);
            case Q4_K -> VectorRows.q4k(matrix, in, 0, out, 0, from, to);
            case Q6_K -> VectorRows.q6k(matrix, in, 0, out, 0, from, to);
            default -> throw new IllegalStateException("no direct path for " + matrix.type());
        }
    }

    private void many(
            Matrix matrix,
            float[] in,
            int first,
            int last,
            float[] out,
            int stride,
            int from,
            int to) {
        int columns = matrix.columns();
        int whole = columns - columns % Lanes.count();
        int rowTiles = Math.ceilDiv(to - from, 4);
        int vectorTiles = Math.ceilDiv(last - first, 4);
        int size = VectorTiles.SUMS;
        if (sums.length < rowTiles * vectorTiles * size) {
            sums = new float[rowTiles * vectorTiles * size];
        }
        Arrays.fill(sums, 0, rowTiles * vectorTiles * size, 0);
        for (int c = 0; c < columns; c += PANEL) {
            int count = Math.min(PANEL, columns - c);
            int vectored = Math.min(count, Math.max(0, whole - c));
            for (int row = from; row < to; row++) {
                VectorDecode.row(matrix, row, c, count, decoded, (row - from) * PANEL);
            }
            for (int t = 0; t < vectorTiles; t++) {
                int x = (first + t * 4) * columns + c;
                int x1 = Math.min(first + t * 4 + 1, last - 1) * columns + c;
                int x2 = Math.min(first + t * 4 + 2, last - 1) * columns + c;
                int x3 = Math.min(first + t * 4 + 3, last - 1) * columns + c;
                for (int r = 0; r < rowTiles; r++) {
                    int at = (t * rowTiles + r) * size;
                    VectorTiles.add(
                            decoded, r * 4 * PANEL, PANEL, in, x, x1, x2, x3, vectored, sums, at);
                }
            }
            if (c + count == columns) {
                fold(in, columns, whole, c, first, last, out, stride, from, to);
            }
        }
    }

    /**
     * Folds lanes and adds the columns beyond the last whole vector, which the last panel holds
     * decoded.
     */
    private void fold(
            float[] in,
            int columns,
            int whole,
            int panel,
            int first,
            int last,
            float[] out,
            int stride,
            int from,
            int to) {
        int rowTiles = Math.ceilDiv(to - from, 4);
        for (int t = first; t < last; t++) {
            for (int row = from; row < to; row++) {
                int r = row - from;
                int tile = (t - first) / 4 * rowTiles + r / 4;
                int at = tile * VectorTiles.SUMS + (r % 4 * 4 + (t - first) % 4) * Lanes.count();
                float sum = VectorTiles.fold(sums, at);
                for (int c = whole; c < columns; c++) {
                    sum = Math.fma(decoded[r * PANEL + c - panel], in[t * columns + c], sum);
                }
                out[t * stride + row] = sum;
            }
        }
    }
}
