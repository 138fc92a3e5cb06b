package dev.plumbline.inference.kernel.cpu;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** F32, F16 and BF16. Columns beyond the last whole vector are added by {@link #tail}. */
final class FloatRows {
    private static final VectorSpecies<Float> F = Lanes.FLOATS;
    private static final int L = F.length();

    /** What remains of a half float's bits after sign extension and a shift by 13. */
    private static final int HALF_MASK = 0x8FFFE000;

    /** Corrects the exponent of such bits; exact, for subnormal ones too. */
    private static final float HALF_SCALE = 0x1.0p112f;

    private FloatRows() {}

    static void f32(
            MemorySegment w,
            long a0,
            long a1,
            long a2,
            long a3,
            int columns,
            float[] x,
            float[] sums) {
        FloatVector s0 = FloatVector.zero(F);
        FloatVector s1 = FloatVector.zero(F);
        FloatVector s2 = FloatVector.zero(F);
        FloatVector s3 = FloatVector.zero(F);
        for (int c = 0; c <= columns - L; c += L) {
            FloatVector v = FloatVector.fromArray(F, x, c);
            s0 = FloatVector.fromMemorySegment(F, w, a0 + c * 4L, Lanes.LE).fma(v, s0);
            s1 = FloatVector.fromMemorySegment(F, w, a1 + c * 4L, Lanes.LE).fma(v, s1);
            s2 = FloatVector.fromMemorySegment(F, w, a2 + c * 4L, Lanes.LE).fma(v, s2);
            s3 = FloatVector.fromMemorySegment(F, w, a3 + c * 4L, Lanes.LE).fma(v, s3);
        }
        s0.intoArray(sums, 0);
        s1.intoArray(sums, L);
        s2.intoArray(sums, 2 * L);
        s3.intoArray(sums, 3 * L);
    }

    static void bf16(
            MemorySegment w,
            long a0,
            long a1,
            long a2,
            long a3,
            int columns,
            float[] x,
            float[] sums) {
        FloatVector s0 = FloatVector.zero(F);
        FloatVector s1 = FloatVector.zero(F);
        FloatVector s2 = FloatVector.zero(F);
        FloatVector s3 = FloatVector.zero(F);
        for (int c = 0; c <= columns - L; c += L) {
            FloatVector v = FloatVector.fromArray(F, x, c);
            s0 = bfloats(w, a0 + c * 2L).fma(v, s0);
            s1 = bfloats(w, a1 + c * 2L).fma(v, s1);
            s2 = bfloats(w, a2 + c * 2L).fma(v, s2);
            s3 = bfloats(w, a3 + c * 2L).fma(v, s3);
        }
        s0.intoArray(sums, 0);
        s1.intoArray(sums, L);
        s2.intoArray(sums, 2 * L);
        s3.intoArray(sums, 3 * L);
    }

    static void f16(
            MemorySegment w,
            long a0,
            long a1,
            long a2,
            long a3,
            int columns,
            float[] x,
            float[] sums) {
        FloatVector s0 = FloatVector.zero(F);
        FloatVector s1 = FloatVector.zero(F);
        FloatVector s2 = FloatVector.zero(F);
        FloatVector s3 = FloatVector.zero(F);
        for (int c = 0; c <= columns - L; c += L) {
            FloatVector v = FloatVector.fromArray(F, x, c);
            s0 = halves(w, a0 + c * 2L).fma(v, s0);
            s1 = halves(w, a1 + c * 2L).fma(v, s1);
            s2 = halves(w, a2 + c * 2L).fma(v, s2);
            s3 = halves(w, a3 + c * 2L).fma(v, s3);
        }
        s0.intoArray(sums, 0);
        s1.intoArray(sums, L);
        s2.intoArray(sums, 2 * L);
        s3.intoArray(sums, 3 * L);
    }

    static void decodeF32(MemorySegment w, long from, int count, float[] out, int start, int step) {
        int to = start;
        for (int c = 0; c <= count - L; c += L) {
            FloatVector.fromMemorySegment(F, w, from + c * 4L, Lanes.LE).intoArray(out, to);
            to += step;
        }
    }

    static void decodeBf16(
            MemorySegment w, long from, int count, float[] out, int start, int step) {
        int to = start;
        for (int c = 0; c <= count - L; c += L) {
            bfloats(w, from + c * 2L).intoArray(out, to);
            to += step;
        }
    }

    static void decodeF16(MemorySegment w, long from, int count, float[] out, int start, int step) {
        int to = start;
        for (int c = 0; c <= count - L; c += L) {
            halves(w, from + c * 2L).intoArray(out, to);
            to += step;
        }
    }

    private static FloatVector bfloats(MemorySegment w, long at) {
        return integers(w, at).lanewise(VectorOperators.LSHL, 16).reinterpretAsFloats();
    }

    private static FloatVector halves(MemorySegment w, long at) {
        return integers(w, at)
                .lanewise(VectorOperators.LSHL, 13)
                .and(HALF_MASK)
                .reinterpretAsFloats()
                .mul(HALF_SCALE);
    }

    private static IntVector integers(MemorySegment w, long at) {
        return (IntVector)
                ShortVector.fromMemorySegment(Lanes.SHORTS, w, at, Lanes.LE)
                        .convertShape(VectorOperators.S2I, Lanes.INTS, 0);
    }

    /** The sum of a row's whole vectors, and the products of the columns beyond them. */
    static float tail(Matrix matrix, int row, float[] x, int xStart, float sum) {
        float total = sum;
        for (int c = matrix.columns() - matrix.columns() % L; c < matrix.columns(); c++) {
            total = Math.fma(weight(matrix, row, c), x[xStart + c], total);
        }
        return total;
    }

    static float weight(Matrix matrix, int row, int column) {
        long at = row * matrix.rowBytes() + matrix.type().bytes(column);
        MemorySegment w = matrix.memory();
        return switch (matrix.type()) {
            case F32 -> w.get(JAVA_FLOAT_UNALIGNED, at);
            case BF16 -> Float.intBitsToFloat(w.get(JAVA_SHORT_UNALIGNED, at) << 16);
            case F16 -> Float.float16ToFloat(w.get(JAVA_SHORT_UNALIGNED, at));
            default -> throw new IllegalStateException("no single weights of " + matrix.type());
        };
    }
}
