package dev.plumbline.answers;

import dev.plumbline.ingestion.parse.Box;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An answer as the database keeps it: places instead of quotes.
 *
 * @param text what a refusal says; null for an answer, which is made of its sentences
 */
record StoredAnswer(
        @Nullable String text,
        @Nullable String reason,
        double confidence,
        boolean truncated,
        List<Sentence> sentences,
        List<Place> citations,
        String release,
        String profile,
        Map<String, Long> usage,
        Map<String, Long> timingsMs) {

    StoredAnswer {
        sentences = List.copyOf(sentences);
        citations = List.copyOf(citations);
    }

    /**
     * A sentence.
     *
     * @param lead the white space before it
     * @param text a model's own words; null where it repeats words of its first citation's
     *     document, and once what it cites is erased
     * @param start of these words in the canonical text
     * @param end one past their last
     * @param documentIds what its words may come from: the cited documents, and where these do not
     *     support it, all that the model had before it
     */
    record Sentence(
            String lead,
            @Nullable String text,
            @Nullable Integer start,
            @Nullable Integer end,
            String verdict,
            List<Integer> citations,
            Set<String> documentIds) {
        Sentence {
            citations = List.copyOf(citations);
            documentIds = Set.copyOf(documentIds);
        }

        private Sentence withoutText() {
            return new Sentence(lead, null, start, end, verdict, citations, documentIds);
        }
    }

    /**
     * Where a quote stands.
     *
     * @param boxes on its pages; answers of former versions have none
     */
    record Place(
            int n,
            String collection,
            String documentId,
            int revision,
            String textSha256,
            @Nullable Integer page,
            @Nullable List<Box> boxes,
            int start,
            int end,
            @Nullable String verdict,
            double score) {
        Place {
            boxes = boxes == null ? List.of() : List.copyOf(boxes);
        }

        /** Without what a document's pages look like. */
        private Place bare() {
            return new Place(
                    n,
                    collection,
                    documentId,
                    revision,
                    textSha256,
                    null,
                    null,
                    start,
                    end,
                    verdict,
                    score);
        }

        static Place of(Answer.Quoted citation) {
            return new Place(
                    citation.n(),
                    citation.collection(),
                    citation.documentId(),
                    citation.revision(),
                    citation.textSha256(),
                    citation.page(),
                    citation.boxes(),
                    citation.start(),
                    citation.end(),
                    citation.verdict(),
                    citation.score());
        }
    }

    static StoredAnswer of(Answer answer, List<Sentence> sentences) {
        List<Place> places = new ArrayList<>();
        for (Answer.Citation citation : answer.citations()) {
            if (citation instanceof Answer.Quoted quoted) {
                places.add(Place.of(quoted));
            }
        }
        return new StoredAnswer(
                answer.refused() ? answer.answer() : null,
                answer.reason(),
                answer.confidence(),
                answer.truncated(),
                sentences,
                places,
                answer.release(),
                answer.profile(),
                answer.usage(),
                answer.timingsMs());
    }

    /** All documents whose words it may hold. */
    Set<String> documentIds() {
        Set<String> all = new HashSet<>();
        citations.forEach(place -> all.add(place.documentId()));
        sentences.forEach(sentence -> all.addAll(sentence.documentIds()));
        return all;
    }

    /** The same without the words that may come from any of these documents. */
    StoredAnswer without(Collection<String> gone) {
        List<Place> places =
                citations.stream()
                        .map(place -> gone.contains(place.documentId()) ? place.bare() : place)
                        .toList();
        List<Sentence> kept =
                sentences.stream()
                        .map(
                                sentence ->
                                        Collections.disjoint(sentence.documentIds(), gone)
                                                ? sentence
                                                : sentence.withoutText())
                        .toList();
        return new StoredAnswer(
                text,
                reason,
                confidence,
                truncated,
                kept,
                places,
                release,
                profile,
                usage,
                timingsMs);
    }
}
