package dev.plumbline.ingestion.chunk;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A contiguous piece of a document that is searched and quoted as one.
 *
 * @param ordinal position among the document's passages, from 0
 * @param start first code point in the canonical text
 * @param end one after the last
 * @param page page on which it starts, from 1, or null
 * @param headings headings above it, outermost first, without the document's title
 * @param parent ordinal of the first passage of the same section (its own where it is that)
 */
public record Passage(
        int ordinal,
        int start,
        int end,
        @Nullable Integer page,
        List<String> headings,
        int parent) {
    public Passage {
        if (start < 0 || end <= start) {
            throw new IllegalArgumentException("[" + start + ", " + end + ") is not a passage");
        }
        headings = List.copyOf(headings);
    }
}
