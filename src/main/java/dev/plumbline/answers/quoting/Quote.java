package dev.plumbline.answers.quoting;

import dev.plumbline.ingestion.Span;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of at most two sentences of a document.
 *
 * @param textSha256 the canonical text that the offsets belong to
 * @param passageId the passage that it was found in
 * @param page on which the passage begins; null where there are no pages
 * @param start first code point in the canonical text
 * @param end one past the last code point
 * @param text the canonical text at {@code [start, end)}, verbatim
 * @param sentences the one or two sentences in it, in code points of the canonical text
 * @param score the share of the ranker's belief that falls on it, 0 to 1
 */
public record Quote(
        String documentId,
        int revision,
        String textSha256,
        String passageId,
        String title,
        @Nullable Integer page,
        int start,
        int end,
        String text,
        List<Span> sentences,
        double score) {

    public Quote {
        Objects.requireNonNull(documentId);
        sentences = List.copyOf(sentences);
        if (start < 0 || end <= start || text.codePointCount(0, text.length()) != end - start) {
            throw new IllegalArgumentException(
                    "A quote of %d code points does not lie at [%d, %d)"
                            .formatted(text.codePointCount(0, text.length()), start, end));
        }
    }
}
