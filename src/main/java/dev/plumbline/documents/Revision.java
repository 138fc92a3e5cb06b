package dev.plumbline.documents;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** The bytes that a document had at one time, and what became of them. */
@Entity
@Table(name = "revisions")
@SuppressWarnings("NullAway.Init") // JPA fills the fields
class Revision {
    @EmbeddedId Key key;
    String sha256;
    long bytes;

    @Column(name = "declared_type")
    @Nullable String declaredType;

    /** The format's own title, or the title that was sent; null where there is none. */
    @Nullable String title;

    @Column(name = "media_type")
    @Nullable String mediaType;

    @Nullable String language;

    @Column(name = "text_sha256")
    @Nullable String textSha256;

    @Column(name = "parsed_key")
    @Nullable String parsedKey;

    @Column(name = "passages_key")
    @Nullable String passagesKey;

    @Column(name = "vectors_key")
    @Nullable String vectorsKey;

    int pages;
    int passages;

    /** The log entry that published the text; null before. */
    @Column(name = "text_seq")
    @Nullable Long textSeq;

    /** The log entry that published the vectors; null before. */
    @Column(name = "vectors_seq")
    @Nullable Long vectorsSeq;

    /** FAILED or QUARANTINED; null otherwise. */
    @Nullable String outcome;

    /** Why it has that outcome; without one, why vectors are missing. */
    @Column(name = "reason_code")
    @Nullable String reasonCode;

    @Nullable String reason;

    /** Attempts at parsing that a limit or a crash of the parser ended. */
    int attempts;

    /** Attempts that the service's own death cut off. */
    int interrupted;

    /** Attempts at vectors of which the embedder refused some. */
    @Column(name = "vectors_attempts")
    int vectorsAttempts;

    @Column(name = "created_at")
    long createdAt;

    /** Whether passages have no vectors for good, for the reason that is given. */
    boolean incomplete() {
        return outcome == null && reasonCode != null;
    }

    /** Whether no passage has one for good. */
    boolean withoutVectors() {
        return incomplete() && vectorsSeq == null;
    }

    /**
     * Has attempts at vectors begin anew. What is known of those that are published stays true
     * meanwhile.
     */
    void embedsAnew() {
        if (withoutVectors()) {
            reasonCode = null;
            reason = null;
        }
        vectorsAttempts = 0;
    }

    /** Ends attempts at vectors; the reason says why some are missing. */
    void embedded(@Nullable String code, @Nullable String why) {
        if (outcome == null) {
            reasonCode = code;
            reason = why;
        }
        vectorsAttempts = 0;
    }

    /** Forgets how attempts at its text ended. */
    void parsesAnew() {
        outcome = null;
        reasonCode = null;
        reason = null;
        attempts = 0;
        interrupted = 0;
    }

    @Embeddable
    record Key(@Column(name = "document_id") String documentId, int number) {}
}
