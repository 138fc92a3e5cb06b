package dev.plumbline.inference.kernel.cpu;

import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;
import static jdk.incubator.vector.VectorOperators.B2F;
import static jdk.incubator.vector.VectorOperators.I2F;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.ZERO_EXTEND_B2I;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorShuffle;
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
    private static final VectorSpecies<Integer> FOUR = IntVector.SPECIES_128;
    private static final VectorSpecies<Byte> B = Lanes.BYTES;
    private static final VectorSpecies<Integer> I = Lanes.INTS;
    private static final ByteOrder LE = ByteOrder.LITTLE_ENDIAN;
    private static final int L = F.length();

    /** The second half of 16 bytes, seen as integers. */
    private static final VectorShuffle<Integer> SECOND = VectorShuffle.fromValues(FOUR, 2, 3, 2, 3);

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
            IntVector packed = IntVector.fromMemorySegment(FOUR, w, at + SCALES_AT, LE);
            FloatVector first =
                    ((FloatVector) packed.reinterpretAsBytes().convertShape(B2F, EIGHT, 0)).mul(d);
            FloatVector second =
                    ((FloatVector)
                                    packed.rearrange(SECOND)
                                            .reinterpretAsBytes()
                                            .convertShape(B2F, EIGHT, 0))
                            .mul(d);
            first.intoArray(out, to);
            second.intoArray(out, to + 8);
            first.mul(-32f).intoArray(out, to + 16);
            second.mul(-32f).intoArray(out, to + 24);
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
        if (L == 16) {
            wide(w, a0, a1, 0, columns, scales, x, sums);
            wide(w, a2, a3, 2, columns, scales, x, sums);
        } else {
            narrow(w, a0, a1, 0, columns, scales, x, sums);
            narrow(w, a2, a3, 2, columns, scales, x, sums);
        }
    }

    /**
     * Two rows with vectors of 16: the bytes of half a block are widened once.
     *
     * @param first the number of the first row, of its scales and sums
     */
    private static void wide(
            MemorySegment w,
            long a0,
            long a1,
            int first,
            int columns,
            float[] scales,
            float[] x,
            float[] sums) {
        int row = scales(columns);
        FloatVector s0 = FloatVector.zero(F);
        FloatVector s1 = FloatVector.zero(F);
        for (int half = 0; half < columns / 128; half++) {
            long at = (long) (half >> 1) * BYTES + (half & 1) * 64L;
            long top = (long) (half >> 1) * BYTES + HIGH_AT + (half & 1) * 32L;
            int c = half * 128;
            int g = first * row + (half >> 1) * SCALES + (half & 1) * 8;
            FloatVector v0 = FloatVector.fromArray(F, x, c);
            FloatVector v1 = FloatVector.fromArray(F, x, c + 16);
            FloatVector v2 = FloatVector.fromArray(F, x, c + 32);
            FloatVector v3 = FloatVector.fromArray(F, x, c + 48);
            FloatVector v4 = FloatVector.fromArray(F, x, c + 64);
            FloatVector v5 = FloatVector.fromArray(F, x, c + 80);
            FloatVector v6 = FloatVector.fromArray(F, x, c + 96);
            FloatVector v7 = FloatVector.fromArray(F, x, c + 112);
            IntVector q0 =
                    (IntVector)
                            ByteVector.fromMemorySegment(B, w, a0 + at, LE)
                                    .convertShape(ZERO_EXTEND_B2I, I, 0);
            IntVector q1 =
                    (IntVector)
                            ByteVector.fromMemorySegment(B, w, a0 + at + 16, LE)
                                    .convertShape(ZERO_EXTEND_B2I, I, 0);
            IntVector q2 =
                    (IntVector)
                            ByteVector.fromMemorySegment(B, w, a0 + at + 32, LE)
                                    .convertShape(ZERO_EXTEND_B2I, I, 0);
            IntVector q3 =
                    (IntVector)
                            ByteVector.fromMemorySegment(B, w, a0 + at + 48, LE)
                                    .convertShape(ZERO_EXTEND_B2I, I, 0);
            IntVector h0 =
                    (IntVector)
                            ByteVector.fromMemorySegment(B, w, a0 + top, LE)
                                    .convertShape(ZERO_EXTEND_B2I, I, 0);
            IntVector h1 =
                    (IntVector)
                            ByteVector.fromMemorySegment(B, w, a0 + top + 16, LE)
                                    .convertShape(ZERO_EXTEND_B2I, I, 0);
            FloatVector d = FloatVector.broadcast(F, scales[g]);
            FloatVector m = FloatVector.broadcast(F, scales[g + 16]);
            s0 =
                    ((FloatVector) q0.and(15).or(h0.lanewise(LSHL, 4).and(0x30)).convert(I2F, 0))
                            .fma(d, m)
                            .fma(v0, s0);
            d = FloatVector.broadcast(F, scales[g + 1]);
            m = FloatVector.broadcast(F, scales[g + 17]);
            s0 =
                    ((FloatVector) q1.and(15).or(h1.lanewise(LSHL, 4).and(0x30)).convert(I2F, 0))
                            .fma(d, m)
                            .fma(v1, s0);
            d = FloatVector.broadcast(F, scales[g + 2]);
            m = FloatVector.broadcast(F, scales[g + 18]);
            s0 =
                    ((FloatVector) q2.and(15).or(h0.lanewise(LSHL, 2).and(0x30)).convert(I2F, 0))
                            .fma(d, m)
                            .fma(v2, s0);
            d = FloatVector.broadcast(F, scales[g + 3]);
            m = FloatVector.broadcast(F, scales[g + 19]);
            s0 =
                    ((FloatVector) q3.and(15).or(h1.lanewise(LSHL, 2).and(0x30)).convert(I2F, 0))
                            .fma(d, m)
                            .fma(v3, s0);
            d = FloatVector.broadcast(F, scales[g + 4]);
            m = FloatVector.broadcast(F, scales[g + 20]);
            s0 =
                    ((FloatVector) q0.lanewise(LSHR, 4).or(h0.and(0x30)).convert(I2F, 0))
                            .fma(d, m)
                            .fma(v4, s0);
            d = FloatVector.broadcast(F, scales[g + 5]);
            m = FloatVector.broadcast(F, scales[g + 21]);
            s0 =
                    ((FloatVector) q1.lanewise(LSHR, 4).or(h1.and(0x30)).convert(I2F, 0))
                            .fma(d, m)
                            .fma(v5, s0);
            d = FloatVector.broadcast(F, scales[g + 6]);
            m = FloatVector.broadcast(F, scales[g + 22]);
            s0 =
                    ((FloatVector)
                                    q2.lanewise(LSHR, 4)
                                            .or(h0.lanewise(LSHR, 2).and(0x30))
                                            .convert(I2F, 0))
                            .fma(d, m)
                            .fma(v6, s0);
            d = FloatVector.broadcast(F, scales[g + 7]);
            m = FloatVector.broadcast(F, scales[g + 23]);
            s0 =
                    ((FloatVector)
                                    q3.lanewise(LSHR, 4)
                                            .or(h1.lanewise(LSHR, 2).and(0x30))
                                            .convert(I2F, 0))
                            .fma(d, m)
                            .fma(v7, s0);
            g += row;
            q0 =
                    (IntVector)
                            ByteVector.fromMemorySegment(B, w, a1 + at, LE)
                                    .convertShape(ZERO_EXTEND_B2I, I, 0);
            q1 =
                    (IntVector)
                            ByteVector.fromMemorySegment(B, w, a1 + at + 16, LE)
                                    .convertShape(ZERO_EXTEND_B2I, I, 0);
            q2 =
                    (IntVector)
                            ByteVector.fromMemorySegment(B, w, a1 + at + 32, LE)
                                    .convertShape(ZERO_EXTEND_B2I, I, 0);
            q3 =
                    (IntVector)
                            ByteVector.fromMemorySegment(B, w, a1 + at + 48, LE)
                                    .convertShape(ZERO_EXTEND_B2I, I, 0);
            h0 =
                    (IntVector)
                            ByteVector.fromMemorySegment(B, w, a1 + top, LE)
                                    .convertShape(ZERO_EXTEND_B2I, I, 0);
            h1 =
                    (IntVector)
                            ByteVector.fromMemorySegment(B, w, a1 + top + 16, LE)
                                    .convertShape(ZERO_EXTEND_B2I, I, 0);
            d = FloatVector.broadcast(F, scales[g]);
            m = FloatVector.broadcast(F, scales[g + 16]);
            s1 =
                    ((FloatVector) q0.and(15).or(h0.lanewise(LSHL, 4).and(0x30)).convert(I2F, 0))
                            .fma(d, m)
                            .fma(v0, s1);
            d = FloatVector.broadcast(F, scales[g + 1]);
            m = FloatVector.broadcast(F, scales[g + 17]);
            s1 =
                    ((FloatVector) q1.and(15).or(h1.lanewise(LSHL, 4).and(0x30)).convert(I2F, 0))
                            .fma(d, m)
                            .fma(v1, s1);
            d = FloatVector.broadcast(F, scales[g + 2]);
            m = FloatVector.broadcast(F, scales[g + 18]);
            s1 =
                    ((FloatVector) q2.and(15).or(h0.lanewise(LSHL, 2).and(0x30)).convert(I2F, 0))
                            .fma(d, m)
                            .fma(v2, s1);
            d = FloatVector.broadcast(F, scales[g + 3]);
            m = FloatVector.broadcast(F, scales[g + 19]);
            s1 =
                    ((FloatVector) q3.and(15).or(h1.lanewise(LSHL, 2).and(0x30)).convert(I2F, 0))
                            .fma(d, m)
                            .fma(v3, s1);
            d = FloatVector.broadcast(F, scales[g + 4]);
            m = FloatVector.broadcast(F, scales[g + 20]);
            s1 =
                    ((FloatVector) q0.lanewise(LSHR, 4).or(h0.and(0x30)).convert(I2F, 0))
                            .fma(d, m)
                            .fma(v4, s1);
            d = FloatVector.broadcast(F, scales[g + 5]);
            m = FloatVector.broadcast(F, scales[g + 21]);
            s1 =
                    ((FloatVector) q1.lanewise(LSHR, 4).or(h1.and(0x30)).convert(I2F, 0))
                            .fma(d, m)
                            .fma(v5, s1);
            d = FloatVector.broadcast(F, scales[g + 6]);
            m = FloatVector.broadcast(F, scales[g + 22]);
            s1 =
                    ((FloatVector)
                                    q2.lanewise(LSHR, 4)
                                            .or(h0.lanewise(LSHR, 2).and(0x30))
                                            .convert(I2F, 0))
                            .fma(d, m)
                            .fma(v6, s1);
            d = FloatVector.broadcast(F, scales[g + 7]);
            m = FloatVector.broadcast(F, scales[g + 23]);
            s1 =
                    ((FloatVector)
                                    q3.lanewise(LSHR, 4)
                                            .or(h1.lanewise(LSHR, 2).and(0x30))
                                            .convert(I2F, 0))
                            .fma(d, m)
                            .fma(v7, s1);
        }
        s0.intoArray(sums, first * L);
        s1.intoArray(sums, (first + 1) * L);
    }

    /** Two rows with vectors of 8, a part at a time. */
    private static void narrow(
            MemorySegment w,
            long a0,
            long a1,
            int first,
            int columns,
            float[] scales,
            float[] x,
            float[] sums) {
        int row = scales(columns);
        FloatVector s0 = FloatVector.zero(F);
        FloatVector s1 = FloatVector.zero(F);
        for (int part = 0; part < columns / 32; part++) {
            long at = (long) (part >> 3) * BYTES;
            long low = at + (part >> 2 & 1) * 64L + (part & 1) * 32L;
            long high = at + HIGH_AT + (part >> 2 & 1) * 32L;
            int lowShift = (part & 2) * 2;
            int highShift = (part & 3) * 2;
            int group = first * row + (part >> 3) * SCALES + (part & 7) * 2;
            for (int p = 0; p < 32; p += L) {
                FloatVector v = FloatVector.fromArray(F, x, part * 32 + p);
                int g = group + (p >> 4);
                IntVector q =
                        (IntVector)
                                ByteVector.fromMemorySegment(B, w, a0 + low + p, LE)
                                        .convertShape(ZERO_EXTEND_B2I, I, 0);
                IntVector h =
                        (IntVector)
                                ByteVector.fromMemorySegment(B, w, a0 + high + p, LE)
                                        .convertShape(ZERO_EXTEND_B2I, I, 0);
                q =
                        q.lanewise(LSHR, lowShift)
                                .and(15)
                                .or(h.lanewise(LSHL, 4).lanewise(LSHR, highShift).and(0x30));
                FloatVector d = FloatVector.broadcast(F, scales[g]);
                FloatVector m = FloatVector.broadcast(F, scales[g + 16]);
                s0 = ((FloatVector) q.convert(I2F, 0)).fma(d, m).fma(v, s0);
                q =
                        (IntVector)
                                ByteVector.fromMemorySegment(B, w, a1 + low + p, LE)
                                        .convertShape(ZERO_EXTEND_B2I, I, 0);
                h =
                        (IntVector)
                                ByteVector.fromMemorySegment(B, w, a1 + high + p, LE)
                                        .convertShape(ZERO_EXTEND_B2I, I, 0);
                q =
                        q.lanewise(LSHR, lowShift)
                                .and(15)
                                .or(h.lanewise(LSHL, 4).lanewise(LSHR, highShift).and(0x30));
                d = FloatVector.broadcast(F, scales[g + row]);
                m = FloatVector.broadcast(F, scales[g + row + 16]);
                s1 = ((FloatVector) q.convert(I2F, 0)).fma(d, m).fma(v, s1);
            }
        }
        s0.intoArray(sums, first * L);
        s1.intoArray(sums, (first + 1) * L);
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
        for (int half = 0; half < count / 128; half++) {
            long at = from + (long) (half >> 1) * BYTES;
            long low = at + (half & 1) * 64L;
            long high = at + HIGH_AT + (half & 1) * 32L;
            int group = (half >> 1) * SCALES + (half & 1) * 8;
            for (int p = 0; p < 32; p += L) {
                IntVector first =
                        (IntVector)
                                ByteVector.fromMemorySegment(B, w, low + p, LE)
                                        .convertShape(ZERO_EXTEND_B2I, I, 0);
                IntVector second =
                        (IntVector)
                                ByteVector.fromMemorySegment(B, w, low + 32 + p, LE)
                                        .convertShape(ZERO_EXTEND_B2I, I, 0);
                IntVector top =
                        (IntVector)
                                ByteVector.fromMemorySegment(B, w, high + p, LE)
                                        .convertShape(ZERO_EXTEND_B2I, I, 0);
                int g = group + (p >> 4);
                int to = start + (half * 128 + p) / L * step;
                int part = 32 / L * step;
                FloatVector d = FloatVector.broadcast(F, scales[g]);
                FloatVector m = FloatVector.broadcast(F, scales[g + 16]);
                ((FloatVector) first.and(15).or(top.lanewise(LSHL, 4).and(0x30)).convert(I2F, 0))
                        .fma(d, m)
                        .intoArray(out, to);
                d = FloatVector.broadcast(F, scales[g + 2]);
                m = FloatVector.broadcast(F, scales[g + 18]);
                ((FloatVector) second.and(15).or(top.lanewise(LSHL, 2).and(0x30)).convert(I2F, 0))
                        .fma(d, m)
                        .intoArray(out, to + part);
                d = FloatVector.broadcast(F, scales[g + 4]);
                m = FloatVector.broadcast(F, scales[g + 20]);
                ((FloatVector) first.lanewise(LSHR, 4).or(top.and(0x30)).convert(I2F, 0))
                        .fma(d, m)
                        .intoArray(out, to + 2 * part);
                d = FloatVector.broadcast(F, scales[g + 6]);
                m = FloatVector.broadcast(F, scales[g + 22]);
                ((FloatVector)
                                second.lanewise(LSHR, 4)
                                        .or(top.lanewise(LSHR, 2).and(0x30))
                                        .convert(I2F, 0))
                        .fma(d, m)
                        .intoArray(out, to + 3 * part);
            }
        }
    }
}
