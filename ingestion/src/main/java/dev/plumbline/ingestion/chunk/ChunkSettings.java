package dev.plumbline.ingestion.chunk;

/**
 * Budget of a passage.
 *
 * @param tokensMax most tokens of a passage with its title and headings in front; above 32
 * @param tokensMin a piece smaller than this is merged with a neighbour of its section where the
 *     budget allows
 */
public record ChunkSettings(int tokensMax, int tokensMin) {
    public ChunkSettings {
        if (tokensMax < 32 || tokensMin < 0 || tokensMin > tokensMax) {
            throw new IllegalArgumentException(
                    "tokensMax must be at least 32 and tokensMin within [0, tokensMax]: "
                            + tokensMax
                            + ", "
                            + tokensMin);
        }
    }

    /** 220 tokens at most, merged below 60. */
    public static ChunkSettings standard() {
        return new ChunkSettings(220, 60);
    }
}
