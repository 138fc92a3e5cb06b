package dev.plumbline.answers;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An answer as clients see it. Offsets of sentences are code points into the answer, those of
 * citations code points into the canonical text.
 *
 * @param reason why it is refused; null where it is not
 * @param confidence the estimated probability that the documents answer the question, 0 to 1
 */
public record Answer(
        String id,
        String question,
        String answer,
        boolean refused,
        @Nullable String reason,
        double confidence,
        List<Sentence> sentences,
        List<Citation> citations,
        String release,
        String profile,
        Map<String, Long> usage,
        Map<String, Long> timingsMs) {

    /** A sentence of the answer and the numbers of its citations. */
    public record Sentence(int start, int end, String verdict, List<Integer> citations) {}

    /**
     * The words that support a sentence; {@code verdict} is null in a refusal, {@code page} where
     * there are none.
     */
    public record Citation(
            int n,
            String documentId,
            int revision,
            String textSha256,
            String title,
            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Integer page,
            int start,
            int end,
            String quote,
            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String verdict,
            double score) {}
}
