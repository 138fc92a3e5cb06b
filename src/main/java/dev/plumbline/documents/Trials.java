package dev.plumbline.documents;

import dev.plumbline.gateway.Embedded;
import dev.plumbline.storage.Database;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** How often a revision was tried, and what it ended in. */
@Singleton
final class Trials {
    /** After so many, a revision is held. */
    static final int MAX = 3;

    private static final Logger LOG = Logger.getLogger(Trials.class);

    /** Why passages have no vectors: the embedder does not take them. */
    static final String REFUSED = "embedder_rejected";

    /** How many times longer than after a refusal is waited after a failure, which may pass. */
    private static final int FAILED_PAUSE = 5;

    private static final int INTERRUPTIONS_FREE = 2;

    /**
     * After so many deaths of the service in the middle of a revision, it is held. A service may be
     * killed many times for other reasons, each time with the same documents first in the queue.
     */
    static final int INTERRUPTIONS_MAX = 12;

    private final Database database;

    @Inject
    Trials(Database database) {
        this.database = database;
    }

    /** Attempts so far; those that the service's own death cut off count after the second. */
    static int counted(Revision revision) {
        return revision.attempts + Math.max(0, revision.interrupted - INTERRUPTIONS_FREE);
    }

    /** Counts one more; how many there are. */
    int count(String documentId, int number) {
        return database.write(
                entities -> {
                    Revision revision =
                            entities.find(Revision.class, new Revision.Key(documentId, number));
                    if (revision == null) {
                        return MAX;
                    }
                    revision.attempts++;
                    return counted(revision);
                });
    }

    /**
     * Counts that the embedder did not take some of a revision's texts. Returns when to try again,
     * or null where all were taken or that was the last attempt.
     */
    @Nullable Instant again(String documentId, int number, Collection<Embedded.Refused> refusals) {
        if (refusals.isEmpty()) {
            return null;
        }
        boolean failed =
                refusals.stream().anyMatch(refused -> refused.way() == Embedded.Way.FAILED);
        return database.write(
                        entities -> {
                            Revision revision =
                                    entities.find(
                                            Revision.class, new Revision.Key(documentId, number));
                            if (revision == null || ++revision.vectorsAttempts >= MAX) {
                                return Optional.<Instant>empty();
                            }
                            int pause = failed ? FAILED_PAUSE : 1;
                            return Optional.of(
                                    Instant.now()
                                            .plusSeconds((long) pause * revision.vectorsAttempts));
                        })
                .orElse(null);
    }

    /** Has a revision stay without vectors. */
    void withoutVectors(String documentId, int number, String reason) {
        database.run(
                entities -> {
                    Revision revision =
                            entities.find(Revision.class, new Revision.Key(documentId, number));
                    if (revision != null) {
                        revision.embedded(REFUSED, reason);
                    }
                });
        LOG.warnf("Document %s, revision %d has no vectors: %s", documentId, number, reason);
    }

    /** Ends a revision without a text, unless it has one that is published. */
    void fail(String documentId, int number, String outcome, String code, String reason) {
        database.run(
                entities -> {
                    Revision revision =
                            entities.find(Revision.class, new Revision.Key(documentId, number));
                    if (revision == null) {
                        return;
                    }
                    if (revision.textSeq != null) {
                        LOG.warnf(
                                "Deriving %s/%d again ended in %s (%s); what is published stays",
                                documentId, number, outcome, code);
                        return;
                    }
                    revision.outcome = outcome;
                    revision.reasonCode = code;
                    revision.reason = reason;
                });
        LOG.infof("Document %s, revision %d: %s (%s)", documentId, number, outcome, code);
    }
}
