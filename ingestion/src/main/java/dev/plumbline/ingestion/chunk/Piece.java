package dev.plumbline.ingestion.chunk;

import org.jspecify.annotations.Nullable;

/**
 * A trimmed range in code points that is not cut any more.
 *
 * @param tokens of the range and of the header
 * @param header row that stands above it in its table, or null
 */
record Piece(int start, int end, int tokens, @Nullable Integer page, @Nullable String header) {
    Piece(int start, int end, int tokens, @Nullable Integer page) {
        this(start, end, tokens, page, null);
    }

    /** This and what follows it as one; the seam is counted as a token. */
    Piece with(Piece next) {
        return new Piece(start, next.end, joined(next), page, header);
    }

    int joined(Piece next) {
        return tokens + next.tokens + 1;
    }

    /** This below a row of its table. */
    Piece below(String row, int rowTokens) {
        return new Piece(start, end, tokens + rowTokens + 1, page, row);
    }
}
