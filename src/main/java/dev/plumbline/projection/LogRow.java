package dev.plumbline.projection;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

/** A row of the projection log. */
@Entity
@Table(name = "log_entries")
@SuppressWarnings("NullAway.Init") // JPA fills the fields
class LogRow {
    @EmbeddedId Key key;
    String kind;

    @Column(name = "document_id")
    String documentId;

    int revision;

    @Column(name = "reader_set")
    int readerSet;

    String attributes;

    @Column(name = "created_at")
    long createdAt;

    @Embeddable
    record Key(String tenant, long seq) {}

    LogEntry value() {
        return new LogEntry(
                key.tenant(),
                key.seq(),
                LogEntry.Kind.valueOf(kind),
                documentId,
                revision,
                readerSet,
                attributes);
    }
}
