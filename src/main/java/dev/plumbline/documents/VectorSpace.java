package dev.plumbline.documents;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** What the vectors of this home have in common; one row. */
@Entity
@Table(name = "vector_space")
@SuppressWarnings("NullAway.Init") // JPA fills the fields
class VectorSpace {
    static final int ONLY = 1;

    @Id int id;

    /** Name and version of the embedder that made them. */
    String embedder;

    /** How long they are; 0 before the first. */
    int dimension;
}
