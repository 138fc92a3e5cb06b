package dev.plumbline.answers;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.plumbline.ingestion.parse.Box;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An answer as clients see it. Offsets of sentences are code points into the answer, those of
 * citations code points into the canonical text.
 *
 * @param reason why it is refused; null where it is not
 * @param confidence the estimated probability that the documents answer the question, 0 to 1
 * @param truncated whether the limit on tokens cut a model's answer off
 * @param usage tokens read and written, by name
 * @param timingsMs milliseconds by stage
 */
public record Answer(
        String id,
        @Nullable String conversationId,
        String question,
        String answer,
        boolean refused,
        @Nullable String reason,
        double confidence,
        boolean truncated,
        List<Sentence> sentences,
        List<Citation> citations,
        String release,
        String profile,
        Map<String, Long> usage,
        Map<String, Long> timingsMs) {

    public Answer {
        sentences = List.copyOf(sentences);
        citations = List.copyOf(citations);
    }

    /** A sentence of the answer and the numbers of its citations. */
    public record Sentence(int start, int end, String verdict, List<Integer> citations) {}

    /** What a sentence rests on. */
    public sealed interface Citation {
        /** Its number, from 1, in the order in which the answer first uses them. */
        int n();
    }

    /**
     * The words that support a sentence, equal to the canonical text at {@code [start, end)}.
     *
     * @param page on which it begins, from 1; null where there are no pages
     * @param boxes where it stands on its pages, one a line; empty where the format has none
     * @param verdict of the first sentence that uses it; null in a refusal
     */
    public record Quoted(
            int n,
            String collection,
            String documentId,
            int revision,
            String textSha256,
            String title,
            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Integer page,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Box> boxes,
            int start,
            int end,
            String quote,
            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String verdict,
            double score)
            implements Citation {
        public Quoted {
            boxes = List.copyOf(boxes);
        }
    }

    /** Stands where a quote was that is erased, or that the caller may no longer read. */
    public record Withdrawn(
            int n, String notice, @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String verdict)
            implements Citation {}
}
