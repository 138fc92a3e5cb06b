package dev.plumbline.ingestion.chunk;

import org.jspecify.annotations.Nullable;

/** A trimmed range in code points that is not cut any more, and its tokens. */
record Piece(int start, int end, int tokens, @Nullable Integer page) {
    /** This and what follows it as one; the seam is counted as a token. */
    Piece with(Piece next) {
        return new Piece(start, next.end, joined(next), page);
    }

    int joined(Piece next) {
        return tokens + next.tokens + 1;
    }
}
