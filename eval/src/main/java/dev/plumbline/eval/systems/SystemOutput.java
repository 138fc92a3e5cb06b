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
 * @param evidence the texts that it showed, in the order of their numbers: what its citations point
 *     at
 * @param retrieved the passages that its search brought; empty where the system does not tell
 * @param sentences of the answer, where the system tells them
 * @param verbatim whether each quote is the text at its offsets; null where that is not known
 * @param trace how far the evidence came; null where the system does not tell
 * @param latencyMillis time to the whole answer
 * @param release of the code and weights that answered; null where the system does not tell
 * @param profile the fitted values that it answered under; null where the system does not tell
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
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> retrieved,
        List<SaidSentence> sentences,
        @Nullable Boolean verbatim,
        @Nullable Trace trace,
        @JsonProperty("latency_ms") @Nullable Double latencyMillis,
        @Nullable String release,
        @Nullable String profile,
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
            @Nullable List<String> retrieved,
            @Nullable List<SaidSentence> sentences,
            @Nullable Boolean verbatim,
            @Nullable Trace trace,
            @Nullable Double latencyMillis,
            @Nullable String release,
            @Nullable String profile,
            @Nullable String error) {
        this.id = id;
        this.answer = answer;
        this.refused = refused;
        this.confidence = confidence;
        this.evidence = evidence == null ? List.of() : List.copyOf(evidence);
        this.retrieved = retrieved == null ? List.of() : List.copyOf(retrieved);
        this.sentences = sentences == null ? List.of() : List.copyOf(sentences);
        this.verbatim = verbatim;
        this.trace = trace;
        this.latencyMillis = latencyMillis;
        this.release = release;
        this.profile = profile;
        this.error = error;
    }

    /** Whether there is an answer, and not a refusal or a failure. */
    public boolean answered() {
        return error == null && !refused && answer != null && !answer.isBlank();
    }

    /**
     * What the answer must rest on: the passages that the search brought; what the system showed
     * where it does not tell them.
     */
    public List<String> grounds() {
        return retrieved.isEmpty() ? evidence : retrieved;
    }

    /** Whether there is neither an answer nor a refusal. */
    public boolean hasFailed() {
        return error != null || !refused && !answered();
    }

    /** What became of a question that has neither answer nor refusal. */
    public static SystemOutput failed(String id, String error) {
        return new SystemOutput(
                id, null, false, null, null, null, null, null, null, null, null, null, error);
    }

    /** The same with another confidence. */
    public SystemOutput withConfidence(@Nullable Double probability) {
        return with(refused, probability, retrieved, sentences, trace);
    }

    /** The same as a refusal, where the answer declines in words. */
    public SystemOutput asRefusal() {
        return with(true, confidence, retrieved, List.of(), trace);
    }

    /** The same with another trace. */
    public SystemOutput withTrace(@Nullable Trace known) {
        return with(refused, confidence, retrieved, sentences, known);
    }

    /** The same without the passages of its search, which take more room than all else. */
    public SystemOutput withoutRetrieved() {
        return with(refused, confidence, List.of(), sentences, trace);
    }

    private SystemOutput with(
            boolean refused,
            @Nullable Double confidence,
            List<String> retrieved,
            List<SaidSentence> sentences,
            @Nullable Trace trace) {
        return new SystemOutput(
                id,
                answer,
                refused,
                confidence,
                evidence,
                retrieved,
                sentences,
                verbatim,
                trace,
                latencyMillis,
                release,
                profile,
                error);
    }
}
