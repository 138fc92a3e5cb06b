package dev.plumbline.inference.kernel.cpu;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static jdk.incubator.vector.VectorOperators.B2F;
import static jdk.incubator.vector.VectorOperators.I2F;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.ZERO_EXTEND_B2I;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Q4_K: blocks of 256 as d (f16), dmin (f16), 12 bytes that hold a scale and a minimum of 6 bits
 * for each of 8 parts, and 128 bytes; each 32 bytes are two parts, in their lower and upper halves.
 * A weight is d scale q - dmin minimum. Scales of a row are made floats first, by {@link #scales}.
 */
final class Q4KRows {
    private static final int BLOCK = 256;
    private static final int BYTES = 144;
    private static final int QUANTS = 16;

    /** Floats of a block's scales: 8 scales, 8 negative minima. */
    private static final int SCALES = 16;

    private static final VectorSpecies<Float> F = Lanes.FLOATS;
    private static final VectorSpecies<Float> EIGHT = FloatVector.SPECIES_256;
    private static final VectorSpecies<Byte> B = Lanes.BYTES;
    private static final VectorSpecies<Integer> I = Lanes.INTS;
    private static final ByteOrder LE = ByteOrder.LITTLE_ENDIAN;
    private static final int L = F.length();

    private static final VarHandle INTEGERS = MethodHandles.byteArrayViewVarHandle(int[].class, LE);

    private Q4KRows() {}

    /** Floats that the scales of so many columns take. */
    static int scales(int columns) {
        return columns / BLOCK * SCALES;
    }

    /**
     * Of the 12 bytes the lower 6 bits of the first four are scales 0 to 3, those of the next four
     * minima 0 to 3; those of 4 to 7 have 4 bits in the last four and 2 on top of the others.
     */
    static void scales(
            MemorySegment w, long from, int columns, byte[] bytes, float[] out, int start) {
        for (int b = 0; b < columns / BLOCK; b++) {
            long at = from + (long) b * BYTES;
            // Before there are vectors: one that lives across a call is allocated.
            float d = Halves.at(w, at);
            float least = Halves.at(w, at + 2);
            int first = w.get(JAVA_INT_UNALIGNED, at + 4);
            int second = w.get(JAVA_INT_UNALIGNED, at + 8);
            int third = w.get(JAVA_INT_UNALIGNED, at + 12);
            INTEGERS.set(bytes, 0, first & 0x3F3F3F3F);
            INTEGERS.set(bytes, 4, third & 0x0F0F0F0F | first >>> 2 & 0x30303030);
            INTEGERS.set(bytes, 8, second & 0x3F3F3F3F);
            INTEGERS.set(bytes, 12, third >>> 4 & 0x0F0F0F0F | second >>> 2 & 0x30303030);
            ((FloatVector)
                            ByteVector.fromArray(ByteVector.SPECIES_64, bytes, 0)
                                    .convertShape(B2F, EIGHT, 0))
                    .mul(d)
                    .intoArray(out, start + b * SCALES);
            ((FloatVector)
                            ByteVector.fromArray(ByteVector.SPECIES_64, bytes, 8)
                                    .convertShape(B2F, EIGHT, 0))
                    .mul(-least)
                    .intoArray(out, start + b * SCALES + 8);
        }
    }

    /** Sums of two rows' products by lane, one after the other, as their scales lie. */
    static void two(
            MemorySegment w,
            long a0,
            long a1,
            int columns,
            float[] scales,
            float[] x,
            float[] sums,
            int start) {
        if (L == 16) {
            wide(w, a0, a1, columns, scales, x, sums, start);
        } else {
            narrow(w, a0, a1, columns, scales, x, sums, start);
        }
    }

    /** With vectors of 16: two hold the bytes of a pair of parts. */
    private static void wide(
            MemorySegment w,
            long a0,
            long a1,
            int columns,
            float[] scales,
            float[] x,
            float[] sums,
            int start) {
        int row = scales(columns);
        FloatVector s0 = FloatVector.zero(F);
        FloatVector s1 = FloatVector.zero(F);
        for (int pair = 0; pair < columns / 64; pair++) {
            long at = (long) (pair >> 2) * BYTES + QUANTS + (pair & 3) * 32L;
            int c = pair * 64;
            int g = (pair >> 2) * SCALES + (pair & 3) * 2;
            FloatVector v0 = FloatVector.fromArray(F, x, c);
            FloatVector v1 = FloatVector.fromArray(F, x, c + 16);
            FloatVector v2 = FloatVector.fromArray(F, x, c + 32);
            FloatVector v3 = FloatVector.fromArray(F, x, c + 48);
            FloatVector d = FloatVector.broadcast(F, scales[g]);
            FloatVector m = FloatVector.broadcast(F, scales[g + 8]);
            IntVector p =
                    (IntVector)
                            ByteVector.fromMemorySegment(B, w, a0 + at, LE)
                                    .convertShape(ZERO_EXTEND_B2I, I, 0);
            IntVector q =
                    (IntVector)
                            ByteVector.fromMemorySegment(B, w, a0 + at + 16, LE)
                                    .convertShape(ZERO_EXTEND_B2I, I, 0);
            s0 = ((FloatVector) p.and(15).convert(I2F, 0)).fma(d, m).fma(v0, s0);
            s0 = ((FloatVector) q.and(15).convert(I2F, 0)).fma(d, m).fma(v1, s0);
            d = FloatVector.broadcast(F, scales[g + 1]);
            m = FloatVector.broadcast(F, scales[g + 9]);
            s0 = ((FloatVector) p.lanewise(LSHR, 4).convert(I2F, 0)).fma(d, m).fma(v2, s0);
            s0 = ((FloatVector) q.lanewise(LSHR, 4).convert(I2F, 0)).fma(d, m).fma(v3, s0);
            g += row;
            d = FloatVector.broadcast(F, scales[g]);
            m = FloatVector.broadcast(F, scales[g + 8]);
            p =
                    (IntVector)
                            ByteVector.fromMemorySegment(B, w, a1 + at, LE)
                                    .convertShape(ZERO_EXTEND_B2I, I, 0);
            q =
                    (IntVector)
                            ByteVector.fromMemorySegment(B, w, a1 + at + 16, LE)
                                    .convertShape(ZERO_EXTEND_B2I, I, 0);
            s1 = ((FloatVector) p.and(15).convert(I2F, 0)).fma(d, m).fma(v0, s1);
            s1 = ((FloatVector) q.and(15).convert(I2F, 0)).fma(d, m).fma(v1, s1);
            d = FloatVector.broadcast(F, scales[g + 1]);
            m = FloatVector.broadcast(F, scales[g + 9]);
            s1 = ((FloatVector) p.lanewise(LSHR, 4).convert(I2F, 0)).fma(d, m).fma(v2, s1);
            s1 = ((FloatVector) q.lanewise(LSHR, 4).convert(I2F, 0)).fma(d, m).fma(v3, s1);
        }
        s0.intoArray(sums, start);
        s1.intoArray(sums, start + L);
    }

    /** With vectors of 8. */
    private static void narrow(
            MemorySegment w,
            long a0,
            long a1,
            int columns,
            float[] scales,
            float[] x,
            float[] sums,
            int start) {
        int row = scales(columns);
        FloatVector s0 = FloatVector.zero(F);
        FloatVector s1 = FloatVector.zero(F);
        for (int pair = 0; pair < columns / 64; pair++) {
            long at = (long) (pair >> 2) * BYTES + QUANTS + (pair & 3) * 32L;
            int c = pair * 64;
            int g = (pair >> 2) * SCALES + (pair & 3) * 2;
            FloatVector v0 = FloatVector.fromArray(F, x, c);
            FloatVector v1 = FloatVector.fromArray(F, x, c + 8);
            FloatVector v2 = FloatVector.fromArray(F, x, c + 16);
            FloatVector v3 = FloatVector.fromArray(F, x, c + 24);
            FloatVector v4 = FloatVector.fromArray(F, x, c + 32);
            FloatVector v5 = FloatVector.fromArray(F, x, c + 40);
            FloatVector v6 = FloatVector.fromArray(F, x, c + 48);
            FloatVector v7 = FloatVector.fromArray(F, x, c + 56);
            FloatVector d = FloatVector.broadcast(F, scales[g]);
            FloatVector m = FloatVector.broadcast(F, scales[g + 8]);
            IntVector q0 =
                    (IntVector)
                            ByteVector.fromMemorySegment(B, w, a0 + at, LE)
                                    .convertShape(ZERO_EXTEND_B2I, I, 0);
            IntVector q1 =
                    (IntVector)
                            ByteVector.fromMemorySegment(B, w, a0 + at + 8, LE)
                                    .convertShape(ZERO_EXTEND_B2I, I, 0);
            IntVector q2 =
                    (IntVector)
                            ByteVector.fromMemorySegment(B, w, a0 + at + 16, LE)
                                    .convertShape(ZERO_EXTEND_B2I, I, 0);
            IntVector q3 =
                    (IntVector)
                            ByteVector.fromMemorySegment(B, w, a0 + at + 24, LE)
                                    .convertShape(ZERO_EXTEND_B2I, I, 0);
            s0 = ((FloatVector) q0.and(15).convert(I2F, 0)).fma(d, m).fma(v0, s0);
            s0 = ((FloatVector) q1.and(15).convert(I2F, 0)).fma(d, m).fma(v1, s0);
            s0 = ((FloatVector) q2.and(15).convert(I2F, 0)).fma(d, m).fma(v2, s0);
            s0 = ((FloatVector) q3.and(15).convert(I2F, 0)).fma(d, m).fma(v3, s0);
            d = FloatVector.broadcast(F, scales[g + 1]);
            m = FloatVector.broadcast(F, scales[g + 9]);
            s0 = ((FloatVector) q0.lanewise(LSHR, 4).convert(I2F, 0)).fma(d, m).fma(v4, s0);
            s0 = ((FloatVector) q1.lanewise(LSHR, 4).convert(I2F, 0)).fma(d, m).fma(v5, s0);
            s0 = ((FloatVector) q2.lanewise(LSHR, 4).convert(I2F, 0)).fma(d, m).fma(v6, s0);
            s0 = ((FloatVector) q3.lanewise(LSHR, 4).convert(I2F, 0)).fma(d, m).fma(v7, s0);
            g += row;
            d = FloatVector.broadcast(F, scales[g]);
            m = FloatVector.broadcast(F, scales[g + 8]);
            q0 =
                    (IntVector)
                            ByteVector.fromMemorySegment(B, w, a1 + at, LE)
                                    .convertShape(ZERO_EXTEND_B2I, I, 0);
            q1 =
                    (IntVector)
                            ByteVector.fromMemorySegment(B, w, a1 + at + 8, LE)
                                    .convertShape(ZERO_EXTEND_B2I, I, 0);
            q2 =
                    (IntVector)
                            ByteVector.fromMemorySegment(B, w, a1 + at + 16, LE)
                                    .convertShape(ZERO_EXTEND_B2I, I, 0);
            q3 =
                    (IntVector)
                            ByteVector.fromMemorySegment(B, w, a1 + at + 24, LE)
                                    .convertShape(ZERO_EXTEND_B2I, I, 0);
            s1 = ((FloatVector) q0.and(15).convert(I2F, 0)).fma(d, m).fma(v0, s1);
            s1 = ((FloatVector) q1.and(15).convert(I2F, 0)).fma(d, m).fma(v1, s1);
            s1 = ((FloatVector) q2.and(15).convert(I2F, 0)).fma(d, m).fma(v2, s1);
            s1 = ((FloatVector) q3.and(15).convert(I2F, 0)).fma(d, m).fma(v3, s1);
            d = FloatVector.broadcast(F, scales[g + 1]);
            m = FloatVector.broadcast(F, scales[g + 9]);
            s1 = ((FloatVector) q0.lanewise(LSHR, 4).convert(I2F, 0)).fma(d, m).fma(v4, s1);
            s1 = ((FloatVector) q1.lanewise(LSHR, 4).convert(I2F, 0)).fma(d, m).fma(v5, s1);
            s1 = ((FloatVector) q2.lanewise(LSHR, 4).convert(I2F, 0)).fma(d, m).fma(v6, s1);
            s1 = ((FloatVector) q3.lanewise(LSHR, 4).convert(I2F, 0)).fma(d, m).fma(v7, s1);
        }
        s0.intoArray(sums, start);
        s1.intoArray(sums, start + L);
    }

    static void decode(
            MemorySegment w,
            long from,
            int count,
            byte[] bytes,
            float[] scales,
            float[] out,
            int start,
            int step) {
        scales(w, from, count, bytes, scales, 0);
        quants(w, from, count, scales, out, start, step);
    }

    private static void quants(
            MemorySegment w,
            long from,
            int count,
            float[] scales,
            float[] out,
            int start,
            int step) {
        for (int pair = 0; pair < count / 64; pair++) {
            long at = from + (long) (pair >> 2) * BYTES + QUANTS + (pair & 3) * 32L;
            int g = (pair >> 2) * SCALES + (pair & 3) * 2;
            for (int p = 0; p < 32; p += L) {
                IntVector both =
                        (IntVector)
                                ByteVector.fromMemorySegment(B, w, at + p, LE)
                                        .convertShape(ZERO_EXTEND_B2I, I, 0);
                int to = start + (pair * 64 + p) / L * step;
                FloatVector d = FloatVector.broadcast(F, scales[g]);
                FloatVector m = FloatVector.broadcast(F, scales[g + 8]);
                ((FloatVector) both.and(15).convert(I2F, 0)).fma(d, m).intoArray(out, to);
                to += 32 / L * step;
                d = FloatVector.broadcast(F, scales[g + 1]);
                m = FloatVector.broadcast(F, scales[g + 9]);
                ((FloatVector) both.lanewise(LSHR, 4).convert(I2F, 0)).fma(d, m).intoArray(out, to);
            }
        }
    }
}
