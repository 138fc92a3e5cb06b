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
        int[] outputs,
        int[] types) {
    public Step {
        if (positions.length != tokens.length
                || sequences.length != tokens.length
                || lengths.length != blocks.size()) {
            throw new IllegalArgumentException(
                    "%d tokens, %d positions, %d sequence indexes, %d block tables, %d lengths"
                            .formatted(
                                    tokens.length,
                                    positions.length,
                                    sequences.length,
                                    blocks.size(),
                                    lengths.length));
        }
        blocks = List.copyOf(blocks);
    }

    /** How many tokens. */
    public int size() {
        return tokens.length;
    }
}
