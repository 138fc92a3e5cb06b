package dev.plumbline.documents;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.accounts.Principal;
import dev.plumbline.collections.Collection;
import dev.plumbline.collections.Collections;
import dev.plumbline.collections.ReaderSets;
import dev.plumbline.collections.Tenants;
import dev.plumbline.projection.Log;
import dev.plumbline.projection.LogEntry;
import dev.plumbline.projection.Projector;
import dev.plumbline.storage.Database;
import dev.plumbline.storage.Json;
import dev.plumbline.web.Problem;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Changes to documents that are there: readers, attributes, another attempt, deletion. In force
 * when a call returns.
 */
@Singleton
final class Shelf {
    private final Database database;
    private final Views views;
    private final ReaderSets readerSets;
    private final Collections collections;
    private final Log log;
    private final Projector projector;
    private final Tasks tasks;
    private final DocumentsSettings settings;
    private final Clock clock = Clock.systemUTC();

    @Inject
    Shelf(
            Database database,
            Views views,
            ReaderSets readerSets,
            Collections collections,
            Log log,
            Projector projector,
            Tasks tasks,
            DocumentsSettings settings) {
        this.database = database;
        this.views = views;
        this.readerSets = readerSets;
        this.collections = collections;
        this.log = log;
        this.projector = projector;
        this.tasks = tasks;
        this.settings = settings;
    }

    /**
     * What a deletion returns.
     *
     * @param seq of the log entry; the erasure is known by it
     * @param indexed whether the serving index has applied it
     */
    record Deletion(String id, long seq, Instant invisibleAt, Instant erasedBy, boolean indexed) {}

    /** Gives other readers or attributes; null leaves them. */
    void change(
            Principal principal,
            Collection collection,
            String id,
            @Nullable List<String> readers,
            @Nullable JsonNode attributes) {
        if (readers != null) {
            ReaderSets.checked(readers);
        }
        if (attributes != null) {
            Attributes.values(attributes);
        }
        long seq =
                database.write(
                        entities -> {
                            Document document = managed(entities, principal, collection, id);
                            long last = 0;
                            if (readers != null) {
                                document.readerSet =
                                        readerSets.number(
                                                entities,
                                                document.tenant,
                                                ReaderSets.of(readers, document.owner));
                                last =
                                        log.append(
                                                entities,
                                                document.tenant,
                                                LogEntry.Kind.READERS,
                                                id,
                                                document.revision,
                                                document.readerSet,
                                                document.attributes);
                            }
                            if (attributes != null) {
                                document.attributes = attributes.toString();
                                last = Math.max(last, publishAgain(entities, log, document));
                            }
                            document.updatedAt = clock.millis();
                            return last;
                        });
        if (seq > 0) {
            projector.inForce(principal.tenant(), seq);
        }
    }

    /**
     * Publishes what is searchable of a document once more, under its present attributes; returns
     * the entry's seq, 0 where nothing is published yet.
     */
    static long publishAgain(EntityManager entities, Log log, Document document) {
        List<Revision> published =
                entities.createQuery(
                                "from Revision r where r.key.documentId = :id and r.textSeq is not null order by r.key.number desc",
                                Revision.class)
                        .setParameter("id", document.id)
                        .setMaxResults(1)
                        .getResultList();
        if (published.isEmpty()) {
            return 0;
        }
        Revision revision = published.getFirst();
        LogEntry.Kind kind =
                revision.vectorsSeq == null ? LogEntry.Kind.TEXT : LogEntry.Kind.VECTORS;
        return log.append(
                entities,
                document.tenant,
                kind,
                document.id,
                revision.key.number(),
                document.readerSet,
                document.attributes);
    }

    /** Takes a document away; its bytes leave the disk later. */
    Deletion delete(Principal principal, Collection collection, String id, boolean now) {
        long at = clock.millis();
        long erasedBy = now ? at : at + settings.eraseAfter().toMillis();
        long seq =
                database.write(
                        entities ->
                                remove(
                                        entities,
                                        managed(entities, principal, collection, id),
                                        at,
                                        erasedBy));
        boolean indexed = projector.inForce(principal.tenant(), seq);
        return new Deletion(
                id, seq, Instant.ofEpochMilli(at), Instant.ofEpochMilli(erasedBy), indexed);
    }

    /** Deletes a collection with all of its documents. */
    void delete(Principal principal, Collection collection) {
        collections.requireManaged(principal, collection.name());
        long at = clock.millis();
        long seq =
                database.write(
                        entities -> {
                            Tenants.lock(entities, principal.tenant());
                            long last = 0;
                            for (Document document :
                                    entities.createQuery(
                                                    "from Document d where d.collectionId = :id",
                                                    Document.class)
                                            .setParameter("id", collection.id())
                                            .getResultList()) {
                                last =
                                        remove(
                                                entities,
                                                document,
                                                at,
                                                at + settings.eraseAfter().toMillis());
                            }
                            entities.flush();
                            collections.delete(entities, principal, collection.name());
                            return last;
                        });
        if (seq > 0) {
            projector.inForce(principal.tenant(), seq);
        }
    }

    /** Has another attempt made at a document that failed, is held, or lacks vectors. */
    void retry(Principal principal, Collection collection, String id) {
        database.run(
                entities -> {
                    Document document = managed(entities, principal, collection, id);
                    Revision revision =
                            entities.find(Revision.class, new Revision.Key(id, document.revision));
                    if (revision.outcome != null) {
                        revision.parsesAnew();
                        tasks.parse(id, document.revision);
                    } else if (revision.incomplete()) {
                        revision.embedsAnew();
                        tasks.embed(id, document.revision);
                    }
                });
        tasks.wakeParsing();
        tasks.wakeEmbedding();
    }

    private long remove(EntityManager entities, Document document, long at, long erasedBy) {
        Traces traces = Traces.none();
        entities.createQuery("from Revision r where r.key.documentId = :id", Revision.class)
                .setParameter("id", document.id)
                .getResultList()
                .forEach(
                        revision -> {
                            traces.add(revision);
                            entities.remove(revision);
                        });
        entities.createQuery("from DocumentText t where t.key.documentId = :id", DocumentText.class)
                .setParameter("id", document.id)
                .getResultList()
                .forEach(
                        text -> {
                            traces.texts().add(text.key.textSha256());
                            entities.remove(text);
                        });
        entities.flush();
        long seq =
                log.append(
                        entities,
                        document.tenant,
                        LogEntry.Kind.DELETE,
                        document.id,
                        document.revision,
                        document.readerSet,
                        "{}");
        Erasure erasure = new Erasure();
        erasure.key = new Erasure.Key(document.tenant, seq);
        erasure.documentId = document.id;
        erasure.owner = document.owner;
        erasure.blobs = Json.write(traces);
        erasure.invisibleAt = at;
        erasure.erasedBy = erasedBy;
        entities.persist(erasure);
        entities.remove(document);
        return seq;
    }

    /** The document, which the principal may manage; the tenant's lock is held from here. */
    private Document managed(
            EntityManager entities, Principal principal, Collection collection, String id) {
        Tenants.lock(entities, principal.tenant());
        Document document = entities.find(Document.class, id);
        if (document == null
                || !document.collectionId.equals(collection.id())
                || !views.visible(principal, document.tenant, document.readerSet)) {
            throw Problem.notFound("document", id);
        }
        if (!principal.admin() && !document.owner.equals(principal.subject())) {
            throw Problem.of(
                    403,
                    "not_the_owner",
                    "Not yours",
                    "Only "
                            + document.owner
                            + " or an admin may change, retry or delete the document "
                            + id
                            + ".");
        }
        return document;
    }
}
