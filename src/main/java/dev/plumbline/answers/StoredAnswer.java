package dev.plumbline.answers;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
     */
    record Sentence(
            String lead,
            @Nullable String text,
            @Nullable Integer start,
            @Nullable Integer end,
            String verdict,
            List<Integer> citations) {}

    /** Where a quote stands. */
    record Place(
            int n,
            String collection,
            String documentId,
            int revision,
            String textSha256,
            @Nullable Integer page,
            int start,
            int end,
            @Nullable String verdict,
            double score) {
        static Place of(Answer.Quoted citation) {
            return new Place(
                    citation.n(),
                    citation.collection(),
                    citation.documentId(),
                    citation.revision(),
                    citation.textSha256(),
                    citation.page(),
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
                sentences,
                places,
                answer.release(),
                answer.profile(),
                answer.usage(),
                answer.timingsMs());
    }

    /** The same without the words of sentences that cite any of these documents. */
    StoredAnswer without(java.util.Collection<String> documentIds) {
        List<Integer> gone =
                citations.stream()
                        .filter(place -> documentIds.contains(place.documentId()))
                        .map(Place::n)
                        .toList();
        List<Sentence> kept =
                sentences.stream()
                        .map(
                                sentence ->
                                        sentence.citations().stream().noneMatch(gone::contains)
                                                ? sentence
                                                : new Sentence(
                                                        sentence.lead(),
                                                        null,
                                                        sentence.start(),
                                                        sentence.end(),
                                                        sentence.verdict(),
                                                        sentence.citations()))
                        .toList();
        return new StoredAnswer(
                text, reason, confidence, kept, citations, release, profile, usage, timingsMs);
    }
}
