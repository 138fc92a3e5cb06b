package dev.plumbline.answers;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.eval.judge.Verification;
import dev.plumbline.index.Hit;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Everything that decided an answer, without a word of any document.
 *
 * @param release its id; {@code releaseParts} names what it consists of
 * @param turns how many former turns of a conversation were before the writer
 * @param queries what was searched, the standalone question among them
 * @param hits what was found, best first
 * @param hitsWithdrawn how many more there were that are gone or may no longer be read
 * @param packed the passages in the order in which a model's prompt had them; empty without a model
 * @param promptSha256 the hash of a model's prompt; null without a model
 * @param weightsSha256 the hash of a model's weights, where known
 * @param sentences how each sentence was judged, those left out included
 */
public record Receipt(
        String id,
        Instant created,
        String release,
        Map<String, String> releaseParts,
        String profile,
        Asker principal,
        String question,
        @Nullable String conversationId,
        int turns,
        List<String> collections,
        @Nullable JsonNode filter,
        List<Query> queries,
        List<Ranked> hits,
        int hitsWithdrawn,
        Answerability answerability,
        String writer,
        List<String> packed,
        @Nullable String promptSha256,
        @Nullable String weightsSha256,
        long seed,
        Map<String, String> settings,
        List<Judged> sentences) {

    /** Who asked. */
    public record Asker(String tenant, String subject, SortedSet<String> groups) {}

    /**
     * A query to the index.
     *
     * @param documentIds of which its text may hold words, out of a former answer
     */
    public record Query(String text, String mode, int k, String language, Set<String> documentIds) {
        public Query {
            // receipts of former versions have none
            documentIds = documentIds == null ? Set.of() : Set.copyOf(documentIds);
        }

        private Query as(String question) {
            return new Query(question, mode, k, language, Set.of());
        }
    }

    /** A passage that was found. */
    public record Ranked(
            String passageId,
            String documentId,
            int revision,
            String textSha256,
            int start,
            int end,
            double score,
            Map<String, Double> scores) {
        static Ranked of(Hit hit) {
            return new Ranked(
                    hit.passageId(),
                    hit.documentId(),
                    hit.revision(),
                    hit.textSha256(),
                    hit.start(),
                    hit.end(),
                    hit.score(),
                    hit.scores());
        }
    }

    /** What decided whether to answer at all. */
    public record Answerability(
            double confidence, double threshold, Map<String, Double> features) {}

    /** How a sentence was judged. */
    public record Judged(String verdict, double score, List<String> reasons) {
        static Judged of(Verification verification) {
            return new Judged(
                    verification.verdict().label(),
                    verification.score(),
                    verification.reasons().stream()
                            .map(reason -> reason.kind().name().toLowerCase(java.util.Locale.ROOT))
                            .distinct()
                            .toList());
        }
    }

    /** The documents that it speaks of. */
    Set<String> documentIds() {
        Set<String> all = new HashSet<>();
        hits.forEach(hit -> all.add(hit.documentId()));
        queries.forEach(query -> all.addAll(query.documentIds()));
        return all;
    }

    /** The same as somebody may see it who may read these documents. */
    Receipt within(Set<String> readable) {
        return with(
                query -> readable.containsAll(query.documentIds()),
                hits.stream().filter(hit -> readable.contains(hit.documentId())).toList());
    }

    /**
     * The same without words of these documents: in place of a query that may hold some stands the
     * question as it was asked.
     */
    Receipt without(Collection<String> gone) {
        return with(query -> Collections.disjoint(query.documentIds(), gone), hits);
    }

    private Receipt with(Predicate<Query> stays, List<Ranked> readable) {
        return new Receipt(
                id,
                created,
                release,
                releaseParts,
                profile,
                principal,
                question,
                conversationId,
                turns,
                collections,
                filter,
                queries.stream()
                        .map(query -> stays.test(query) ? query : query.as(question))
                        .toList(),
                readable,
                hitsWithdrawn + hits.size() - readable.size(),
                answerability,
                writer,
                packed.stream()
                        .filter(
                                passage ->
                                        readable.stream()
                                                .anyMatch(hit -> hit.passageId().equals(passage)))
                        .toList(),
                promptSha256,
                weightsSha256,
                seed,
                settings,
                sentences);
    }

    /** The question as it was searched for. */
    Standalone standalone() {
        Query query = queries.getFirst();
        return new Standalone(query.text(), query.documentIds());
    }
}
