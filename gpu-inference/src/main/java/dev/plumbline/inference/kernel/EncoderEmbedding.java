package dev.plumbline.inference.kernel;

import org.jspecify.annotations.Nullable;

/**
 * The sum of token, position and type embeddings, normalised.
 *
 * @param positions null where there is no table of positions
 * @param types null where there is no table of token types
 */
public record EncoderEmbedding(
        Weight tokens, @Nullable Weight positions, @Nullable Weight types, Norm norm) {}
