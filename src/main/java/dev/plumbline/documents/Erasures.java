package dev.plumbline.documents;

import dev.plumbline.accounts.Principal;
import dev.plumbline.projection.Projector;
import dev.plumbline.storage.BlobStore;
import dev.plumbline.storage.Database;
import dev.plumbline.storage.Json;
import dev.plumbline.web.Problem;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.hibernate.Session;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Removes what deleted documents left: blobs and artifacts that no other document refers to, index
 * segments, pages of the database. What is to be done is a row of the deletion's transaction, so
 * that nothing is forgotten.
 */
@Singleton
public final class Erasures {
    private static final Logger LOG = Logger.getLogger(Erasures.class);
    private static final int AT_ONCE = 500;

    /** Erasing begins so long before the promised time, so that it is over by then. */
    private static final long AHEAD_MS = Duration.ofMinutes(10).toMillis();

    private final Database database;
    private final BlobStore store;
    private final Texts texts;
    private final Projector projector;
    private final Event<Erasing> erasing;
    private final Event<Erased> erased;
    private final Clock clock = Clock.systemUTC();

    @Inject
    Erasures(
            Database database,
            BlobStore store,
            Texts texts,
            Projector projector,
            Event<Erasing> erasing,
            Event<Erased> erased) {
        this.database = database;
        this.store = store;
        this.texts = texts;
        this.projector = projector;
        this.erasing = erasing;
        this.erased = erased;
    }

    /** How far an erasure is. */
    record Progress(
            long seq,
            String documentId,
            Instant invisibleAt,
            Instant erasedBy,
            @Nullable Instant erasedAt) {}

    /** The erasure that a deletion announced; its owner and admins may ask. */
    Progress progress(Principal principal, long seq) {
        Erasure row =
                database.read(
                        session ->
                                session.find(
                                        Erasure.class, new Erasure.Key(principal.tenant(), seq)));
        if (row == null || !principal.admin() && !row.owner.equals(principal.subject())) {
            throw Problem.notFound("erasure", Long.toString(seq));
        }
        Long erasedAt = row.erasedAt;
        return new Progress(
                seq,
                row.documentId,
                Instant.ofEpochMilli(row.invisibleAt),
                Instant.ofEpochMilli(row.erasedBy),
                erasedAt == null ? null : Instant.ofEpochMilli(erasedAt));
    }

    /** Said when something was erased, so that caches forget it. */
    public record Erased() {}

    /** Said before these documents count as erased, so that their words go everywhere else too. */
    public record Erasing(List<String> documentIds) {
        public Erasing {
            documentIds = List.copyOf(documentIds);
        }
    }

    /**
     * As the next scheduled run would; what fails now is left to that one, as the deletion holds.
     */
    void runNow() {
        try {
            run();
        } catch (RuntimeException e) {
            LOG.error("Erasing failed; it is tried again on schedule", e);
        }
    }

    /** Erases all that is due. */
    synchronized void run() {
        while (runOnce() == AT_ONCE) {
            // there may be more
        }
    }

    private int runOnce() {
        long now = clock.millis() + AHEAD_MS;
        List<Erasure> due =
                database.read(
                        session ->
                                session.createSelectionQuery(
                                                "from Erasure e where e.erasedAt is null and e.erasedBy <= :now order by e.key.seq",
                                                Erasure.class)
                                        .setParameter("now", now)
                                        .setMaxResults(AT_ONCE)
                                        .getResultList());
        if (due.isEmpty()) {
            return 0;
        }
        Set<String> tenants = new HashSet<>();
        for (Erasure erasure : due) {
            remove(Json.read(erasure.blobs, Traces.class));
            tenants.add(erasure.key.tenant());
        }
        tenants.forEach(projector::erase);
        erasing.fire(new Erasing(due.stream().map(erasure -> erasure.documentId).toList()));
        database.run(
                entities ->
                        due.forEach(
                                erasure -> {
                                    Erasure row =
                                            Objects.requireNonNull(
                                                    entities.find(Erasure.class, erasure.key));
                                    row.erasedAt = clock.millis();
                                    row.blobs = Json.write(Traces.none());
                                }));
        truncateLog();
        erased.fire(new Erased());
        LOG.infof("Erased %d deleted documents", due.size());
        return due.size();
    }

    /** Removes of these what nothing refers to. */
    void remove(Traces traces) {
        try {
            store.erasing(
                    () -> {
                        removeUnreferenced(traces);
                        return true;
                    });
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "What a deleted document left can't be removed: " + e.getMessage(), e);
        }
    }

    private void removeUnreferenced(Traces traces) throws IOException {
        for (String sha256 : traces.blobs()) {
            if (unreferenced("sha256", sha256)) {
                store.erase(sha256);
            }
        }
        for (String sha256 : traces.texts()) {
            if (database.read(
                            session ->
                                    session.createSelectionQuery(
                                                    "select count(t) from DocumentText t where t.key.textSha256 = :sha",
                                                    Long.class)
                                            .setParameter("sha", sha256)
                                            .getSingleResult())
                    == 0) {
                texts.forget(sha256);
                store.eraseArtifact(Texts.KIND, sha256);
            }
        }
        erase(Parsing.PARSED, "parsedKey", traces.parsed());
        erase(Passages.KIND, "passagesKey", traces.passages());
        erase(PassageVectors.KIND, "vectorsKey", traces.vectors());
    }

    private void erase(String kind, String column, Set<String> keys) throws IOException {
        for (String key : keys) {
            if (unreferenced(column, key)) {
                store.eraseArtifact(kind, key);
            }
        }
    }

    private boolean unreferenced(String column, String value) {
        return database.read(
                        (Session session) ->
                                session.createSelectionQuery(
                                                "select count(r) from Revision r where r."
                                                        + column
                                                        + " = :value",
                                                Long.class)
                                        .setParameter("value", value)
                                        .getSingleResult())
                == 0;
    }

    /**
     * Deleted pages are overwritten by SQLite itself (secure_delete); their copies in its
     * write-ahead log go with this.
     */
    private void truncateLog() {
        if (database.embedded()) {
            database.checkpoint();
        }
    }
}
