package dev.plumbline.eval.answers;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a system said to a question; a line of an outputs file.
 *
 * @param id the question's
 * @param answer null where there is none
 * @param refused whether it declined
 * @param confidence its probability of being right, in [0, 1]; null where it states none
 * @param evidence the texts that it showed, best first
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
        @JsonProperty("latency_ms") @Nullable Double latencyMillis,
        @Nullable String error) {
    /** A missing list is an empty one. */
    @SuppressWarnings("NullableProblems")
    public SystemOutput(
            String id,
            @Nullable String answer,
            boolean refused,
            @Nullable Double confidence,
            @Nullable List<String> evidence,
            @Nullable Double latencyMillis,
            @Nullable String error) {
        this.id = id;
        this.answer = answer;
        this.refused = refused;
        this.confidence = confidence;
        this.evidence = evidence == null ? List.of() : List.copyOf(evidence);
        this.latencyMillis = latencyMillis;
        this.error = error;
    }

    static SystemOutput failed(String id, String error) {
        return new SystemOutput(id, null, false, null, List.of(), null, error);
    }
}
