package dev.plumbline.eval.judge;

import java.util.Optional;

/** Code points {@code [start, end)} of a text. */
public record Span(int start, int end) {
    public Span {
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("not a span: [" + start + ", " + end + ")");
        }
    }

    /** The code points of a text that it covers; empty where it reaches beyond the text. */
    public Optional<String> in(String text) {
        if (end > text.codePointCount(0, text.length())) {
            return Optional.empty();
        }
        int from = text.offsetByCodePoints(0, start);
        return Optional.of(text.substring(from, text.offsetByCodePoints(from, length())));
    }

    /** The same of offsets that may be no span at all. */
    public static Optional<String> slice(String text, int start, int end) {
        return start < 0 || end < start ? Optional.empty() : new Span(start, end).in(text);
    }

    public int length() {
        return end - start;
    }

    public boolean overlaps(Span other) {
        return start < other.end && other.start < end;
    }
}
