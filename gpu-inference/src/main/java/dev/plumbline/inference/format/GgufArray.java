package dev.plumbline.inference.format;

import java.lang.foreign.MemorySegment;

/**
 * An array of metadata, left in the file until asked for.
 *
 * @param start where its first element lies
 */
record GgufArray(GgufType elementType, int count, MemorySegment memory, long start) {

    String[] strings(String key) {
        expect(key, elementType == GgufType.STRING, "texts");
        Cursor cursor = new Cursor(memory, start);
        String[] result = new String[count];
        for (int i = 0; i < count; i++) {
            result[i] = cursor.string(key, Integer.MAX_VALUE);
        }
        return result;
    }

    float[] floats(String key) {
        expect(key, elementType == GgufType.FLOAT32 || elementType == GgufType.FLOAT64, "numbers");
        Cursor cursor = new Cursor(memory, start);
        float[] result = new float[count];
        for (int i = 0; i < count; i++) {
            result[i] = ((Double) GgufDirectory.scalar(cursor, elementType, key)).floatValue();
        }
        return result;
    }

    int[] integers(String key) {
        boolean integral =
                elementType.bytes > 0
                        && elementType != GgufType.FLOAT32
                        && elementType != GgufType.FLOAT64;
        expect(key, integral, "whole numbers");
        Cursor cursor = new Cursor(memory, start);
        int[] result = new int[count];
        for (int i = 0; i < count; i++) {
            result[i] =
                    switch (GgufDirectory.scalar(cursor, elementType, key)) {
                        case Long value -> Math.toIntExact(value);
                        case Boolean value -> value ? 1 : 0;
                        default -> throw new IllegalStateException(key);
                    };
        }
        return result;
    }

    byte[] bytes(String key) {
        expect(key, elementType.bytes == 1, "bytes");
        return memory.asSlice(start, count).toArray(java.lang.foreign.ValueLayout.JAVA_BYTE);
    }

    private void expect(String key, boolean fits, String what) {
        if (!fits) {
            throw FormatException.corrupt(
                    "%s is an array of %s, not of %s.".formatted(key, elementType, what));
        }
    }

    @Override
    public String toString() {
        return "[" + count + " x " + elementType + "]";
    }
}
