package dev.plumbline.inference.kernel.cpu;

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

    /** Sums of two rows' products by lane, one after the other. */
    static void two(
            MemorySegment w, long a0, long a1, int columns, float[] x, float[] sums, int start) {
        if (L == 16) {
            wide(w, a0, a1, columns, x, sums, start);
        } else {
            narrow(w, a0, a1, columns, x, sums, start);
        }
    }

    /** With vectors of 16: one for a block's lower halves, one for its upper ones. */
    private static void wide(
            MemorySegment w, long a0, long a1, int columns, float[] x, float[] sums, int start) {
        FloatVector s0 = FloatVector.zero(F);
        FloatVector s1 = FloatVector.zero(F);
        for (int b = 0; b < columns / BLOCK; b++) {
            long at = (long) b * BYTES;
            float scale = Halves.at(w, a0 + at);
            float offset = Halves.timesMinus8(w, a0 + at);
            float scale1 = Halves.at(w, a1 + at);
            float offset1 = Halves.timesMinus8(w, a1 + at);
            FloatVector v0 = FloatVector.fromArray(F, x, b * BLOCK);
            FloatVector v1 = FloatVector.fromArray(F, x, b * BLOCK + 16);
            FloatVector d = FloatVector.broadcast(F, scale);
            FloatVector m = FloatVector.broadcast(F, offset);
            IntVector q =
                    (IntVector)
                            ByteVector.fromMemorySegment(B, w, a0 + at + 2, LE)
                                    .convertShape(ZERO_EXTEND_B2I, I, 0);
            s0 = ((FloatVector) q.and(15).convert(I2F, 0)).fma(d, m).fma(v0, s0);
            s0 = ((FloatVector) q.lanewise(LSHR, 4).convert(I2F, 0)).fma(d, m).fma(v1, s0);
            d = FloatVector.broadcast(F, scale1);
            m = FloatVector.broadcast(F, offset1);
            q =
                    (IntVector)
                            ByteVector.fromMemorySegment(B, w, a1 + at + 2, LE)
                                    .convertShape(ZERO_EXTEND_B2I, I, 0);
            s1 = ((FloatVector) q.and(15).convert(I2F, 0)).fma(d, m).fma(v0, s1);
            s1 = ((FloatVector) q.lanewise(LSHR, 4).convert(I2F, 0)).fma(d, m).fma(v1, s1);
        }
        s0.intoArray(sums, start);
        s1.intoArray(sums, start + L);
    }

    /** With vectors of 8. */
    private static void narrow(
            MemorySegment w, long a0, long a1, int columns, float[] x, float[] sums, int start) {
        FloatVector s0 = FloatVector.zero(F);
        FloatVector s1 = FloatVector.zero(F);
        for (int b = 0; b < columns / BLOCK; b++) {
            long at = (long) b * BYTES;
            float scale = Halves.at(w, a0 + at);
            float offset = Halves.timesMinus8(w, a0 + at);
            float scale1 = Halves.at(w, a1 + at);
            float offset1 = Halves.timesMinus8(w, a1 + at);
            FloatVector v0 = FloatVector.fromArray(F, x, b * BLOCK);
            FloatVector v1 = FloatVector.fromArray(F, x, b * BLOCK + 8);
            FloatVector v2 = FloatVector.fromArray(F, x, b * BLOCK + 16);
            FloatVector v3 = FloatVector.fromArray(F, x, b * BLOCK + 24);
            FloatVector d = FloatVector.broadcast(F, scale);
            FloatVector m = FloatVector.broadcast(F, offset);
            IntVector p =
                    (IntVector)
                            ByteVector.fromMemorySegment(B, w, a0 + at + 2, LE)
                                    .convertShape(ZERO_EXTEND_B2I, I, 0);
            IntVector q =
                    (IntVector)
                            ByteVector.fromMemorySegment(B, w, a0 + at + 10, LE)
                                    .convertShape(ZERO_EXTEND_B2I, I, 0);
            s0 = ((FloatVector) p.and(15).convert(I2F, 0)).fma(d, m).fma(v0, s0);
            s0 = ((FloatVector) q.and(15).convert(I2F, 0)).fma(d, m).fma(v1, s0);
            s0 = ((FloatVector) p.lanewise(LSHR, 4).convert(I2F, 0)).fma(d, m).fma(v2, s0);
            s0 = ((FloatVector) q.lanewise(LSHR, 4).convert(I2F, 0)).fma(d, m).fma(v3, s0);
            d = FloatVector.broadcast(F, scale1);
            m = FloatVector.broadcast(F, offset1);
            p =
                    (IntVector)
                            ByteVector.fromMemorySegment(B, w, a1 + at + 2, LE)
                                    .convertShape(ZERO_EXTEND_B2I, I, 0);
            q =
                    (IntVector)
                            ByteVector.fromMemorySegment(B, w, a1 + at + 10, LE)
                                    .convertShape(ZERO_EXTEND_B2I, I, 0);
            s1 = ((FloatVector) p.and(15).convert(I2F, 0)).fma(d, m).fma(v0, s1);
            s1 = ((FloatVector) q.and(15).convert(I2F, 0)).fma(d, m).fma(v1, s1);
            s1 = ((FloatVector) p.lanewise(LSHR, 4).convert(I2F, 0)).fma(d, m).fma(v2, s1);
            s1 = ((FloatVector) q.lanewise(LSHR, 4).convert(I2F, 0)).fma(d, m).fma(v3, s1);
        }
        s0.intoArray(sums, start);
        s1.intoArray(sums, start + L);
    }

    static void decode(MemorySegment w, long from, int count, float[] out, int start, int step) {
        for (int b = 0; b < count / BLOCK; b++) {
            long at = from + (long) b * BYTES;
            float scale = Halves.at(w, at);
            float offset = Halves.timesMinus8(w, at);
            for (int p = 0; p < BLOCK / 2; p += L) {
                IntVector both =
                        (IntVector)
                                ByteVector.fromMemorySegment(B, w, at + 2 + p, LE)
                                        .convertShape(ZERO_EXTEND_B2I, I, 0);
                FloatVector d = FloatVector.broadcast(F, scale);
                FloatVector m = FloatVector.broadcast(F, offset);
                int to = start + (b * BLOCK + p) / L * step;
                ((FloatVector) both.and(15).convert(I2F, 0)).fma(d, m).intoArray(out, to);
                to += BLOCK / 2 / L * step;
                ((FloatVector) both.lanewise(LSHR, 4).convert(I2F, 0)).fma(d, m).intoArray(out, to);
            }
        }
    }
}
