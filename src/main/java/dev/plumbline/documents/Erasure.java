package dev.plumbline.documents;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** What is left to erase of a deleted document, and when it was done. */
@Entity
@Table(name = "erasures")
@SuppressWarnings("NullAway.Init") // JPA fills the fields
class Erasure {
    @EmbeddedId Key key;

    @Column(name = "document_id")
    String documentId;

    String owner;

    /** JSON of {@link Traces}. */
    String blobs;

    @Column(name = "invisible_at")
    long invisibleAt;

    @Column(name = "erased_by")
    long erasedBy;

    @Column(name = "erased_at")
    @Nullable Long erasedAt;

    @Embeddable
    record Key(String tenant, long seq) {}
}
