package dev.plumbline.inference.kernel.cpu;

import dev.plumbline.inference.tensor.DType;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/**
 * Products of a range of matrix rows with one or many vectors, chosen by storage type and count.
 * One vector reads the matrix as it lies in memory: the range is cut into four stretches and a row
 * of each walked together, four streams from memory. Many share rows that are decoded into cache.
 * Both give the same bits: lane j sums the elements at columns j, j + lanes, ... in that order,
 * each weight decoded to a float first. For one thread.
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

    private static final int L = Lanes.count();

    /** Columns decoded at a time: a multiple of every block. */
    private static final int PANEL = 512;

    /** Rows decoded at a time: whole tiles, which fit the first cache. */
    private static final int ROWS = 4 * VectorTiles.ROWS;

    /** Groups of vectors whose sums are kept at a time. */
    private static final int GROUPS = 64;

    /** Vectors up to which a task takes several times {@link #ROWS}. */
    private static final int FEW = 16;

    private static final int TASKS_PER_THREAD = 4;

    private final RowDecoder decoder = new RowDecoder();
    private final float[] decoded = new float[ROWS * PANEL];
    private final float[] four = new float[4 * L];
    private float[] scales = {};
    private float[] sums = {};

    /** For one thread. */
    public RowProducts() {}

    /** Rows that are worth a task. */
    public static int rowsPerTask(Matrix matrix, int vectors, int threads) {
        if (vectors > FEW) {
            return ROWS;
        }
        int share = Math.ceilDiv(matrix.rows(), threads * TASKS_PER_THREAD);
        int whole = vectors == 1 ? 4 : ROWS;
        return Math.max(16, Math.ceilDiv(share, whole) * whole);
    }

    /** Whether products with so many vectors need them laid out for tiles. */
    public static boolean tiled(Matrix matrix, int vectors) {
        return vectors > 1
                || !DIRECT.contains(matrix.type())
                || matrix.type().quantized() && !Lanes.wide();
    }

    /** out[t * stride + row] = matrix[row] . vector t for rows [from, to). */
    public void multiply(Matrix matrix, Vectors x, float[] out, int stride, int from, int to) {
        if (!tiled(matrix, x.count())) {
            one(matrix, x.plain(), out, from, to);
            return;
        }
        int groups = Math.ceilDiv(x.count(), VectorTiles.VECTORS);
        for (int row = from; row < to; row += ROWS) {
            for (int g = 0; g < groups; g += GROUPS) {
                many(matrix, x, g, Math.min(groups, g + GROUPS), row, Math.min(to, row + ROWS));
                fold(matrix, x, g, out, stride, row, Math.min(to, row + ROWS));
            }
        }
    }

    private void one(Matrix matrix, float[] x, float[] out, int from, int to) {
        int quarter = Math.ceilDiv(to - from, 4);
        boolean tail = matrix.columns() % L != 0;
        for (int i = 0; i < quarter; i++) {
            int r0 = Math.min(from + i, to - 1);
            int r1 = Math.min(from + quarter + i, to - 1);
            int r2 = Math.min(from + 2 * quarter + i, to - 1);
            int r3 = Math.min(from + 3 * quarter + i, to - 1);
            long bytes = matrix.rowBytes();
            four(matrix, r0 * bytes, r1 * bytes, r2 * bytes, r3 * bytes, x);
            for (int r = 0; r < 4; r++) {
                int row = r == 0 ? r0 : r == 1 ? r1 : r == 2 ? r2 : r3;
                float sum = VectorTiles.fold(four, r * L);
                out[row] = tail ? FloatRows.tail(matrix, row, x, 0, sum) : sum;
            }
        }
    }

    /** Sums of four rows' products by lane. */
    private void four(Matrix matrix, long a0, long a1, long a2, long a3, float[] x) {
        MemorySegment w = matrix.memory();
        int columns = matrix.columns();
        switch (matrix.type()) {
            case F32 -> FloatRows.f32(w, a0, a1, a2, a3, columns, x, four);
            case BF16 -> FloatRows.bf16(w, a0, a1, a2, a3, columns, x, four);
            case F16 -> FloatRows.f16(w, a0, a1, a2, a3, columns, x, four);
            case Q8_0 -> Q8Rows.four(w, a0, a1, a2, a3, columns, x, four);
            case Q4_0 -> Q4Rows.four(w, a0, a1, a2, a3, columns, x, four);
            case Q4_K -> {
                int size = Q4KRows.scales(columns);
                scales = grown(scales, 4 * size);
                Q4KRows.scales(w, a0, columns, scales, 0);
                Q4KRows.scales(w, a1, columns, scales, size);
                Q4KRows.scales(w, a2, columns, scales, 2 * size);
                Q4KRows.scales(w, a3, columns, scales, 3 * size);
                Q4KRows.four(w, a0, a1, a2, a3, columns, scales, x, four);
            }
            case Q6_K -> {
                int size = Q6KRows.scales(columns);
                scales = grown(scales, 4 * size);
                Q6KRows.scales(w, a0, columns, scales, 0);
                Q6KRows.scales(w, a1, columns, scales, size);
                Q6KRows.scales(w, a2, columns, scales, 2 * size);
                Q6KRows.scales(w, a3, columns, scales, 3 * size);
                Q6KRows.four(w, a0, a1, a2, a3, columns, scales, x, four);
            }
            default -> throw new IllegalStateException("no direct path for " + matrix.type());
        }
    }

    /** Sums of the tiles of rows [from, to) and groups of vectors [first, last). */
    private void many(Matrix matrix, Vectors x, int first, int last, int from, int to) {
        int columns = matrix.columns();
        int tileRows = VectorTiles.ROWS;
        int rowTiles = Math.ceilDiv(to - from, tileRows);
        int size = (last - first) * rowTiles * VectorTiles.SUMS;
        sums = grown(sums, size);
        Arrays.fill(sums, 0, size, 0);
        for (int c = 0; c < columns; c += PANEL) {
            int count = Math.min(PANEL, columns - c);
            for (int r = 0; r < to - from; r++) {
                int at = r / tileRows * tileRows * PANEL + r % tileRows * L;
                decoder.vectors(matrix, from + r, c, count, decoded, at, tileRows * L);
            }
            for (int g = first; g < last; g++) {
                for (int r = 0; r < rowTiles; r++) {
                    VectorTiles.add(
                            decoded,
                            r * tileRows * PANEL,
                            x.tiled(),
                            x.group(g, c),
                            count / L,
                            sums,
                            ((g - first) * rowTiles + r) * VectorTiles.SUMS);
                }
            }
        }
    }

    /** Folds lanes and adds the columns beyond the last whole vector. */
    private void fold(
            Matrix matrix, Vectors x, int firstGroup, float[] out, int stride, int from, int to) {
        int rowTiles = Math.ceilDiv(to - from, VectorTiles.ROWS);
        boolean tail = matrix.columns() % L != 0;
        int first = firstGroup * VectorTiles.VECTORS;
        int last = Math.min(x.count(), first + GROUPS * VectorTiles.VECTORS);
        for (int t = first; t < last; t++) {
            int group = (t - first) / VectorTiles.VECTORS;
            for (int row = from; row < to; row++) {
                int r = row - from;
                int tile = group * rowTiles + r / VectorTiles.ROWS;
                int lanes = r % VectorTiles.ROWS * VectorTiles.VECTORS + t % VectorTiles.VECTORS;
                float sum = VectorTiles.fold(sums, tile * VectorTiles.SUMS + lanes * L);
                out[t * stride + row] =
                        tail
                                ? FloatRows.tail(matrix, row, x.plain(), t * matrix.columns(), sum)
                                : sum;
            }
        }
    }

    private static float[] grown(float[] array, int count) {
        return array.length >= count ? array : new float[count];
    }
}
