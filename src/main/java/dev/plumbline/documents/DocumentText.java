package dev.plumbline.documents;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

/** A canonical text that a document has or had. */
@Entity
@Table(name = "document_texts")
@SuppressWarnings("NullAway.Init") // JPA fills the fields
class DocumentText {
    @EmbeddedId Key key;
    int revision;

    @Embeddable
    record Key(
            @Column(name = "document_id") String documentId,
            @Column(name = "text_sha256") String textSha256) {}
}
