package dev.plumbline.documents;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** A document: its identity is (collection, owner, name). */
@Entity
@Table(name = "documents")
@SuppressWarnings("NullAway.Init") // JPA fills the fields
class Document {
    @Id String id;
    String tenant;

    @Column(name = "collection_id")
    String collectionId;

    String owner;
    String name;

    /** Hash of the name, which may be longer than what a database indexes. */
    @Column(name = "name_key")
    String nameKey;

    @Nullable String url;

    /** A JSON object. */
    String attributes;

    @Column(name = "reader_set")
    int readerSet;

    /** The latest revision. */
    int revision;

    @Column(name = "created_at")
    long createdAt;

    @Column(name = "updated_at")
    long updatedAt;
}
