package dev.plumbline.answers;

import dev.plumbline.answers.quoting.Quote;
import dev.plumbline.index.Hit;
import dev.plumbline.ingestion.CanonicalText;
import dev.plumbline.search.Search;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of a document that a sentence may cite.
 *
 * @param page on which the passage begins that it was found in; null where there are no pages
 * @param start first code point in the canonical text
 * @param end one past the last
 * @param quote the canonical text at {@code [start, end)}
 * @param score how well it fits the question, by the stage that chose it
 */
record Source(
        String collection,
        String documentId,
        int revision,
        String textSha256,
        String title,
        @Nullable Integer page,
        int start,
        int end,
        String quote,
        double score) {

    /** The words of a quote that was found in a hit. */
    static Source of(Quote quote, Search.Found found) {
        return new Source(
                found.hit().collection(),
                quote.documentId(),
                quote.revision(),
                quote.textSha256(),
                found.title(),
                quote.page(),
                quote.start(),
                quote.end(),
                quote.text(),
                quote.score());
    }

    /** A whole passage. */
    static Source of(Search.Found found) {
        Hit hit = found.hit();
        return new Source(
                hit.collection(),
                hit.documentId(),
                hit.revision(),
                hit.textSha256(),
                found.title(),
                hit.page(),
                hit.start(),
                hit.end(),
                hit.text(),
                hit.score());
    }

    /** A part of it, by code points of its own text. */
    Source part(int from, int to) {
        return new Source(
                collection,
                documentId,
                revision,
                textSha256,
                title,
                page,
                start + from,
                start + to,
                CanonicalText.of(quote).slice(from, to),
                score);
    }

    /** What speaks for a sentence: the words, under the document's title. */
    String evidence() {
        return title + "\n" + quote;
    }

    boolean samePlace(Answer.Quoted citation) {
        return citation.documentId().equals(documentId)
                && citation.textSha256().equals(textSha256)
                && citation.start() == start
                && citation.end() == end;
    }
}
