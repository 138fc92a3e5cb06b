package dev.plumbline.collections;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

/** An interned set of readers: a sorted JSON list of "user:NAME", "group:NAME", "everyone". */
@Entity
@Table(name = "reader_sets")
@SuppressWarnings("NullAway.Init") // JPA fills the fields
class ReaderSet {
    @EmbeddedId Key key;
    String readers;

    @Embeddable
    record Key(String tenant, int number) {}
}
