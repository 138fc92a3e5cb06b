package dev.plumbline.inference.kernel.cpu;

import dev.plumbline.inference.tensor.Dequantizer;
import java.lang.foreign.MemorySegment;

/**
 * Parts of matrix rows as floats: what each stored weight is, to the bit, in the products with one
 * vector too. Types without a loop of their own are decoded by the scalar code. For one thread.
 */
public final class RowDecoder {
    private static final int L = Lanes.count();

    private float[] scratch = {};
    private final byte[] bytes = new byte[16];

    /** For one thread. */
    public RowDecoder() {}

    /** A whole row into out[start] and following. */
    public void row(Matrix matrix, int row, float[] out, int start) {
        int columns = matrix.columns();
        vectors(matrix, row, 0, columns, out, start, L);
        for (int c = columns - columns % L; c < columns; c++) {
            out[start + c] = FloatRows.weight(matrix, row, c);
        }
    }

    /**
     * Decodes the whole vectors among columns [first, first + count) of a row; each goes {@code
     * step} floats behind the one before.
     *
     * @param first a multiple of the type's block
     * @param count likewise, or to the end of the row
     */
    void vectors(Matrix matrix, int row, int first, int count, float[] out, int start, int step) {
        MemorySegment w = matrix.memory();
        long at = row * matrix.rowBytes() + matrix.type().bytes(first);
        switch (matrix.type()) {
            case F32 -> FloatRows.decodeF32(w, at, count, out, start, step);
            case BF16 -> FloatRows.decodeBf16(w, at, count, out, start, step);
            case F16 -> FloatRows.decodeF16(w, at, count, out, start, step);
            default -> quantized(matrix, at, count, out, start, step);
        }
    }

    private void quantized(Matrix matrix, long at, int count, float[] out, int start, int step) {
        MemorySegment w = matrix.memory();
        if (!Lanes.wide()) {
            scalar(matrix, at, count, out, start, step);
            return;
        }
        switch (matrix.type()) {
            case Q8_0 -> Q8Rows.decode(w, at, count, out, start, step);
            case Q4_0 -> Q4Rows.decode(w, at, count, out, start, step);
            case Q4_K -> {
                float[] scales = scratch(Q4KRows.scales(count));
                Q4KRows.decode(w, at, count, bytes, scales, out, start, step);
            }
            case Q6_K -> {
                float[] scales = scratch(Q6KRows.scales(count));
                Q6KRows.decode(w, at, count, scales, out, start, step);
            }
            default -> scalar(matrix, at, count, out, start, step);
        }
    }

    private void scalar(Matrix matrix, long at, int count, float[] out, int start, int step) {
        if (step == L) {
            Dequantizer.decode(matrix.type(), matrix.memory(), at, out, start, count);
            return;
        }
        float[] row = scratch(count);
        Dequantizer.decode(matrix.type(), matrix.memory(), at, row, 0, count);
        for (int c = 0; c <= count - L; c += L) {
            System.arraycopy(row, c, out, start + c / L * step, L);
        }
    }

    private float[] scratch(int count) {
        if (scratch.length < count) {
            scratch = new float[count];
        }
        return scratch;
    }
}
