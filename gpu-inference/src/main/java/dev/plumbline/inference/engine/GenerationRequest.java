package dev.plumbline.inference.engine;

import dev.plumbline.inference.InferenceException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A wish for text.
 *
 * @param prompt token ids, special ones included
 * @param tokensMax tokens to generate at most
 * @param sampling how they are drawn
 * @param stopTokens ids that end the text and do not belong to it
 * @param stopTexts texts that end it and do not belong to it; at most 16 of at most 256 characters
 * @param timeoutOrNull how long it may take, waiting included
 */
public record GenerationRequest(
        List<Integer> prompt,
        int tokensMax,
        SamplingRule sampling,
        Set<Integer> stopTokens,
        List<String> stopTexts,
        @Nullable Duration timeoutOrNull) {
    private static final int STOPS_MAX = 16;
    private static final int STOP_LENGTH_MAX = 256;

    public GenerationRequest {
        prompt = List.copyOf(prompt);
        stopTokens = Set.copyOf(stopTokens);
        stopTexts = List.copyOf(stopTexts);
        if (prompt.isEmpty()) {
            throw new InferenceException("invalid_request", "The prompt has no tokens.");
        }
        if (tokensMax < 1) {
            throw new InferenceException(
                    "invalid_request", "max_tokens is " + tokensMax + "; it must be 1 or more.");
        }
        if (stopTexts.size() > STOPS_MAX
                || stopTexts.stream()
                        .anyMatch(text -> text.isEmpty() || text.length() > STOP_LENGTH_MAX)) {
            throw new InferenceException(
                    "invalid_request",
                    "There may be %d stop texts of 1 to %d characters."
                            .formatted(STOPS_MAX, STOP_LENGTH_MAX));
        }
    }

    /** How long it may take, if that is limited. */
    public Optional<Duration> timeout() {
        return Optional.ofNullable(timeoutOrNull);
    }
}
