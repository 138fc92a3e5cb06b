package dev.plumbline.inference.kernel;

import org.jspecify.annotations.Nullable;

/**
 * How queries, keys and values are made.
 *
 * @param queryNorm per head, before rotation, if there is one
 * @param keyNorm likewise
 * @param rotary null where positions are embedded otherwise
 */
public record AttentionInputs(
        Heads heads,
        Linear query,
        Linear key,
        Linear value,
        @Nullable Norm queryNorm,
        @Nullable Norm keyNorm,
        @Nullable Rotary rotary) {}
