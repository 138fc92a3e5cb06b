package dev.plumbline.eval.trec;

import java.util.Arrays;

/**
 * The C library's merge sort. Scores that are not numbers make the order of documents inconsistent;
 * only the same sequence of comparisons then gives the same ranking.
 */
final class MergeSort {
    /** Order of two positions: negative, zero or positive. */
    interface Order {
        int compare(int first, int second);
    }

    private MergeSort() {}

    /** Positions 0 to size - 1 in the given order; equal ones keep theirs. */
    static int[] positions(int size, Order order) {
        int[] positions = new int[size];
        Arrays.setAll(positions, i -> i);
        sort(positions, new int[size], 0, size, order);
        return positions;
    }

    private static void sort(int[] values, int[] spare, int from, int to, Order order) {
        if (to - from <= 1) {
            return;
        }
        int middle = from + (to - from) / 2;
        sort(values, spare, from, middle, order);
        sort(values, spare, middle, to, order);
        int left = from;
        int right = middle;
        int out = from;
        while (left < middle && right < to) {
            boolean takeLeft = order.compare(values[left], values[right]) <= 0;
            spare[out++] = takeLeft ? values[left++] : values[right++];
        }
        while (left < middle) {
            spare[out++] = values[left++];
        }
        System.arraycopy(spare, from, values, from, out - from);
    }
}
