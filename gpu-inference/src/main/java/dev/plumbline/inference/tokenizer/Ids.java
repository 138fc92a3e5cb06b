package dev.plumbline.inference.tokenizer;

import java.util.Arrays;

/** A growing list of token ids. */
final class Ids {
    private int[] values = new int[64];
    private int size;

    void add(int id) {
        if (size == values.length) {
            values = Arrays.copyOf(values, size * 2);
        }
        values[size++] = id;
    }

    int size() {
        return size;
    }

    int last() {
        return values[size - 1];
    }

    /** Forgets all ids from {@code newSize} on. */
    void truncate(int newSize) {
        size = newSize;
    }

    int[] toArray() {
        return Arrays.copyOf(values, size);
    }
}
