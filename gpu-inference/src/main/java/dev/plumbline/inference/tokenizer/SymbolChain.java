package dev.plumbline.inference.tokenizer;

/**
 * Symbols of a text as a doubly linked list in arrays, merged in place: position 0 stays the first.
 * A character that is no symbol stands as -2 - code point; -1 marks what was merged into its left
 * neighbour. Reused from word to word.
 */
final class SymbolChain {
    int[] symbols = new int[64];
    int[] next = new int[64];
    int[] previous = new int[64];
    int size;

    void reset(int capacity) {
        size = 0;
        if (symbols.length < capacity) {
            symbols = new int[capacity];
            next = new int[capacity];
            previous = new int[capacity];
        }
    }

    void add(int symbol) {
        symbols[size] = symbol;
        previous[size] = size - 1;
        next[size] = size + 1;
        size++;
    }

    static int unknown(int codePoint) {
        return -2 - codePoint;
    }

    /** The code point of an unknown symbol. */
    static int codePoint(int symbol) {
        return -2 - symbol;
    }

    /** Whether a symbol follows the one at a position. */
    boolean hasNext(int at) {
        return next[at] < size;
    }

    /**
     * Puts {@code symbol} in place of the ones at and after a position; the latter's position is
     * marked as gone.
     */
    void merge(int at, int symbol) {
        int gone = next[at];
        symbols[at] = symbol;
        symbols[gone] = -1;
        next[at] = next[gone];
        if (next[gone] < size) {
            previous[next[gone]] = at;
        }
    }
}
