package dev.plumbline.answers;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.accounts.Principal;
import dev.plumbline.web.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A question on behalf of a principal.
 *
 * @param collections names; none: the conversation's, else the collection "default"
 * @param filter conditions on attributes; null for none
 * @param conversationId the conversation that it continues; null for none
 */
public record Question(
        Principal principal,
        List<String> collections,
        String text,
        @Nullable JsonNode filter,
        @Nullable String conversationId) {
    private static final int CHARACTERS_MAX = 8_000;

    public Question {
        collections = List.copyOf(collections);
        text = text.strip();
        if (text.isEmpty()) {
            throw Problem.badInput("no_question", "Send {\"question\": ...}.");
        }
        if (text.length() > CHARACTERS_MAX) {
            throw Problem.badInput(
                    "long_question",
                    "A question has at most "
                            + CHARACTERS_MAX
                            + " characters, not "
                            + text.length()
                            + ".");
        }
    }

    Question in(List<String> names) {
        return new Question(principal, names, text, filter, conversationId);
    }
}
