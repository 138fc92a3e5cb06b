package dev.plumbline.eval.systems;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.plumbline.eval.attribution.Trace;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a system said to a question; a line of an outputs file.
 *
 * @param id the question's
 * @param answer null or blank where there is none
 * @param refused whether it declined
 * @param confidence its probability of being right, in [0, 1]; null where it states none
 * @param evidence the texts that it showed, in the order of their numbers
 * @param sentences of the answer, where the system tells them
 * @param verbatim whether each quote is the text at its offsets; null where that is not known
 * @param trace how far the evidence came; null where the system does not tell
 * @param latencyMillis time to the whole answer
 * @param error why there is no answer; null where there is one
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SystemOutput(
        String id,
        @Nullable String answer,
        boolean refused,
        @Nullable Double confidence,
        List<String> evidence,
        List<SaidSentence> sentences,
        @Nullable Boolean verbatim,
        @Nullable Trace trace,
        @JsonProperty("latency_ms") @Nullable Double latencyMillis,
        @Nullable String error)
        implements Reply {
    /** A missing list is an empty one. */
    @SuppressWarnings("NullableProblems")
    public SystemOutput(
            String id,
            @Nullable String answer,
            boolean refused,
            @Nullable Double confidence,
            @Nullable List<String> evidence,
            @Nullable List<SaidSentence> sentences,
            @Nullable Boolean verbatim,
            @Nullable Trace trace,
            @Nullable Double latencyMillis,
            @Nullable String error) {
        this.id = id;
        this.answer = answer;
        this.refused = refused;
        this.confidence = confidence;
        this.evidence = evidence == null ? List.of() : List.copyOf(evidence);
        this.sentences = sentences == null ? List.of() : List.copyOf(sentences);
        this.verbatim = verbatim;
        this.trace = trace;
        this.latencyMillis = latencyMillis;
        this.error = error;
    }

    /** Whether there is an answer, and not a refusal or a failure. */
    public boolean answered() {
        return error == null && !refused && answer != null && !answer.isBlank();
    }

    /** Whether there is neither an answer nor a refusal. */
    public boolean hasFailed() {
        return error != null || !refused && !answered();
    }

    /** What became of a question that has neither answer nor refusal. */
    public static SystemOutput failed(String id, String error) {
        return new SystemOutput(id, null, false, null, null, null, null, null, null, error);
    }

    /** The same with another confidence. */
    public SystemOutput withConfidence(@Nullable Double probability) {
        return new SystemOutput(
                id,
                answer,
                refused,
                probability,
                evidence,
                sentences,
                verbatim,
                trace,
                latencyMillis,
                error);
    }

    /** The same as a refusal, where the answer declines in words. */
    public SystemOutput asRefusal() {
        return new SystemOutput(
                id,
                answer,
                true,
                confidence,
                evidence,
                List.of(),
                verbatim,
                trace,
                latencyMillis,
                error);
    }

    /** The same with another trace. */
    public SystemOutput withTrace(@Nullable Trace known) {
        return new SystemOutput(
                id,
                answer,
                refused,
                confidence,
                evidence,
                sentences,
                verbatim,
                known,
                latencyMillis,
                error);
    }
}
