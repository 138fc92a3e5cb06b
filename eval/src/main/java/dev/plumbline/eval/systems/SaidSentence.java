package dev.plumbline.eval.systems;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.eval.judge.Span;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A sentence of an answer.
 *
 * @param start first code point within the answer
 * @param end one past the last code point
 * @param verdict what the system itself found; null where it judges nothing
 * @param citations numbers of what it shows as evidence, counting from 1
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SaidSentence(int start, int end, @Nullable String verdict, List<Integer> citations) {
    /** Copies the list; a missing one is an empty one. */
    @SuppressWarnings("NullableProblems")
    public SaidSentence(
            int start, int end, @Nullable String verdict, @Nullable List<Integer> citations) {
        this.start = start;
        this.end = end;
        this.verdict = verdict;
        this.citations = citations == null ? List.of() : List.copyOf(citations);
    }

    /** The sentences of an answer as a Plumbline tells them. */
    static List<SaidSentence> read(JsonNode said) {
        List<SaidSentence> sentences = new ArrayList<>();
        for (JsonNode each : said) {
            List<Integer> citations = new ArrayList<>();
            each.path("citations").forEach(number -> citations.add(number.asInt()));
            sentences.add(
                    new SaidSentence(
                            each.path("start").asInt(),
                            each.path("end").asInt(),
                            each.path("verdict").asText(null),
                            citations));
        }
        return sentences;
    }

    /** The sentence's words; empty where its offsets are not in the answer. */
    public String in(String answer) {
        return Span.slice(answer, start, end).orElse("");
    }
}
