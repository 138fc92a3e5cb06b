package dev.plumbline.inference.kernel;

import java.util.Arrays;

/**
 * On the CPU a plan is the step itself, cut into tiles for attention.
 *
 * @param tiles first token of each tile, and the number of tokens at the end; a tile's tokens are
 *     of one sequence
 */
@SuppressWarnings("ArrayRecordComponent") // a view of arrays that nobody changes
record HostPlan(Step step, int[] tiles) implements Plan {
    /** Tokens that read a cache block together. */
    static final int TILE_TOKENS = 8;

    static HostPlan of(Step step) {
        int[] sequences = step.sequences();
        int[] starts = new int[step.size() + 1];
        int count = 0;
        for (int t = 0; t < step.size(); t++) {
            boolean first = t == 0 || sequences[t] != sequences[t - 1];
            if (first || t - starts[count - 1] == TILE_TOKENS) {
                starts[count++] = t;
            }
        }
        starts[count] = step.size();
        return new HostPlan(step, Arrays.copyOf(starts, count + 1));
    }

    @Override
    public int tokens() {
        return step.size();
    }

    @Override
    public int outputs() {
        return step.outputs().length;
    }

    static HostPlan of(Plan plan) {
        return switch (plan) {
            case HostPlan host -> host;
        };
    }
}
