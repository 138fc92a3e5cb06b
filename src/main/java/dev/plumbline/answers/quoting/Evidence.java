package dev.plumbline.answers.quoting;

import dev.plumbline.index.Frequencies;
import dev.plumbline.index.Hit;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one search found for one question.
 *
 * @param question standalone: it needs no conversation to be understood
 * @param language of the question, ISO 639-1, or "und": decides how words are cut
 * @param vector the question's vector, or null where the search had none
 * @param hits best first, 20 are plenty
 * @param frequencies of the question's terms in that language, over what its reader may read
 */
@SuppressWarnings(
        "ArrayRecordComponent") // a vector is an array everywhere; evidence is not compared
public record Evidence(
        String question,
        String language,
        float @Nullable [] vector,
        List<Hit> hits,
        Frequencies frequencies) {

    public Evidence {
        Objects.requireNonNull(question);
        hits = List.copyOf(hits);
    }
}
