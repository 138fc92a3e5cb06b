package dev.plumbline.ingestion.chunk;

import dev.plumbline.ingestion.CanonicalText;
import dev.plumbline.ingestion.Span;
import java.util.ArrayList;
import java.util.List;

/** Finds sentences. Thread-safe. */
public final class Sentences {
    private static final String GERMAN = "de";

    private Sentences() {}

    /**
     * The sentences of {@code [start, end)} in order, without the white space around them. Blank
     * lines, items of lists and rows of tables end a sentence, as stops do that no abbreviation,
     * initial or number claims.
     *
     * @param text the canonical text
     * @param start first code point
     * @param end one after the last
     * @param language ISO 639-1 code, or {@code und}
     */
    public static List<Span> split(CanonicalText text, int start, int end, String language) {
        String slice = text.slice(start, end);
        int base = text.utf16(start);
        var scanner = new SentenceScanner(slice, language.equals(GERMAN));
        var spans = new ArrayList<Span>();
        int from = Spaces.skip(slice, 0, slice.length());
        while (from < slice.length()) {
            int next = scanner.end(from);
            int to = Spaces.trim(slice, from, next);
            spans.add(new Span(text.codePoint(base + from), text.codePoint(base + to)));
            from = Spaces.skip(slice, next, slice.length());
        }
        return spans;
    }
}
