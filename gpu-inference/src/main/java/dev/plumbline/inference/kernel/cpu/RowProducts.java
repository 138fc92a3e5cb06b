package dev.plumbline.inference.kernel.cpu;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * Products of a range of matrix rows with one or many vectors, chosen by storage type and count.
 * For one vector the range is cut into four stretches and a row of each walked together, four
 * streams from memory; simple types are read as they are stored, rows of others are decoded into
 * cache first, as many vectors share them. All ways give the same bits: lane j sums the elements at
 * columns j, j + lanes, ... in that order, each weight decoded to a float first. For one thread.
 */
public final class RowProducts {
    private static final int L = Lanes.count();

    /** Columns decoded at a time: a multiple of every block. */
    private static final int PANEL = 512;

    /** Rows taken together for many vectors: whole tiles, which fit the second cache. */
    private static final int ROWS = 16 * VectorTiles.ROWS;

    /** Groups of vectors whose sums are kept at a time. */
    private static final int GROUPS = 32;

    /** Groups of vectors that fit the first cache beside a tile's rows. */
    private static final int NEAR = 4;

    /** Vectors that are few: one panel of them fits the first cache. */
    private static final int FEW = NEAR * VectorTiles.VECTORS;

    /** Rows taken together for few vectors, as many streams from memory. */
    private static final int FEW_ROWS = 4 * VectorTiles.ROWS;

    private static final int TASKS_PER_THREAD = 4;

    private final RowDecoder decoder = new RowDecoder();
    private final float[] decoded = new float[ROWS * PANEL];
    private final float[] results = new float[GROUPS * VectorTiles.VECTORS * ROWS];
    private final float[] four = new float[4 * L];
    private final float[] folded = new float[L];
    private final int[] rows = new int[4];
    private final byte[] bytes = new byte[16];
    private float[] scales = {};
    private float[] sums = {};

    /** For one thread. */
    public RowProducts() {}

    /** Rows that are worth a task. */
    public static int rowsPerTask(Matrix matrix, int vectors, int threads) {
        int share = Math.ceilDiv(matrix.rows(), threads * TASKS_PER_THREAD);
        int whole = vectors == 1 ? 4 : FEW_ROWS;
        int rows = Math.max(16, Math.ceilDiv(share, whole) * whole);
        return vectors > FEW ? Math.min(ROWS, rows) : rows;
    }

    /** Whether products with so many vectors need them laid out for tiles. */
    public static boolean tiled(int vectors) {
        return vectors > 1;
    }

    /** out[t * stride + row] = matrix[row] . vector t for rows [from, to). */
    public void multiply(Matrix matrix, Vectors x, float[] out, int stride, int from, int to) {
        if (!tiled(x.count())) {
            one(matrix, x.plain(), out, from, to);
            return;
        }
        int groups = Math.ceilDiv(x.count(), VectorTiles.VECTORS);
        int step = x.count() > FEW ? ROWS : FEW_ROWS;
        for (int row = from; row < to; row += step) {
            for (int g = 0; g < groups; g += GROUPS) {
                int last = Math.min(groups, g + GROUPS);
                many(matrix, x, g, last, row, Math.min(to, row + step));
                copy(x, g, last, row, Math.min(to, row + step), out, stride);
            }
        }
    }

    private void one(Matrix matrix, float[] x, float[] out, int from, int to) {
        int quarter = Math.ceilDiv(to - from, 4);
        boolean tail = matrix.columns() % L != 0;
        for (int i = 0; i < quarter; i++) {
            for (int r = 0; r < 4; r++) {
                rows[r] = Math.min(from + r * quarter + i, to - 1);
            }
            four(matrix, x);
            VectorTiles.fold(four, 0, folded);
            for (int r = 0; r < 4; r++) {
                out[rows[r]] = tail ? FloatRows.tail(matrix, rows[r], x, 0, folded[r]) : folded[r];
            }
        }
    }

