package dev.plumbline.inference.kernel;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Attention over cache blocks. Each pair of a tile of tokens and a key head is a task; within it
 * every query is computed on its own, key by key in order, so that neither the tile nor the step
 * shows in the result.
 */
final class Attention {
    private static final int TOKENS = KvLayout.BLOCK_TOKENS;

    private final CpuLoops kernels;
    private final Scratch[] scratch;

    /** What a thread needs while it attends. */
    private static final class Scratch {
        float[] block = {};
        float[] scores = {};
    }

    Attention(CpuLoops kernels) {
        this.kernels = kernels;
        scratch = new Scratch[kernels.workers.size()];
        for (int i = 0; i < scratch.length; i++) {
            scratch[i] = new Scratch();
        }
    }

    void inputs(
            HostPlan plan,
            AttentionInputs inputs,
            Buffer in,
            Buffer queries,
            float[] keys,
            float[] values,
            HostKvMemory cache,
            int layer) {
        Step step = plan.step();
        Heads heads = inputs.heads();
        int dimension = heads.dimension();
        int width = heads.keys() * dimension;
        float[] out = HostBuffer.values(queries);
        kernels.multiply(
                HostBuffer.values(in),
                step.size(),
                List.of(
                        new CpuLoops.Product(
                                HostWeight.matrix(inputs.query().weight()), out, queries.columns()),
                        new CpuLoops.Product(HostWeight.matrix(inputs.key().weight()), keys, width),
                        new CpuLoops.Product(
                                HostWeight.matrix(inputs.value().weight()), values, width)));
        kernels.bias(inputs.query(), out, step.size());
        kernels.bias(inputs.key(), keys, step.size());
        kernels.bias(inputs.value(), values, step.size());
        kernels.workers.run(
                step.size(),
                (t, _) -> {
                    int position = step.positions()[t];
                    Rotary rotary = inputs.rotary();
                    int reach = step.reaches()[step.sequences()[t]];
                    int row = rotary == null ? 0 : rotary.row(position, reach);
                    for (int h = 0; h < heads.queries(); h++) {
                        turn(
                                inputs.queryNorm(),
                                rotary,
                                out,
                                t * queries.columns() + h * dimension,
                                dimension,
                                row);
                    }
                    int block = step.blocks().get(step.sequences()[t])[position / TOKENS];
                    for (int h = 0; h < heads.keys(); h++) {
                        int start = t * width + h * dimension;
                        turn(inputs.keyNorm(), rotary, keys, start, dimension, row);
                        cache.store(layer, block, position % TOKENS, h, keys, start, values, start);
                    }
                });
    }

    private void turn(
            @Nullable Norm norm,
            @Nullable Rotary rotary,
            float[] values,
            int start,
            int dimension,
            int row) {
        if (norm != null) {
            kernels.normalize(norm, values, start, values, start, dimension);
        }
        if (rotary == null) {
            return;
        }
        int half = rotary.dimensions() / 2;
        int step = rotary.pairs() == Rotary.Pairs.HALVES ? 1 : 2;
        int distance = rotary.pairs() == Rotary.Pairs.HALVES ? half : 1;
        float[] cosines = HostBuffer.values(rotary.cosines());
        float[] sines = HostBuffer.values(rotary.sines());
        for (int i = 0; i < half; i++) {
            float cosine = cosines[row * half + i];
            float sine = sines[row * half + i];
            int at = start + i * step;
            float a = values[at];
            float b = values[at + distance];
            values[at] = a * cosine - b * sine;
            values[at + distance] = b * cosine + a * sine;
        }
    }

    void attend(
            HostPlan plan,
            AttentionRule rule,
            float[] queries,
            HostKvMemory cache,
            int layer,
            float[] out) {
        int heads = rule.heads().keys();
        int tiles = plan.tiles().length - 1;
        kernels.workers.run(
                tiles * heads,
                (task, worker) ->
                        tile(
                                plan,
                                task / heads,
                                rule,
                                task % heads,
                                queries,
                                cache,
                                layer,
                                out,
                                scratch[worker]));
    }

