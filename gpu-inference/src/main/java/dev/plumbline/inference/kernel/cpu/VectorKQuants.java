package dev.plumbline.inference.kernel.cpu;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The two K-quants with loops of their own. Super-blocks of 256: Q4_K as d (f16), dmin (f16), 12
 * bytes of 6-bit scales and minima of 8 sub-blocks, 128 bytes of nibbles; Q6_K as 128 bytes of low
 * nibbles, 64 bytes of high pairs, 16 scales (int8), d (f16).
 */
final class VectorKQuants {
    static final int Q4_BYTES = 144;
    static final int Q6_BYTES = 210;

    private static final VectorSpecies<Float> F = Lanes.FLOATS;
    private static final VectorSpecies<Byte> B = Lanes.BYTES;
    private static final int L = F.length();
    private static final ByteOrder LE = ByteOrder.LITTLE_ENDIAN;

    private VectorKQuants() {}

    /** The 6-bit scale of sub-block j; its minimum is at j + 8 of the same numbering. */
    static int scale(MemorySegment w, long at, int j) {
        int sub = j & 7;
        boolean minimum = j >= 8;
        if (sub < 4) {
            return w.get(JAVA_BYTE, at + 4 + sub + (minimum ? 4 : 0)) & 63;
        }
        int low = w.get(JAVA_BYTE, at + 8 + sub) & 0xFF;
        int high = w.get(JAVA_BYTE, at + 4 + sub - 4 + (minimum ? 4 : 0)) & 0xFF;
        return (minimum ? low >> 4 : low & 15) | (high >> 6) << 4;
    }

    static void decodeQ4(MemorySegment w, long from, int count, float[] out, int start) {
        long at = from;
        for (int c = 0; c < count; c += 256) {
            float d = Float.float16ToFloat(w.get(JAVA_SHORT_UNALIGNED, at));
            float least = Float.float16ToFloat(w.get(JAVA_SHORT_UNALIGNED, at + 2));
            for (int pair = 0; pair < 4; pair++) {
                float lowScale = d * scale(w, at, 2 * pair);
                float lowLeast = least * scale(w, at, 2 * pair + 8);
                float highScale = d * scale(w, at, 2 * pair + 1);
                float highLeast = least * scale(w, at, 2 * pair + 9);
                int to = start + c + pair * 64;
                for (int p = 0; p < 32; p += L) {
                    ByteVector q =
                            ByteVector.fromMemorySegment(B, w, at + (16 + pair * 32 + p), LE);
                    ((FloatVector) q.and((byte) 15).convertShape(VectorOperators.B2F, F, 0))
                            .mul(lowScale)
                            .sub(lowLeast)
                            .intoArray(out, to + p);
                    ((FloatVector)
                                    q.lanewise(VectorOperators.LSHR, 4)
                                            .convertShape(VectorOperators.B2F, F, 0))
                            .mul(highScale)
                            .sub(highLeast)
                            .intoArray(out, to + 32 + p);
                }
            }
            at += Q4_BYTES;
        }
    }

    static void decodeQ6(MemorySegment w, long from, int count, float[] out, int start) {
        long at = from;
        for (int c = 0; c < count; c += 256) {
            float d = Float.float16ToFloat(w.get(JAVA_SHORT_UNALIGNED, at + 208));
            for (int half = 0; half < 2; half++) {
                for (int quarter = 0; quarter < 4; quarter++) {
                    int to = start + c + half * 128 + quarter * 32;
                    long low = at + (half * 64 + (quarter & 1) * 32);
                    long high = at + (128 + half * 32);
                    for (int p = 0; p < 32; p += L) {
                        long group = at + (192 + half * 8 + quarter * 2 + p / 16);
                        float scale = d * w.get(JAVA_BYTE, group);
                        ByteVector l = ByteVector.fromMemorySegment(B, w, low + p, LE);
                        ByteVector h = ByteVector.fromMemorySegment(B, w, high + p, LE);
                        ByteVector nibble =
                                quarter < 2
                                        ? l.and((byte) 15)
                                        : l.lanewise(VectorOperators.LSHR, 4);
                        ByteVector pair =
                                h.lanewise(VectorOperators.LSHR, 2L * quarter).and((byte) 3);
                        ByteVector q =
                                nibble.or(pair.lanewise(VectorOperators.LSHL, 4)).sub((byte) 32);
                        ((FloatVector) q.convertShape(VectorOperators.B2F, F, 0))
                                .mul(scale)
                                .intoArray(out, to + p);
                    }
                }
            }
            at += Q6_BYTES;
        }
    }
}
