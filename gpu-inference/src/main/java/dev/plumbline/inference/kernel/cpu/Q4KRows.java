package dev.plumbline.inference.kernel.cpu;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;
import static jdk.incubator.vector.VectorOperators.I2F;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.ZERO_EXTEND_B2I;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
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

    private Q4KRows() {}

    /** Floats that the scales of so many columns take. */
    static int scales(int columns) {
        return columns / BLOCK * SCALES;
    }

    static void scales(MemorySegment w, long from, int columns, float[] out, int start) {
        for (int b = 0; b < columns / BLOCK; b++) {
            long at = from + (long) b * BYTES;
            float d = Float.float16ToFloat(w.get(JAVA_SHORT_UNALIGNED, at));
            float least = Float.float16ToFloat(w.get(JAVA_SHORT_UNALIGNED, at + 2));
            int i0 = w.get(JAVA_INT_UNALIGNED, at + 4);
            int i1 = w.get(JAVA_INT_UNALIGNED, at + 8);
            int i2 = w.get(JAVA_INT_UNALIGNED, at + 12);
            int upper = i2 & 0x0F0F0F0F | (i0 >>> 2 & 0x30303030);
            int upperLeast = i2 >>> 4 & 0x0F0F0F0F | (i1 >>> 2 & 0x30303030);
            eight(i0 & 0x3F3F3F3F, upper).mul(d).intoArray(out, start + b * SCALES);
            eight(i1 & 0x3F3F3F3F, upperLeast).mul(-least).intoArray(out, start + b * SCALES + 8);
        }
    }

    /** Eight bytes as floats. */
    private static FloatVector eight(int lower, int upper) {
        long both = lower | (long) upper << 32;
        return (FloatVector)
                LongVector.broadcast(LongVector.SPECIES_128, both)
                        .reinterpretAsBytes()
                        .convertShape(VectorOperators.B2F, EIGHT, 0);
    }

    /** The scales of the four rows lie one after the other. */
    static void four(
            MemorySegment w,
            long a0,
            long a1,
            long a2,
            long a3,
            int columns,
            float[] scales,
            float[] x,
            float[] sums) {
        int row = scales(columns);
        FloatVector s0 = FloatVector.zero(F);
        FloatVector s1 = FloatVector.zero(F);
        FloatVector s2 = FloatVector.zero(F);
        FloatVector s3 = FloatVector.zero(F);
        for (int pair = 0; pair < columns / 64; pair++) {
            long at = (long) (pair >> 2) * BYTES + QUANTS + (pair & 3) * 32L;
            int low = (pair >> 2) * SCALES + (pair & 3) * 2;
            FloatVector d0 = FloatVector.broadcast(F, scales[low]);
            FloatVector d1 = FloatVector.broadcast(F, scales[low + row]);
            FloatVector d2 = FloatVector.broadcast(F, scales[low + 2 * row]);
            FloatVector d3 = FloatVector.broadcast(F, scales[low + 3 * row]);
            FloatVector m0 = FloatVector.broadcast(F, scales[low + 8]);
            FloatVector m1 = FloatVector.broadcast(F, scales[low + row + 8]);
            FloatVector m2 = FloatVector.broadcast(F, scales[low + 2 * row + 8]);
            FloatVector m3 = FloatVector.broadcast(F, scales[low + 3 * row + 8]);
            for (int p = 0; p < 32; p += L) {
                FloatVector v = FloatVector.fromArray(F, x, pair * 64 + p);
                s0 =
                        ((FloatVector)
                                        ((IntVector)
                                                        ByteVector.fromMemorySegment(
                                                                        B, w, a0 + at + p, LE)
                                                                .convertShape(
                                                                        ZERO_EXTEND_B2I, I, 0))
                                                .and(15)
                                                .convert(I2F, 0))
                                .fma(d0, m0)
                                .fma(v, s0);
                s1 =
                        ((FloatVector)
                                        ((IntVector)
                                                        ByteVector.fromMemorySegment(
                                                                        B, w, a1 + at + p, LE)
                                                                .convertShape(
                                                                        ZERO_EXTEND_B2I, I, 0))
                                                .and(15)
                                                .convert(I2F, 0))
                                .fma(d1, m1)
                                .fma(v, s1);
                s2 =
                        ((FloatVector)
                                        ((IntVector)
                                                        ByteVector.fromMemorySegment(
                                                                        B, w, a2 + at + p, LE)
                                                                .convertShape(
                                                                        ZERO_EXTEND_B2I, I, 0))
                                                .and(15)
                                                .convert(I2F, 0))
                                .fma(d2, m2)
                                .fma(v, s2);
                s3 =
                        ((FloatVector)
                                        ((IntVector)
                                                        ByteVector.fromMemorySegment(
                                                                        B, w, a3 + at + p, LE)
                                                                .convertShape(
                                                                        ZERO_EXTEND_B2I, I, 0))
                                                .and(15)
                                                .convert(I2F, 0))
                                .fma(d3, m3)
                                .fma(v, s3);
            }
            d0 = FloatVector.broadcast(F, scales[low + 1]);
            d1 = FloatVector.broadcast(F, scales[low + row + 1]);
            d2 = FloatVector.broadcast(F, scales[low + 2 * row + 1]);
            d3 = FloatVector.broadcast(F, scales[low + 3 * row + 1]);
            m0 = FloatVector.broadcast(F, scales[low + 9]);
            m1 = FloatVector.broadcast(F, scales[low + row + 9]);
            m2 = FloatVector.broadcast(F, scales[low + 2 * row + 9]);
            m3 = FloatVector.broadcast(F, scales[low + 3 * row + 9]);
            for (int p = 0; p < 32; p += L) {
                FloatVector v = FloatVector.fromArray(F, x, pair * 64 + 32 + p);
                s0 =
                        ((FloatVector)
                                        ((IntVector)
                                                        ByteVector.fromMemorySegment(
                                                                        B, w, a0 + at + p, LE)
                                                                .convertShape(
                                                                        ZERO_EXTEND_B2I, I, 0))
                                                .lanewise(LSHR, 4)
                                                .convert(I2F, 0))
                                .fma(d0, m0)
                                .fma(v, s0);
                s1 =
                        ((FloatVector)
                                        ((IntVector)
                                                        ByteVector.fromMemorySegment(
                                                                        B, w, a1 + at + p, LE)
                                                                .convertShape(
                                                                        ZERO_EXTEND_B2I, I, 0))
                                                .lanewise(LSHR, 4)
                                                .convert(I2F, 0))
                                .fma(d1, m1)
                                .fma(v, s1);
                s2 =
                        ((FloatVector)
                                        ((IntVector)
                                                        ByteVector.fromMemorySegment(
                                                                        B, w, a2 + at + p, LE)
                                                                .convertShape(
                                                                        ZERO_EXTEND_B2I, I, 0))
                                                .lanewise(LSHR, 4)
                                                .convert(I2F, 0))
                                .fma(d2, m2)
                                .fma(v, s2);
                s3 =
                        ((FloatVector)
                                        ((IntVector)
                                                        ByteVector.fromMemorySegment(
                                                                        B, w, a3 + at + p, LE)
                                                                .convertShape(
                                                                        ZERO_EXTEND_B2I, I, 0))
                                                .lanewise(LSHR, 4)
                                                .convert(I2F, 0))
                                .fma(d3, m3)
                                .fma(v, s3);
            }
        }
        s0.intoArray(sums, 0);
        s1.intoArray(sums, L);
        s2.intoArray(sums, 2 * L);
        s3.intoArray(sums, 3 * L);
    }

    static void decode(
            MemorySegment w,
            long from,
            int count,
            float[] scales,
            float[] out,
            int start,
            int step) {
        scales(w, from, count, scales, 0);
        int to = start;
        for (int pair = 0; pair < count / 64; pair++) {
            long at = from + (long) (pair >> 2) * BYTES + QUANTS + (pair & 3) * 32L;
            int low = (pair >> 2) * SCALES + (pair & 3) * 2;
            FloatVector d = Lanes.broadcast(scales[low]);
            FloatVector m = Lanes.broadcast(scales[low + 8]);
            for (int p = 0; p < 32; p += L) {
                Lanes.low(w, at + p).fma(d, m).intoArray(out, to);
                to += step;
            }
            d = Lanes.broadcast(scales[low + 1]);
            m = Lanes.broadcast(scales[low + 9]);
            for (int p = 0; p < 32; p += L) {
                Lanes.high(w, at + p).fma(d, m).intoArray(out, to);
                to += step;
            }
        }
    }
}
