package dev.plumbline.conversations;

import dev.plumbline.accounts.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was said in conversations. */
public interface Messages {

    /**
     * A message.
     *
     * @param role {@code user} or {@code assistant}
     * @param text with a notice in place of what may no longer be shown
     * @param answerId the answer that the message is; null for a question
     */
    record Message(String role, String text, @Nullable String answerId) {}

    /**
     * Messages of a conversation in their order.
     *
     * @param earlier the answer before which there are more; null where there are none
     */
    record Page(List<Message> messages, @Nullable String earlier) {
        public Page {
            messages = List.copyOf(messages);
        }
    }

    /**
     * The last messages of a conversation, as the principal may see them now: at most so many
     * questions with their answers.
     *
     * @param before only those before this answer; null: the very last
     */
    Page of(Principal principal, String conversationId, @Nullable String before, int limit);
}
