package dev.plumbline.inference.kernel.cpu;

import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.lang.foreign.MemorySegment;

/**
 * Half floats looked up in a table: a block's scale then costs two reads and none of the units that
 * multiply, which converting and spreading it over the lanes would take four operations of.
 */
final class Halves {
    private static final float[] ALL = all(1);
    private static final float[] ALL_TIMES_MINUS_8 = all(-8);

    private Halves() {}

    static float at(MemorySegment w, long offset) {
        return ALL[w.get(JAVA_SHORT_UNALIGNED, offset) & 0xFFFF];
    }

    /** A block's offset where its numbers are taken from 8 down. */
    static float timesMinus8(MemorySegment w, long offset) {
        return ALL_TIMES_MINUS_8[w.get(JAVA_SHORT_UNALIGNED, offset) & 0xFFFF];
    }

    private static float[] all(float factor) {
        float[] values = new float[1 << 16];
        for (int i = 0; i < values.length; i++) {
            values[i] = factor * Float.float16ToFloat((short) i);
        }
        return values;
    }
}
