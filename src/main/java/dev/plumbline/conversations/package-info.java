/**
 * Conversations: what a person asked and was answered, one after the other, so that a question may
 * lean on those before it.
 *
 * <p>Knows whose a conversation is and which collections it asks; what was said is told by {@link
 * dev.plumbline.conversations.Messages}, which the answers implement. Start at {@link
 * dev.plumbline.conversations.Conversations}.
 */
@NullMarked
package dev.plumbline.conversations;

import org.jspecify.annotations.NullMarked;
