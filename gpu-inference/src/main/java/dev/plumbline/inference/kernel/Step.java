package dev.plumbline.inference.kernel;

import java.util.List;

/**
 * One pass through the model over tokens of several sequences: whole prompts, parts of them and
 * single new tokens side by side. The tokens of a sequence follow each other. Arrays are not copied
 * and must not change while the step runs.
 *
 * @param tokens ids, [tokens]
 * @param positions of each token in its sequence, from 0, [tokens]
 * @param sequences of each token the index of its sequence in this step, ascending, [tokens]
 * @param blocks per sequence the cache blocks of its tokens from position 0 on
 * @param lengths per sequence how many tokens it has with those of this step
 * @param reaches per sequence how many tokens it may come to, the same in each of its steps;
 *     rotations that depend on a sequence's length go by it
 * @param outputs indexes of the tokens whose logits or vectors are wanted, ascending
 * @param types token types, [tokens], or empty where all are 0
 */
@SuppressWarnings("ArrayRecordComponent") // made once per step and never compared
public record Step(
        int[] tokens,
        int[] positions,
        int[] sequences,
        List<int[]> blocks,
        int[] lengths,
        int[] reaches,
        int[] outputs,
        int[] types) {
    public Step {
        if (positions.length != tokens.length
                || sequences.length != tokens.length
                || lengths.length != blocks.size()
                || reaches.length != blocks.size()) {
            throw new IllegalArgumentException(
                    "%d tokens, %d positions, %d sequence indexes, %d block tables, %d lengths, %d reaches"
                            .formatted(
                                    tokens.length,
                                    positions.length,
                                    sequences.length,
                                    blocks.size(),
                                    lengths.length,
                                    reaches.length));
        }
        blocks = List.copyOf(blocks);
    }

    /** A step of sequences that end with it. */
    public Step(
            int[] tokens,
            int[] positions,
            int[] sequences,
            List<int[]> blocks,
            int[] lengths,
            int[] outputs,
            int[] types) {
        this(tokens, positions, sequences, blocks, lengths, lengths, outputs, types);
    }

    /** How many tokens. */
    public int size() {
        return tokens.length;
    }
}
