package dev.plumbline.gateway;

import dev.plumbline.storage.BlobStore;
import java.util.List;

/**
 * What a generator is given.
 *
 * @param turns the conversation; the last one is the user's
 * @param tokensMax how much it may write, in the model's tokens
 * @param temperature 0 for the likeliest text, which a replay finds again
 */
public record Prompt(
        String system, List<Turn> turns, int tokensMax, double temperature, long seed) {

    public Prompt {
        turns = List.copyOf(turns);
        if (turns.isEmpty() || turns.getLast().role() != Role.USER) {
            throw new IllegalArgumentException("A prompt ends with the user's turn");
        }
    }

    /** Who speaks. */
    public enum Role {
        USER,
        ASSISTANT
    }

    /** What one side said. */
    public record Turn(Role role, String text) {}

    /** A hash of all that is said, for receipts. */
    public String sha256() {
        StringBuilder all = new StringBuilder(system);
        turns.forEach(
                turn -> all.append('\0').append(turn.role()).append('\0').append(turn.text()));
        return BlobStore.key(all.toString());
    }
}
