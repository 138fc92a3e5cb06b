package dev.plumbline.index.entry;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A passage of a document, as the index keeps it.
 *
 * @param passageId unique within the tenant, not blank
 * @param ordinal position among the document's passages, from 0
 * @param start first code point in the canonical text
 * @param end one past the last code point in the canonical text
 * @param page page on which the passage starts, from 1; null where there are no pages
 * @param headings path of headings above the passage, outermost first
 * @param text the passage's own text
 */
public record PassageEntry(
        String passageId,
        int ordinal,
        int start,
        int end,
        @Nullable Integer page,
        List<String> headings,
        String text) {
    public PassageEntry {
        headings = List.copyOf(headings);
        if (passageId.isBlank()) {
            throw new IllegalArgumentException("A passage needs an id");
        }
        if (ordinal < 0) {
            throw new IllegalArgumentException(
                    "Passage " + passageId + ": ordinal " + ordinal + " is negative");
        }
        if (start < 0 || end < start) {
            throw new IllegalArgumentException(
                    "Passage " + passageId + ": [" + start + ", " + end + ") is no range");
        }
    }
}
