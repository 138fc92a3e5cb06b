package dev.plumbline.inference.tokenizer;

import java.util.Arrays;

/**
 * Texts with a number each, found by their characters; node 0 is the root. Children by open
 * addressing of (node, character).
 */
final class Trie {
    private long[] keys = new long[1024];
    private int[] children = new int[1024];
    private int[] values = new int[512];
    private int nodes = 1;
    private int entries;

    Trie() {
        Arrays.fill(keys, -1);
        Arrays.fill(values, -1);
    }

    void put(String text, int value) {
        int node = 0;
        for (int i = 0; i < text.length(); i++) {
            int child = child(node, text.charAt(i));
            node = child >= 0 ? child : addChild(node, text.charAt(i));
        }
        values[node] = value;
    }

    /** The child of a node along a character, or -1. */
    int child(int node, char along) {
        long key = (long) node << 16 | along;
        for (int slot = slot(key); keys[slot] != -1; slot = (slot + 1) & (keys.length - 1)) {
            if (keys[slot] == key) {
                return children[slot];
            }
        }
        return -1;
    }

    /** The number of the text that ends at a node, or -1. */
    int value(int node) {
        return values[node];
    }

    private int addChild(int node, char along) {
        if (2 * entries >= keys.length) {
            grow();
        }
        if (nodes == values.length) {
            values = Arrays.copyOf(values, nodes * 2);
            Arrays.fill(values, nodes, nodes * 2, -1);
        }
        insert((long) node << 16 | along, nodes);
        return nodes++;
    }

    private void insert(long key, int child) {
        int slot = slot(key);
        while (keys[slot] != -1) {
            slot = (slot + 1) & (keys.length - 1);
        }
        keys[slot] = key;
        children[slot] = child;
        entries++;
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldChildren = children;
        keys = new long[oldKeys.length * 2];
        children = new int[oldKeys.length * 2];
        Arrays.fill(keys, -1);
        entries = 0;
        for (int slot = 0; slot < oldKeys.length; slot++) {
            if (oldKeys[slot] != -1) {
                insert(oldKeys[slot], oldChildren[slot]);
            }
        }
    }

    private int slot(long key) {
        return (int) ((key * 0x9E3779B97F4A7C15L) >>> 32) & (keys.length - 1);
    }
}
