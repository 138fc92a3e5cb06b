package dev.plumbline.inference.kernel.cpu;

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

    private static void scales(MemorySegment w, long from, int columns, float[] out) {
        for (int b = 0; b < columns / BLOCK; b++) {
            long at = from + (long) b * BYTES;
            float d = Halves.at(w, at + D_AT);
            for (int i = 0; i < SCALES / 2; i += 8) {
                FloatVector scales =
                        ((FloatVector)
                                        ByteVector.fromMemorySegment(
                                                        ByteVector.SPECIES_64,
                                                        w,
                                                        at + SCALES_AT + i,
                                                        LE)
                                                .convertShape(B2F, EIGHT, 0))
                                .mul(d);
                scales.intoArray(out, b * SCALES + i);
                scales.mul(-32f).intoArray(out, b * SCALES + SCALES / 2 + i);
            }
        }
    }

    static void decode(
            MemorySegment w,
            long from,
            int count,
            float[] scales,
            float[] out,
            int start,
            int step) {
        scales(w, from, count, scales);
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
