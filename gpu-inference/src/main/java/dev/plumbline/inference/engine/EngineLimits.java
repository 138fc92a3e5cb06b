package dev.plumbline.inference.engine;

import dev.plumbline.inference.kernel.KvLayout;

/**
 * Limits of an engine.
 *
 * @param context tokens of a sequence, prompt and answer together
 * @param sequences sequences in a step
 * @param stepTokens tokens in a step; longer prompts are read in parts
 * @param waiting requests that wait for a place; more are refused
 * @param cacheTokens tokens in the cache, all sequences together
 * @param cacheType elements of the cache
 */
public record EngineLimits(
        int context,
        int sequences,
        int stepTokens,
        int waiting,
        int cacheTokens,
        KvLayout.Type cacheType) {
    public EngineLimits {
        if (context < 1
                || sequences < 1
                || stepTokens < sequences
                || waiting < 0
                || cacheTokens < context) {
            throw new IllegalArgumentException(
                    ("A context of %d, %d sequences, %d tokens a step, %d waiting, %d tokens in the cache: a step must"
                                    + " hold a token of each sequence and the cache one whole context.")
                            .formatted(context, sequences, stepTokens, waiting, cacheTokens));
        }
    }

    /** For one machine: 16 sequences, steps of 256 tokens, a cache for four whole contexts. */
    public static EngineLimits ofContext(int context, KvLayout.Type cacheType) {
        return new EngineLimits(context, 16, 256, 256, 4 * context, cacheType);
    }

    /** Cache blocks. */
    int blocks() {
        return KvLayout.blocksFor(cacheTokens);
    }
}
