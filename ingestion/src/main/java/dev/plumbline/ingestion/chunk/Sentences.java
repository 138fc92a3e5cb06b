package dev.plumbline.ingestion.chunk;

import dev.plumbline.ingestion.CanonicalText;
import dev.plumbline.ingestion.Span;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Finds sentences. Thread-safe. */
public final class Sentences {
    private Sentences() {}

    /**
     * The sentences of {@code [start, end)} in order, without the white space around them.
     *
     * @param text the canonical text
     * @param start first code point
     * @param end one after the last
     * @param language ISO 639-1 code, or {@code und}
     */
    public static List<Span> split(CanonicalText text, int start, int end, String language) {
        String slice = text.slice(start, end);
        int base = text.utf16(start);
        var breaks = BreakIterator.getSentenceInstance(Locale.forLanguageTag(language));
        breaks.setText(slice);
        var spans = new ArrayList<Span>();
        int from = breaks.first();
        for (int to = breaks.next(); to != BreakIterator.DONE; from = to, to = breaks.next()) {
            int low = from;
            int high = to;
            while (low < high && Character.isWhitespace(slice.charAt(low))) {
                low++;
            }
            while (low < high && Character.isWhitespace(slice.charAt(high - 1))) {
                high--;
            }
            if (low < high) {
                spans.add(new Span(text.codePoint(base + low), text.codePoint(base + high)));
            }
        }
        return spans;
    }
}
