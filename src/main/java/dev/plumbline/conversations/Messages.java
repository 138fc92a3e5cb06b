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

    /** All messages of a conversation in their order, as the principal may see them now. */
    List<Message> of(Principal principal, String conversationId);
}
