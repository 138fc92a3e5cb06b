package dev.plumbline.answers;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

/** A document of which an answer may hold words. */
@Entity
@Table(name = "answer_documents")
@SuppressWarnings("NullAway.Init") // JPA fills the fields
class AnswerDocument {
    @EmbeddedId Key key;

    @Embeddable
    record Key(
            @Column(name = "answer_id") String answerId,
            @Column(name = "document_id") String documentId) {}
}
