package dev.plumbline.inference.kernel.cpu;

import java.util.Arrays;

/**
 * The vectors of a product: as they are, and, where asked for, once more in groups of {@link
 * VectorTiles#VECTORS} as tiles read them, [group, step, vector, lane], the last group filled up
 * with zeros. Filled again for each product; the memory grows to what the largest needs.
 */
public final class Vectors {
    private static final int L = Lanes.count();
    private static final int GROUP = VectorTiles.VECTORS;

    /** Floats from which on several threads lay them out. */
    private static final int WORTH_SHARING = 1 << 16;

    private float[] plain = {};
    private float[] tiled = {};
    private int count;
    private int columns;
    private int groupSize;

    /** None yet. */
    public Vectors() {}

    /** Takes up {@code count} rows of {@code columns} floats; they must stay as they are. */
    public void set(float[] rows, int count, int columns) {
        plain = rows;
        this.count = count;
        this.columns = columns;
    }

    /** Lays them out for tiles; needed where {@link RowProducts#tiled} says so. */
    public void tile(Workers workers) {
        groupSize = columns / L * GROUP * L;
        int groups = Math.ceilDiv(count, GROUP);
        if (tiled.length < groups * groupSize) {
            tiled = new float[groups * groupSize];
        }
        if (groups * groupSize < WORTH_SHARING) {
            for (int g = 0; g < groups; g++) {
                tile(g);
            }
        } else {
            workers.run(groups, (g, _) -> tile(g));
        }
    }

    private void tile(int group) {
        for (int v = 0; v < GROUP; v++) {
            int to = group * groupSize + v * L;
            int from = (group * GROUP + v) * columns;
            boolean there = group * GROUP + v < count;
            for (int c = 0; c <= columns - L; c += L) {
                if (there) {
                    System.arraycopy(plain, from + c, tiled, to, L);
                } else {
                    Arrays.fill(tiled, to, to + L, 0);
                }
                to += GROUP * L;
            }
        }
    }

    int count() {
        return count;
    }

    float[] plain() {
        return plain;
    }

    float[] tiled() {
        return tiled;
    }

    /** Where a group's columns from {@code column} on begin in {@link #tiled}. */
    int group(int group, int column) {
        return group * groupSize + column * GROUP;
    }
}
