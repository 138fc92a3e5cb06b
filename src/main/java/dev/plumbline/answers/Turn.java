package dev.plumbline.answers;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * An earlier turn of a conversation.
 *
 * @param standalone the question, understood without its conversation
 * @param answer what was said; empty where it may no longer be shown, and after a refusal
 * @param documentIds of which the answer may hold words
 */
public record Turn(String question, Standalone standalone, String answer, Set<String> documentIds) {
    /** How many turns back a question may lean. */
    static final int RECENT_MAX = 4;

    public Turn {
        documentIds = Set.copyOf(documentIds);
    }

    /**
     * The last turns as a client tells them: each question with what was answered to it. Its words
     * are the client's, not any document's.
     */
    public static List<Turn> told(List<Exchange> exchanges) {
        List<Turn> turns = new ArrayList<>();
        for (Exchange exchange : exchanges) {
            turns.add(
                    new Turn(
                            exchange.question(),
                            Standalone.of(exchange.question(), turns),
                            exchange.answer(),
                            Set.of()));
        }
        return turns.subList(Math.max(0, turns.size() - RECENT_MAX), turns.size());
    }

    /** A question and its answer, which may be empty. */
    public record Exchange(String question, String answer) {}
}
