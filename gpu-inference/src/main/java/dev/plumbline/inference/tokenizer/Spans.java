package dev.plumbline.inference.tokenizer;

import java.util.Arrays;

/** Stretches of a text, [start, end) in UTF-16 units, none empty. */
final class Spans {
    private int[] bounds = new int[64];
    private int size;

    /** Appends a stretch unless it is empty. */
    void add(int start, int end) {
        if (start >= end) {
            return;
        }
        if (2 * size == bounds.length) {
            bounds = Arrays.copyOf(bounds, bounds.length * 2);
        }
        bounds[2 * size] = start;
        bounds[2 * size + 1] = end;
        size++;
    }

    int size() {
        return size;
    }

    int start(int index) {
        return bounds[2 * index];
    }

    int end(int index) {
        return bounds[2 * index + 1];
    }
}
