package dev.plumbline.answers;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** A kept answer. */
@Entity
@Table(name = "answers")
@SuppressWarnings("NullAway.Init") // JPA fills the fields
class AnswerRow {
    @Id String id;
    String tenant;
    String owner;

    @Column(name = "conversation_id")
    @Nullable String conversationId;

    String question;

    /** A {@link StoredAnswer}, as JSON. */
    String body;

    /** A {@link Receipt}, as JSON. */
    String receipt;

    @Column(name = "created_at")
    long createdAt;
}
