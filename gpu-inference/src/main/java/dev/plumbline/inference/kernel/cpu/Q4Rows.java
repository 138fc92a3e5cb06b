package dev.plumbline.inference.kernel.cpu;

import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;
import static jdk.incubator.vector.VectorOperators.I2F;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.ZERO_EXTEND_B2I;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Q4_0: blocks of 32 as d (f16) and 16 bytes, elements 0 to 15 in their lower halves, 16 to 31 in
 * the upper ones; a weight is d (q - 8), here d q - 8 d in one operation, which is exact.
 */
final class Q4Rows {
    private static final int BLOCK = 32;
    private static final int BYTES = 18;
    private static final VectorSpecies<Float> F = Lanes.FLOATS;
    private static final VectorSpecies<Byte> B = Lanes.BYTES;
    private static final VectorSpecies<Integer> I = Lanes.INTS;
    private static final ByteOrder LE = ByteOrder.LITTLE_ENDIAN;
    private static final int L = F.length();

    private Q4Rows() {}

    static void four(
            MemorySegment w,
            long a0,
            long a1,
            long a2,
            long a3,
            int columns,
            float[] x,
            float[] sums) {
        if (L == 16) {
            wide(w, a0, a1, a2, a3, columns, x, sums);
        } else {
            narrow(w, a0, a1, a2, a3, columns, x, sums);
        }
    }

    /** With vectors of 16: one for a block's lower halves, one for its upper ones. */
    private static void wide(
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
        for (int b = 0; b < columns / BLOCK; b++) {
            long at = (long) b * BYTES;
            FloatVector v0 = FloatVector.fromArray(F, x, b * BLOCK);
            FloatVector v1 = FloatVector.fromArray(F, x, b * BLOCK + 16);
            FloatVector d =
                    FloatVector.broadcast(
                            F, Float.float16ToFloat(w.get(JAVA_SHORT_UNALIGNED, a0 + at)));
            FloatVector m = d.mul(-8f);
            IntVector q0 =
                    (IntVector)
                            ByteVector.fromMemorySegment(B, w, a0 + at + 2, LE)
                                    .convertShape(ZERO_EXTEND_B2I, I, 0);
            s0 = ((FloatVector) q0.and(15).convert(I2F, 0)).fma(d, m).fma(v0, s0);
            s0 = ((FloatVector) q0.lanewise(LSHR, 4).convert(I2F, 0)).fma(d, m).fma(v1, s0);
            d =
                    FloatVector.broadcast(
                            F, Float.float16ToFloat(w.get(JAVA_SHORT_UNALIGNED, a1 + at)));
            m = d.mul(-8f);
            q0 =
                    (IntVector)
                            ByteVector.fromMemorySegment(B, w, a1 + at + 2, LE)
                                    .convertShape(ZERO_EXTEND_B2I, I, 0);
            s1 = ((FloatVector) q0.and(15).convert(I2F, 0)).fma(d, m).fma(v0, s1);
            s1 = ((FloatVector) q0.lanewise(LSHR, 4).convert(I2F, 0)).fma(d, m).fma(v1, s1);
            d =
                    FloatVector.broadcast(
                            F, Float.float16ToFloat(w.get(JAVA_SHORT_UNALIGNED, a2 + at)));
            m = d.mul(-8f);
            q0 =
                    (IntVector)
                            ByteVector.fromMemorySegment(B, w, a2 + at + 2, LE)
                                    .convertShape(ZERO_EXTEND_B2I, I, 0);
            s2 = ((FloatVector) q0.and(15).convert(I2F, 0)).fma(d, m).fma(v0, s2);
            s2 = ((FloatVector) q0.lanewise(LSHR, 4).convert(I2F, 0)).fma(d, m).fma(v1, s2);
            d =
                    FloatVector.broadcast(
                            F, Float.float16ToFloat(w.get(JAVA_SHORT_UNALIGNED, a3 + at)));
            m = d.mul(-8f);
            q0 =
                    (IntVector)
                            ByteVector.fromMemorySegment(B, w, a3 + at + 2, LE)
                                    .convertShape(ZERO_EXTEND_B2I, I, 0);
            s3 = ((FloatVector) q0.and(15).convert(I2F, 0)).fma(d, m).fma(v0, s3);
            s3 = ((FloatVector) q0.lanewise(LSHR, 4).convert(I2F, 0)).fma(d, m).fma(v1, s3);
        }
        s0.intoArray(sums, 0);
        s1.intoArray(sums, L);
        s2.intoArray(sums, 2 * L);
        s3.intoArray(sums, 3 * L);
    }

