package dev.plumbline.collections;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/**
 * A tenant's counters. Its row is locked by whoever appends to the tenant's projection log, so that
 * the order of {@code seq} is the order of commits.
 */
@Entity
@Table(name = "tenants")
@SuppressWarnings("NullAway.Init") // JPA fills the fields
class Tenant {
    @Id String name;
    long seq;

    @Column(name = "reader_sets")
    int readerSets;
}
