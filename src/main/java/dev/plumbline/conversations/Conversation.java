package dev.plumbline.conversations;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A conversation.
 *
 * @param title what it was called, else its first question; null before that
 * @param collections what its questions ask where they name nothing else
 */
public record Conversation(
        String id,
        @Nullable String title,
        List<String> collections,
        Instant created,
        Instant updated) {
    public Conversation {
        collections = List.copyOf(collections);
    }
}