    /** Sums of four rows' products by lane. */
    private void four(Matrix matrix, float[] x) {
        MemorySegment w = matrix.memory();
        int columns = matrix.columns();
        long a0 = rows[0] * matrix.rowBytes();
        long a1 = rows[1] * matrix.rowBytes();
        long a2 = rows[2] * matrix.rowBytes();
        long a3 = rows[3] * matrix.rowBytes();
        if (matrix.type().quantized() && !Lanes.wide()) {
            panels(matrix, x);
            return;
        }
        switch (matrix.type()) {
            case F32 -> FloatRows.f32(w, a0, a1, a2, a3, columns, x, four);
            case BF16 -> FloatRows.bf16(w, a0, a1, a2, a3, columns, x, four);
            case F16 -> FloatRows.f16(w, a0, a1, a2, a3, columns, x, four);
            case Q8_0 -> Q8Rows.four(w, a0, a1, a2, a3, columns, x, four);
            case Q4_0 -> {
                Q4Rows.two(w, a0, a1, columns, x, four, 0);
                Q4Rows.two(w, a2, a3, columns, x, four, 2 * L);
            }
            case Q4_K -> {
                int size = Q4KRows.scales(columns);
                scales = grown(scales, 2 * size);
                Q4KRows.scales(w, a0, columns, bytes, scales, 0);
                Q4KRows.scales(w, a1, columns, bytes, scales, size);
                Q4KRows.two(w, a0, a1, columns, scales, x, four, 0);
                Q4KRows.scales(w, a2, columns, bytes, scales, 0);
                Q4KRows.scales(w, a3, columns, bytes, scales, size);
                Q4KRows.two(w, a2, a3, columns, scales, x, four, 2 * L);
            }
            default -> panels(matrix, x);
        }
    }

    /** The same for types whose rows are decoded first, four together. */
    private void panels(Matrix matrix, float[] x) {
        Arrays.fill(four, 0);
        for (int c = 0; c < matrix.columns(); c += PANEL) {
            int count = Math.min(PANEL, matrix.columns() - c);
            for (int r = 0; r < 4; r++) {
                decoder.vectors(matrix, rows[r], c, count, decoded, r * L, 4 * L);
            }
            VectorTiles.column(decoded, x, c, count / L, four);
        }
    }

    /**
     * Products of rows [from, to) with groups of vectors [first, last), panel of columns by panel:
     * a tile's rows are decoded when the first groups meet them, and kept where others follow.
     */
    private void many(Matrix matrix, Vectors x, int first, int last, int from, int to) {
        int columns = matrix.columns();
        int tiles = Math.ceilDiv(to - from, VectorTiles.ROWS);
        int kept = last - first > NEAR ? VectorTiles.ROWS * PANEL : 0;
        sums = grown(sums, (last - first) * tiles * VectorTiles.SUMS);
        for (int c = 0; c < columns; c += PANEL) {
            int count = Math.min(PANEL, columns - c);
            for (int near = first; near < last; near += NEAR) {
                for (int tile = 0; tile < tiles; tile++) {
                    int row = from + tile * VectorTiles.ROWS;
                    if (near == first) {
                        decode(matrix, row, to, c, count, tile * kept);
                    }
                    for (int g = near; g < Math.min(last, near + NEAR); g++) {
                        int at = ((g - first) * tiles + tile) * VectorTiles.SUMS;
                        VectorTiles.add(
                                decoded,
                                tile * kept,
                                x.tiled(),
                                x.group(g, c),
                                count / L,
                                c == 0,
                                sums,
                                at);
                        if (c + PANEL >= columns) {
                            int result = (g - first) * VectorTiles.VECTORS * ROWS + row - from;
                            int end = Math.min(to, row + VectorTiles.ROWS);
                            fold(matrix, x, g, at, row, end, result);
                        }
                    }
                }
            }
        }
    }

    /** A tile's rows as floats. */
    private void decode(Matrix matrix, int from, int end, int column, int count, int start) {
        int step = VectorTiles.ROWS * L;
        for (int row = from; row < Math.min(end, from + VectorTiles.ROWS); row++) {
            decoder.vectors(matrix, row, column, count, decoded, start + (row - from) * L, step);
        }
    }

    /** A tile's sums over the lanes, and the columns beyond the last whole vector. */
    private void fold(Matrix matrix, Vectors x, int group, int at, int from, int to, int result) {
        int first = group * VectorTiles.VECTORS;
        int vectors = Math.min(VectorTiles.VECTORS, x.count() - first);
        for (int row = from; row < to; row++) {
            VectorTiles.fold(sums, at + (row - from) * VectorTiles.VECTORS * L, folded);
            for (int v = 0; v < vectors; v++) {
                float sum = folded[v];
                if (matrix.columns() % L != 0) {
                    int start = (first + v) * matrix.columns();
                    sum = FloatRows.tail(matrix, row, x.plain(), start, sum);
                }
                results[result + v * ROWS + row - from] = sum;
            }
        }
    }

    /** Results row by row: written one by one, vectors would be a page apart in the output. */
    private void copy(
            Vectors x, int firstGroup, int lastGroup, int from, int to, float[] out, int stride) {
        int first = firstGroup * VectorTiles.VECTORS;
        int last = Math.min(x.count(), lastGroup * VectorTiles.VECTORS);
        for (int t = first; t < last; t++) {
            System.arraycopy(results, (t - first) * ROWS, out, t * stride + from, to - from);
        }
    }

    private static float[] grown(float[] array, int count) {
        return array.length >= count ? array : new float[count];
    }
}