    private void tile(
            HostPlan plan,
            int tile,
            AttentionRule rule,
            int head,
            float[] queries,
            HostKvMemory cache,
            int layer,
            float[] out,
            Scratch scratch) {
        Step step = plan.step();
        int from = plan.tiles()[tile];
        int to = plan.tiles()[tile + 1];
        int sequence = step.sequences()[from];
        int[] blocks = step.blocks().get(sequence);
        int group = rule.heads().group();
        int dimension = rule.heads().dimension();
        int width = rule.heads().queries() * dimension;
        int lowest = first(rule, step.positions()[from]) / TOKENS;
        int highest = last(rule, step, to - 1) / TOKENS;
        int row = (highest - lowest + 1) * TOKENS;
        scratch.block = CpuLoops.grown(scratch.block, dimension * TOKENS);
        scratch.scores = CpuLoops.grown(scratch.scores, (to - from) * group * row);
        for (int b = lowest; b <= highest; b++) {
            cache.keys(layer, blocks[b], head, scratch.block);
            for (int t = from; t < to; t++) {
                if (sees(rule, step, t, b)) {
                    for (int g = 0; g < group; g++) {
                        int query = t * width + (head * group + g) * dimension;
                        int score = ((t - from) * group + g) * row + (b - lowest) * TOKENS;
                        kernels.scores(
                                queries, query, scratch.block, dimension, scratch.scores, score);
                    }
                }
            }
        }
        for (int t = from; t < to; t++) {
            int start = first(rule, step.positions()[t]);
            int count = last(rule, step, t) - start + 1;
            for (int g = 0; g < group; g++) {
                int score = ((t - from) * group + g) * row + start - lowest * TOKENS;
                kernels.softmax(scratch.scores, score, count, rule.scale(), rule.softCap());
                int value = t * width + (head * group + g) * dimension;
                java.util.Arrays.fill(out, value, value + dimension, 0);
            }
        }
        for (int b = lowest; b <= highest; b++) {
            cache.values(layer, blocks[b], head, scratch.block);
            for (int t = from; t < to; t++) {
                if (sees(rule, step, t, b)) {
                    int start = Math.max(0, first(rule, step.positions()[t]) - b * TOKENS);
                    int end = Math.min(TOKENS, last(rule, step, t) + 1 - b * TOKENS);
                    for (int g = 0; g < group; g++) {
                        int score = ((t - from) * group + g) * row + (b - lowest) * TOKENS;
                        int value = t * width + (head * group + g) * dimension;
                        kernels.weigh(
                                scratch.scores,
                                score,
                                start,
                                end,
                                scratch.block,
                                dimension,
                                out,
                                value);
                    }
                }
            }
        }
    }

    private static int first(AttentionRule rule, int position) {
        return rule.window() == 0 ? 0 : Math.max(0, position - rule.window() + 1);
    }

    private static int last(AttentionRule rule, Step step, int token) {
        return rule.mask() == AttentionRule.Mask.CAUSAL
                ? step.positions()[token]
                : step.lengths()[step.sequences()[token]] - 1;
    }

    private static boolean sees(AttentionRule rule, Step step, int token, int block) {
        return last(rule, step, token) >= block * TOKENS
                && first(rule, step.positions()[token]) < (block + 1) * TOKENS;
    }

    /** Vectors of sequences from those of their tokens in this step. */
    void pool(Step step, Pooling pooling, float[] stream, int columns, Buffer pooled) {
        float[] out = HostBuffer.values(pooled);
        int[] sequences = step.sequences();
        int from = 0;
        while (from < step.size()) {
            int to = from + 1;
            while (to < step.size() && sequences[to] == sequences[from]) {
                to++;
            }
            int target = sequences[from] * columns;
            switch (pooling) {
                case FIRST -> System.arraycopy(stream, from * columns, out, target, columns);
                case LAST -> System.arraycopy(stream, (to - 1) * columns, out, target, columns);
                case MEAN -> {
                    for (int c = 0; c < columns; c++) {
                        double sum = 0;
                        for (int t = from; t < to; t++) {
                            sum += stream[t * columns + c];
                        }
                        out[target + c] = (float) (sum / (to - from));
                    }
                }
            }
            from = to;
        }
    }
}
