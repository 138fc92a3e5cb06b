package dev.plumbline.inference.tokenizer;

import dev.plumbline.inference.format.FormatException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which pairs of symbols merge, in which order, into what. Symbols are token ids, and numbers
 * beyond them for texts that merges pass through without being tokens. Open addressing: key left
 * and right, value rank and result.
 */
final class MergeTable {
    private static final long FREE = -1;

    private final Vocabulary vocabulary;
    private final Map<String, Integer> others = new HashMap<>();
    private final List<String> otherTexts = new ArrayList<>();
    private final long[] keys;
    private final long[] values;
    private final int mask;

    /**
     * @param merges pairs of texts in the order of their ranks: left at even, right at odd indexes
     */
    MergeTable(Vocabulary vocabulary, String[] merges) {
        this.vocabulary = vocabulary;
        int capacity = Integer.highestOneBit(Math.max(4, merges.length)) * 2;
        this.keys = new long[capacity];
        this.values = new long[capacity];
        this.mask = capacity - 1;
        Arrays.fill(keys, FREE);
        for (int rank = 0; rank < merges.length / 2; rank++) {
            String left = merges[2 * rank];
            String right = merges[2 * rank + 1];
            put(key(symbol(left), symbol(right)), (long) rank << 32 | symbol(left + right));
        }
    }

    /** Splits merges written "left right" at the first space that is not their first character. */
    static String[] split(String[] merges) {
        if (merges.length > Integer.MAX_VALUE / 4) {
            throw FormatException.tooLarge("%d merges are too many.".formatted(merges.length));
        }
        String[] result = new String[merges.length * 2];
        for (int i = 0; i < merges.length; i++) {
            int space = merges[i].indexOf(' ', 1);
            result[2 * i] = space < 0 ? "" : merges[i].substring(0, space);
            result[2 * i + 1] = space < 0 ? "" : merges[i].substring(space + 1);
        }
        return result;
    }

    /** The symbol of a text, made up where no token and no merge has it. */
    private int symbol(String text) {
        int id = vocabulary.id(text);
        if (id >= 0) {
            return id;
        }
        Integer known = others.putIfAbsent(text, vocabulary.size() + otherTexts.size());
        if (known != null) {
            return known;
        }
        otherTexts.add(text);
        return vocabulary.size() + otherTexts.size() - 1;
    }

    /** The symbol of a text, or -1 where neither a token nor a merge has it. */
    int knownSymbol(String text) {
        int id = vocabulary.id(text);
        return id >= 0 ? id : others.getOrDefault(text, -1);
    }

    /** The text of a symbol that is no token. */
    String otherText(int symbol) {
        return otherTexts.get(symbol - vocabulary.size());
    }

    /** Rank (upper half) and resulting symbol (lower half) of a pair, or -1. */
    long find(int left, int right) {
        if ((left | right) < 0) {
            return -1;
        }
        long key = key(left, right);
        for (int slot = slot(key); ; slot = (slot + 1) & mask) {
            if (keys[slot] == key) {
                return values[slot];
            }
            if (keys[slot] == FREE) {
                return -1;
            }
        }
    }

    private void put(long key, long value) {
        int slot = slot(key);
        while (keys[slot] != FREE) {
            if (keys[slot] == key) {
                return;
            }
            slot = (slot + 1) & mask;
        }
        keys[slot] = key;
        values[slot] = value;
    }

    private static long key(int left, int right) {
        return (long) left << 32 | right;
    }

    private int slot(long key) {
        long mixed = key * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> 32) & mask;
    }
}
