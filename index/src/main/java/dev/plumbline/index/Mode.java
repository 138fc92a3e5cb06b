package dev.plumbline.index;

/** Which legs a search runs. */
public enum Mode {
    /**
     * Words and vectors, fused. Runs on words alone where the request has no vector, and on the
     * vector alone where it has no words.
     */
    HYBRID,
    /** Words: every passage in scope that contains a term of the query, best first. */
    BM25,
    /** Vectors: the nearest passages in scope; passages without a vector are not found. */
    DENSE
}
