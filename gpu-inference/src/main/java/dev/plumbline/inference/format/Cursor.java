package dev.plumbline.inference.format;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Reads a file's header from front to back; every length is compared with what is left before it is
 * used.
 */
final class Cursor {
    private static final ValueLayout.OfShort SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt INT =
            ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong LONG =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final MemorySegment memory;
    private long position;

    Cursor(MemorySegment memory, long position) {
        this.memory = memory;
        this.position = position;
    }

    long position() {
        return position;
    }

    long remaining() {
        return memory.byteSize() - position;
    }

    int unsignedByte(String what) {
        return memory.get(ValueLayout.JAVA_BYTE, take(1, what)) & 0xFF;
    }

    int unsignedShort(String what) {
        return memory.get(SHORT, take(2, what)) & 0xFFFF;
    }

    int signedInt(String what) {
        return memory.get(INT, take(4, what));
    }

    long unsignedInt(String what) {
        return signedInt(what) & 0xFFFF_FFFFL;
    }

    long signedLong(String what) {
        return memory.get(LONG, take(8, what));
    }

    /** A count or length: no more than {@code max}, read as unsigned. */
    long count(String what, long max) {
        long value = signedLong(what);
        if (value < 0 || value > max) {
            throw FormatException.corrupt(
                    "%s at byte %d is %s; at most %d can be."
                            .formatted(what, position - 8, Long.toUnsignedString(value), max));
        }
        return value;
    }

    String string(String what, long bytesMax) {
        long length =
                count("The length of " + what, Math.min(bytesMax, Math.max(0, remaining() - 8)));
        long start = take(length, what);
        return text(memory, start, length);
    }

    static String text(MemorySegment memory, long start, long length) {
        byte[] bytes = new byte[Math.toIntExact(length)];
        MemorySegment.copy(memory, ValueLayout.JAVA_BYTE, start, bytes, 0, bytes.length);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    void skip(long bytes, String what) {
        take(bytes, what);
    }

    private long take(long bytes, String what) {
        if (bytes < 0 || bytes > remaining()) {
            throw FormatException.corrupt(
                    "The file ends at byte %d within %s, which starts at byte %d."
                            .formatted(memory.byteSize(), what, position));
        }
        long start = position;
        position += bytes;
        return start;
    }
}
