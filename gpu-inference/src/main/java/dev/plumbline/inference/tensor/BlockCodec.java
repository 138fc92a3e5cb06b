package dev.plumbline.inference.tensor;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/** Decodes one block of a quantised type. */
@FunctionalInterface
interface BlockCodec {
    ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    /**
     * Decodes the block at byte {@code at} of memory into the block's number of floats from {@code
     * out[to]} on.
     */
    void decode(MemorySegment memory, long at, float[] out, int to);

    /** The unsigned byte at {@code at + offset}. */
    static int octet(MemorySegment memory, long at, int offset) {
        return memory.get(ValueLayout.JAVA_BYTE, at + offset) & 0xFF;
    }

    /** The signed byte there. */
    static int signed(MemorySegment memory, long at, int offset) {
        return memory.get(ValueLayout.JAVA_BYTE, at + offset);
    }

    /** The unsigned 16-bit number there. */
    static int pair(MemorySegment memory, long at, int offset) {
        return memory.get(SHORT, at + offset) & 0xFFFF;
    }

    /** The 32-bit number there. */
    static int word(MemorySegment memory, long at, int offset) {
        return memory.get(INT, at + offset);
    }

    /** The half-precision number there. */
    static float half(MemorySegment memory, long at, int offset) {
        return Float.float16ToFloat(memory.get(SHORT, at + offset));
    }
}
