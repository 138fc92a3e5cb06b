package dev.plumbline.inference.kernel.cpu;

import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;
import static jdk.incubator.vector.VectorOperators.I2F;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.ZERO_EXTEND_B2I;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Q6_K: blocks of 256 as 128 bytes with the lower 4 bits, 64 bytes with the upper 2, 16 scales
 * (int8), d (f16). Each half of a block is four parts of 32: parts 0 and 1 have the lower halves of
 * 64 bytes, 2 and 3 the upper ones, and part i has bits 2 i and up of 32 bytes. A weight is d scale
 * (q - 32). Scales of a row are made floats first, by {@link #scales}.
 */
final class Q6KRows {
    private static final int BLOCK = 256;
    private static final int BYTES = 210;
    private static final int HIGH_AT = 128;
    private static final int SCALES_AT = 192;
    private static final int D_AT = 208;

    /** Floats of a block's scales: 16 scales, 16 times -32 times them. */
    private static final int SCALES = 32;

    private static final VectorSpecies<Float> F = Lanes.FLOATS;
    private static final VectorSpecies<Float> EIGHT = FloatVector.SPECIES_256;
    private static final VectorSpecies<Byte> B = Lanes.BYTES;
    private static final VectorSpecies<Integer> I = Lanes.INTS;
    private static final ByteOrder LE = ByteOrder.LITTLE_ENDIAN;
    private static final int L = F.length();

    private Q6KRows() {}

    /** Floats that the scales of so many columns take. */
    static int scales(int columns) {
        return columns / BLOCK * SCALES;
    }

    static void scales(MemorySegment w, long from, int columns, float[] out, int start) {
        for (int b = 0; b < columns / BLOCK; b++) {
            long at = from + (long) b * BYTES;
            float d = Float.float16ToFloat(w.get(JAVA_SHORT_UNALIGNED, at + D_AT));
            int to = start + b * SCALES;
            for (int i = 0; i < 16; i += 8) {
                FloatVector s =
                        ((FloatVector)
                                        ByteVector.fromMemorySegment(
                                                        ByteVector.SPECIES_64,
                                                        w,
                                                        at + SCALES_AT + i,
                                                        Lanes.LE)
                                                .convertShape(VectorOperators.B2F, EIGHT, 0))
                                .mul(d);
                s.intoArray(out, to + i);
                s.mul(-32f).intoArray(out, to + 16 + i);
            }
        }
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
        for (int part = 0; part < columns / 32; part++) {
            long at = (long) (part >> 3) * BYTES;
            long low = at + (part >> 2 & 1) * 64L + (part & 1) * 32L;
            long high = at + HIGH_AT + (part >> 2 & 1) * 32L;
            int lowShift = (part & 2) * 2;
            int highShift = (part & 3) * 2;
            int group = (part >> 3) * SCALES + (part & 7) * 2;
            for (int p = 0; p < 32; p += L) {
                FloatVector v = FloatVector.fromArray(F, x, part * 32 + p);
                int g = group + (p >> 4);
                s0 =
                        ((FloatVector)
                                        ((IntVector)
                                                        ByteVector.fromMemorySegment(
                                                                        B, w, a0 + low + p, LE)
                                                                .convertShape(
                                                                        ZERO_EXTEND_B2I, I, 0))
                                                .lanewise(LSHR, lowShift)
                                                .and(15)
                                                .or(
                                                        ((IntVector)
                                                                        ByteVector
                                                                                .fromMemorySegment(
                                                                                        B,
                                                                                        w,
                                                                                        a0 + high
                                                                                                + p,
                                                                                        LE)
                                                                                .convertShape(
                                                                                        ZERO_EXTEND_B2I,
                                                                                        I,
                                                                                        0))
                                                                .lanewise(LSHL, 4)
                                                                .lanewise(LSHR, highShift)
                                                                .and(0x30))
                                                .convert(I2F, 0))
                                .fma(
                                        FloatVector.broadcast(F, scales[g]),
                                        FloatVector.broadcast(F, scales[g + 16]))
                                .fma(v, s0);
                g = group + (p >> 4) + 1 * row;
                s1 =
                        ((FloatVector)
                                        ((IntVector)
                                                        ByteVector.fromMemorySegment(
                                                                        B, w, a1 + low + p, LE)
                                                                .convertShape(
                                                                        ZERO_EXTEND_B2I, I, 0))
                                                .lanewise(LSHR, lowShift)
                                                .and(15)
                                                .or(
                                                        ((IntVector)
                                                                        ByteVector
                                                                                .fromMemorySegment(
                                                                                        B,
                                                                                        w,
                                                                                        a1 + high
                                                                                                + p,
                                                                                        LE)
                                                                                .convertShape(
                                                                                        ZERO_EXTEND_B2I,
                                                                                        I,
                                                                                        0))
                                                                .lanewise(LSHL, 4)
                                                                .lanewise(LSHR, highShift)
                                                                .and(0x30))
                                                .convert(I2F, 0))
                                .fma(
                                        FloatVector.broadcast(F, scales[g]),
                                        FloatVector.broadcast(F, scales[g + 16]))
                                .fma(v, s1);
                g = group + (p >> 4) + 2 * row;
                s2 =
                        ((FloatVector)
                                        ((IntVector)
                                                        ByteVector.fromMemorySegment(
                                                                        B, w, a2 + low + p, LE)
                                                                .convertShape(
                                                                        ZERO_EXTEND_B2I, I, 0))
                                                .lanewise(LSHR, lowShift)
                                                .and(15)
                                                .or(
                                                        ((IntVector)
                                                                        ByteVector
                                                                                .fromMemorySegment(
                                                                                        B,
                                                                                        w,
                                                                                        a2 + high
                                                                                                + p,
                                                                                        LE)
                                                                                .convertShape(
                                                                                        ZERO_EXTEND_B2I,
                                                                                        I,
                                                                                        0))
                                                                .lanewise(LSHL, 4)
                                                                .lanewise(LSHR, highShift)
                                                                .and(0x30))
                                                .convert(I2F, 0))
                                .fma(
                                        FloatVector.broadcast(F, scales[g]),
                                        FloatVector.broadcast(F, scales[g + 16]))
                                .fma(v, s2);
                g = group + (p >> 4) + 3 * row;
                s3 =
                        ((FloatVector)
                                        ((IntVector)
                                                        ByteVector.fromMemorySegment(
                                                                        B, w, a3 + low + p, LE)
                                                                .convertShape(
                                                                        ZERO_EXTEND_B2I, I, 0))
                                                .lanewise(LSHR, lowShift)
                                                .and(15)
                                                .or(
                                                        ((IntVector)
                                                                        ByteVector
                                                                                .fromMemorySegment(
                                                                                        B,
                                                                                        w,
                                                                                        a3 + high
                                                                                                + p,
                                                                                        LE)
                                                                                .convertShape(
                                                                                        ZERO_EXTEND_B2I,
                                                                                        I,
                                                                                        0))
                                                                .lanewise(LSHL, 4)
                                                                .lanewise(LSHR, highShift)
                                                                .and(0x30))
                                                .convert(I2F, 0))
                                .fma(
                                        FloatVector.broadcast(F, scales[g]),
                                        FloatVector.broadcast(F, scales[g + 16]))
                                .fma(v, s3);
            }
        }
        s0.intoArray(sums, 0);
        s1.intoArray(sums, L);
        s2.intoArray(sums, 2 * L);
        s3.intoArray(sums, 3 * L);
    }

    /** Numbers from 0 to 63 as floats. */
    private static FloatVector quants(
            MemorySegment w, long low, int lowShift, long high, int highShift) {
        return Lanes.floats(
                Lanes.bytes(w, low)
                        .lanewise(VectorOperators.LSHR, lowShift)
                        .and(15)
                        .or(
                                Lanes.bytes(w, high)
                                        .lanewise(VectorOperators.LSHL, 4)
                                        .lanewise(VectorOperators.LSHR, highShift)
                                        .and(0x30)));
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
        for (int part = 0; part < count / 32; part++) {
            long at = from + (long) (part >> 3) * BYTES;
            long low = at + (part >> 2 & 1) * 64L + (part & 1) * 32L;
            long high = at + HIGH_AT + (part >> 2 & 1) * 32L;
            int lowShift = (part & 2) * 2;
            int highShift = (part & 3) * 2;
            int group = (part >> 3) * SCALES + (part & 7) * 2;
            for (int p = 0; p < 32; p += L) {
                int g = group + (p >> 4);
                quants(w, low + p, lowShift, high + p, highShift)
                        .fma(Lanes.broadcast(scales[g]), Lanes.broadcast(scales[g + 16]))
                        .intoArray(out, to);
                to += step;
            }
        }
    }
}
