package dev.plumbline.ingestion;

/**
 * A range {@code [start, end)} of a canonical text, in code points.
 *
 * @param start first code point
 * @param end one after the last
 */
public record Span(int start, int end) {
    public Span {
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("[" + start + ", " + end + ") is not a range");
        }
    }

    /** Number of code points. */
    public int length() {
        return end - start;
    }
}
