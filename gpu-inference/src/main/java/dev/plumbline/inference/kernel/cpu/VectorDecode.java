package dev.plumbline.inference.kernel.cpu;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import dev.plumbline.inference.tensor.Dequantizer;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Parts of matrix rows as floats: what each stored weight is, to the bit, in {@link VectorRows}
 * too. Types without a loop of their own are decoded by the scalar code.
 */
public final class VectorDecode {
    private static final VectorSpecies<Float> F = Lanes.FLOATS;
    private static final VectorSpecies<Byte> B = Lanes.BYTES;
    private static final VectorSpecies<Short> S = Lanes.SHORTS;
    private static final VectorSpecies<Integer> I = Lanes.INTS;
    private static final int L = F.length();
    private static final ByteOrder LE = ByteOrder.LITTLE_ENDIAN;

    private VectorDecode() {}

    /**
     * Decodes columns [first, first + count) of a row.
     *
     * @param first a multiple of the type's block
     * @param count likewise, or to the end of the row
     */
    public static void row(Matrix matrix, int row, int first, int count, float[] out, int start) {
        MemorySegment memory = matrix.memory();
        long at = row * matrix.rowBytes() + matrix.type().bytes(first);
        switch (matrix.type()) {
            case F32 -> MemorySegment.copy(memory, JAVA_FLOAT_UNALIGNED, at, out, start, count);
            case BF16 -> bf16(memory, at, count, out, start);
            case F16 -> f16(memory, at, count, out, start);
            default -> {
                if (!Lanes.wide()) {
                    Dequantizer.decode(matrix.type(), memory, at, out, start, count);
                    return;
                }
                switch (matrix.type()) {
                    case Q8_0 -> q8(memory, at, count, out, start);
                    case Q4_0 -> q4(memory, at, count, out, start);
                    case Q4_K -> VectorKQuants.decodeQ4(memory, at, count, out, start);
                    case Q6_K -> VectorKQuants.decodeQ6(memory, at, count, out, start);
                    default -> Dequantizer.decode(matrix.type(), memory, at, out, start, count);
                }
            }
        }
    }

    private static void bf16(MemorySegment w, long at, int count, float[] out, int start) {
        int c = 0;
        for (; c <= count - L; c += L) {
            ShortVector.fromMemorySegment(S, w, at + c * 2L, LE)
                    .convertShape(VectorOperators.S2I, I, 0)
                    .lanewise(VectorOperators.LSHL, 16)
                    .reinterpretAsFloats()
                    .intoArray(out, start + c);
        }
        for (; c < count; c++) {
            out[start + c] = Float.intBitsToFloat(w.get(JAVA_SHORT_UNALIGNED, at + c * 2L) << 16);
        }
    }

    private static void f16(MemorySegment w, long at, int count, float[] out, int start) {
        int c = 0;
        for (; c <= count - L; c += L) {
            ((IntVector)
                            ShortVector.fromMemorySegment(S, w, at + c * 2L, LE)
                                    .convertShape(VectorOperators.S2I, I, 0))
                    .lanewise(VectorOperators.LSHL, 13)
                    .and(Lanes.HALF_MASK)
                    .reinterpretAsFloats()
                    .mul(Lanes.HALF_SCALE)
                    .intoArray(out, start + c);
        }
        for (; c < count; c++) {
            out[start + c] = Float.float16ToFloat(w.get(JAVA_SHORT_UNALIGNED, at + c * 2L));
        }
    }

    private static void q8(MemorySegment w, long from, int count, float[] out, int start) {
        long at = from;
        for (int c = 0; c < count; c += 32) {
            float scale = Float.float16ToFloat(w.get(JAVA_SHORT_UNALIGNED, at));
            for (int p = 0; p < 32; p += L) {
                ((FloatVector)
                                ByteVector.fromMemorySegment(B, w, at + 2 + p, LE)
                                        .convertShape(VectorOperators.B2F, F, 0))
                        .mul(scale)
                        .intoArray(out, start + c + p);
            }
            at += 34;
        }
    }

    private static void q4(MemorySegment w, long from, int count, float[] out, int start) {
        long at = from;
        for (int c = 0; c < count; c += 32) {
            float scale = Float.float16ToFloat(w.get(JAVA_SHORT_UNALIGNED, at));
            for (int p = 0; p < 16; p += L) {
                ByteVector q = ByteVector.fromMemorySegment(B, w, at + 2 + p, LE);
                ((FloatVector)
                                q.and((byte) 15)
                                        .sub((byte) 8)
                                        .convertShape(VectorOperators.B2F, F, 0))
                        .mul(scale)
                        .intoArray(out, start + c + p);
                ((FloatVector)
                                q.lanewise(VectorOperators.LSHR, 4)
                                        .sub((byte) 8)
                                        .convertShape(VectorOperators.B2F, F, 0))
                        .mul(scale)
                        .intoArray(out, start + c + 16 + p);
            }
            at += 18;
        }
    }
}
