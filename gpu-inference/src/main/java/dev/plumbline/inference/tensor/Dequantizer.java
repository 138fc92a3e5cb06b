package dev.plumbline.inference.tensor;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * Decodes weights of every type to floats, one block after the other: the reference that faster
 * paths are tested against, and the way for types that have none.
 */
public final class Dequantizer {
    private static final ValueLayout.OfLong LONG =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfDouble DOUBLE =
            ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private Dequantizer() {}

    /** Row {@code row} of a tensor into the first columns of {@code out}. */
    public static void row(TensorView tensor, long row, float[] out) {
        decode(
                tensor.dtype(),
                tensor.memory(),
                row * tensor.rowBytes(),
                out,
                0,
                Math.toIntExact(tensor.columns()));
    }

    /** All elements of a tensor, row after row; for vectors and small matrices. */
    public static float[] all(TensorView tensor) {
        float[] out = new float[Math.toIntExact(tensor.elements())];
        decode(tensor.dtype(), tensor.memory(), 0, out, 0, out.length);
        return out;
    }

    /**
     * {@code count} elements from byte {@code at} on into {@code out[to]} and following; the count
     * is a whole number of blocks.
     *
     * @throws ArithmeticException where it is not
     */
    public static void decode(
            DType dtype, MemorySegment memory, long at, float[] out, int to, int count) {
        dtype.bytes(count);
        BlockCodec codec = codec(dtype);
        for (int i = 0; i < count; i += dtype.blockElements()) {
            codec.decode(
                    memory,
                    at + (long) (i / dtype.blockElements()) * dtype.blockBytes(),
                    out,
                    to + i);
        }
    }

    private static BlockCodec codec(DType dtype) {
        return switch (dtype) {
            case F32 -> (memory, at, out, to) -> out[to] = memory.get(BlockCodec.FLOAT, at);
            case F64 -> (memory, at, out, to) -> out[to] = (float) memory.get(DOUBLE, at);
            case F16 -> (memory, at, out, to) -> out[to] = BlockCodec.half(memory, at, 0);
            case BF16 ->
                    (memory, at, out, to) ->
                            out[to] = Float.intBitsToFloat(memory.get(BlockCodec.SHORT, at) << 16);
            case I8 -> (memory, at, out, to) -> out[to] = memory.get(ValueLayout.JAVA_BYTE, at);
            case I16 -> (memory, at, out, to) -> out[to] = memory.get(BlockCodec.SHORT, at);
            case I32 -> (memory, at, out, to) -> out[to] = memory.get(BlockCodec.INT, at);
            case I64 -> (memory, at, out, to) -> out[to] = memory.get(LONG, at);
            case Q4_0 -> SmallBlocks::q40;
            case Q4_1 -> SmallBlocks::q41;
            case Q5_0 -> SmallBlocks::q50;
            case Q5_1 -> SmallBlocks::q51;
            case Q8_0 -> SmallBlocks::q80;
            case Q8_1 -> SmallBlocks::q81;
            case Q8_K -> SmallBlocks::q8k;
            case Q1_0 -> SmallBlocks::q10;
            case Q2_0 -> SmallBlocks::q20;
            case IQ4_NL -> SmallBlocks::iq4nl;
            case MXFP4 -> SmallBlocks::mxfp4;
            case NVFP4 -> SmallBlocks::nvfp4;
            case Q2_K -> SuperBlocks::q2k;
            case Q3_K -> SuperBlocks::q3k;
            case Q4_K -> SuperBlocks::q4k;
            case Q5_K -> SuperBlocks::q5k;
            case Q6_K -> SuperBlocks::q6k;
            case TQ1_0 -> SuperBlocks::tq10;
            case TQ2_0 -> SuperBlocks::tq20;
            case IQ4_XS -> SuperBlocks::iq4xs;
            case IQ2_XXS -> GridBlocks::iq2xxs;
            case IQ2_XS -> GridBlocks::iq2xs;
            case IQ2_S -> GridBlocks::iq2s;
            case IQ3_XXS -> GridBlocks::iq3xxs;
            case IQ3_S -> GridBlocks::iq3s;
            case IQ1_S -> GridBlocks::iq1s;
            case IQ1_M -> GridBlocks::iq1m;
        };
    }
}