    /** With vectors of 8. */
    private static void narrow(
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
        for (int b = 0; b < columns / BLOCK; b++) {
            long at = (long) b * BYTES;
            FloatVector v0 = FloatVector.fromArray(F, x, b * BLOCK);
            FloatVector v1 = FloatVector.fromArray(F, x, b * BLOCK + 8);
            FloatVector v2 = FloatVector.fromArray(F, x, b * BLOCK + 16);
            FloatVector v3 = FloatVector.fromArray(F, x, b * BLOCK + 24);
            FloatVector d =
                    FloatVector.broadcast(
                            F, Float.float16ToFloat(w.get(JAVA_SHORT_UNALIGNED, a0 + at)));
            FloatVector m = d.mul(-8f);
            IntVector q0 =
                    (IntVector)
                            ByteVector.fromMemorySegment(B, w, a0 + at + 2, LE)
                                    .convertShape(ZERO_EXTEND_B2I, I, 0);
            IntVector q1 =
                    (IntVector)
                            ByteVector.fromMemorySegment(B, w, a0 + at + 10, LE)
                                    .convertShape(ZERO_EXTEND_B2I, I, 0);
            s0 = ((FloatVector) q0.and(15).convert(I2F, 0)).fma(d, m).fma(v0, s0);
            s0 = ((FloatVector) q1.and(15).convert(I2F, 0)).fma(d, m).fma(v1, s0);
            s0 = ((FloatVector) q0.lanewise(LSHR, 4).convert(I2F, 0)).fma(d, m).fma(v2, s0);
            s0 = ((FloatVector) q1.lanewise(LSHR, 4).convert(I2F, 0)).fma(d, m).fma(v3, s0);
            d =
                    FloatVector.broadcast(
                            F, Float.float16ToFloat(w.get(JAVA_SHORT_UNALIGNED, a1 + at)));
            m = d.mul(-8f);
            q0 =
                    (IntVector)
                            ByteVector.fromMemorySegment(B, w, a1 + at + 2, LE)
                                    .convertShape(ZERO_EXTEND_B2I, I, 0);
            q1 =
                    (IntVector)
                            ByteVector.fromMemorySegment(B, w, a1 + at + 10, LE)
                                    .convertShape(ZERO_EXTEND_B2I, I, 0);
            s1 = ((FloatVector) q0.and(15).convert(I2F, 0)).fma(d, m).fma(v0, s1);
            s1 = ((FloatVector) q1.and(15).convert(I2F, 0)).fma(d, m).fma(v1, s1);
            s1 = ((FloatVector) q0.lanewise(LSHR, 4).convert(I2F, 0)).fma(d, m).fma(v2, s1);
            s1 = ((FloatVector) q1.lanewise(LSHR, 4).convert(I2F, 0)).fma(d, m).fma(v3, s1);
            d =
                    FloatVector.broadcast(
                            F, Float.float16ToFloat(w.get(JAVA_SHORT_UNALIGNED, a2 + at)));
            m = d.mul(-8f);
            q0 =
                    (IntVector)
                            ByteVector.fromMemorySegment(B, w, a2 + at + 2, LE)
                                    .convertShape(ZERO_EXTEND_B2I, I, 0);
            q1 =
                    (IntVector)
                            ByteVector.fromMemorySegment(B, w, a2 + at + 10, LE)
                                    .convertShape(ZERO_EXTEND_B2I, I, 0);
            s2 = ((FloatVector) q0.and(15).convert(I2F, 0)).fma(d, m).fma(v0, s2);
            s2 = ((FloatVector) q1.and(15).convert(I2F, 0)).fma(d, m).fma(v1, s2);
            s2 = ((FloatVector) q0.lanewise(LSHR, 4).convert(I2F, 0)).fma(d, m).fma(v2, s2);
            s2 = ((FloatVector) q1.lanewise(LSHR, 4).convert(I2F, 0)).fma(d, m).fma(v3, s2);
            d =
                    FloatVector.broadcast(
                            F, Float.float16ToFloat(w.get(JAVA_SHORT_UNALIGNED, a3 + at)));
            m = d.mul(-8f);
            q0 =
                    (IntVector)
                            ByteVector.fromMemorySegment(B, w, a3 + at + 2, LE)
                                    .convertShape(ZERO_EXTEND_B2I, I, 0);
            q1 =
                    (IntVector)
                            ByteVector.fromMemorySegment(B, w, a3 + at + 10, LE)
                                    .convertShape(ZERO_EXTEND_B2I, I, 0);
            s3 = ((FloatVector) q0.and(15).convert(I2F, 0)).fma(d, m).fma(v0, s3);
            s3 = ((FloatVector) q1.and(15).convert(I2F, 0)).fma(d, m).fma(v1, s3);
            s3 = ((FloatVector) q0.lanewise(LSHR, 4).convert(I2F, 0)).fma(d, m).fma(v2, s3);
            s3 = ((FloatVector) q1.lanewise(LSHR, 4).convert(I2F, 0)).fma(d, m).fma(v3, s3);
        }
        s0.intoArray(sums, 0);
        s1.intoArray(sums, L);
        s2.intoArray(sums, 2 * L);
        s3.intoArray(sums, 3 * L);
    }

    static void decode(MemorySegment w, long from, int count, float[] out, int start, int step) {
        for (int b = 0; b < count / BLOCK; b++) {
            long at = from + (long) b * BYTES;
            FloatVector d = scale(w, at);
            FloatVector m = d.mul(-8f);
            for (int p = 0; p < BLOCK / 2; p += L) {
                IntVector both =
                        (IntVector)
                                ByteVector.fromMemorySegment(B, w, at + 2 + p, LE)
                                        .convertShape(ZERO_EXTEND_B2I, I, 0);
                int to = start + (b * BLOCK + p) / L * step;
                ((FloatVector) both.and(15).convert(I2F, 0)).fma(d, m).intoArray(out, to);
                to += BLOCK / 2 / L * step;
                ((FloatVector) both.lanewise(LSHR, 4).convert(I2F, 0)).fma(d, m).intoArray(out, to);
            }
        }
    }

    private static FloatVector scale(MemorySegment w, long at) {
        return FloatVector.broadcast(F, Float.float16ToFloat(w.get(JAVA_SHORT_UNALIGNED, at)));
    }
}
