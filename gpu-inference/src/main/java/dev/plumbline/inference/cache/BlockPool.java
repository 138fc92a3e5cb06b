package dev.plumbline.inference.cache;

import dev.plumbline.inference.kernel.KvLayout;
import java.util.Arrays;
import java.util.Optional;

/**
 * Free blocks of a cache. A sequence gets all that it may ever need at once, so that no accepted
 * one starves half-way, and gives them back at once when it ends. Not for use by several threads at
 * once.
 */
public final class BlockPool {
    private final int[] free;
    private final boolean[] taken;
    private int count;

    /** A pool with all of {@code blocks} free. */
    public BlockPool(int blocks) {
        free = new int[blocks];
        taken = new boolean[blocks];
        count = blocks;
        for (int i = 0; i < blocks; i++) {
            free[i] = blocks - 1 - i;
        }
    }

    /** All blocks. */
    public int size() {
        return free.length;
    }

    /** Blocks that nobody has. */
    public int available() {
        return count;
    }

    /** Blocks for so many tokens, or nothing if there are too few. */
    public Optional<int[]> take(int tokens) {
        int wanted = KvLayout.blocksFor(tokens);
        if (wanted > count) {
            return Optional.empty();
        }
        count -= wanted;
        int[] blocks = Arrays.copyOfRange(free, count, count + wanted);
        for (int block : blocks) {
            taken[block] = true;
        }
        return Optional.of(blocks);
    }

    /**
     * Takes blocks back.
     *
     * @throws IllegalStateException where one of them is free already
     */
    public void giveBack(int[] blocks) {
        for (int block : blocks) {
            if (!taken[block]) {
                throw new IllegalStateException("block " + block + " was given back twice");
            }
            taken[block] = false;
            free[count++] = block;
        }
    }
}
