package dev.plumbline.documents;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.accounts.Principal;
import dev.plumbline.collections.Collection;
import dev.plumbline.collections.ReaderSets;
import dev.plumbline.collections.Tenants;
import dev.plumbline.projection.Log;
import dev.plumbline.projection.LogEntry;
import dev.plumbline.projection.Projector;
import dev.plumbline.storage.BlobStore;
import dev.plumbline.storage.Database;
import dev.plumbline.storage.Ids;
import dev.plumbline.tracing.Stages;
import dev.plumbline.web.Problem;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Receives documents: bytes to the blob store, synced; one transaction for document, revision and
 * task; only then it is acknowledged.
 */
@Singleton
final class Intake {
    private final Database database;
    private final BlobStore store;
    private final ReaderSets readerSets;
    private final Log log;
    private final Projector projector;
    private final Tasks tasks;
    private final Staging staging;
    private final Stages stages;
    private final Clock clock = Clock.systemUTC();

    @Inject
    Intake(
            Database database,
            BlobStore store,
            ReaderSets readerSets,
            Log log,
            Projector projector,
            Tasks tasks,
            Staging staging,
            Stages stages) {
        this.database = database;
        this.store = store;
        this.readerSets = readerSets;
        this.log = log;
        this.projector = projector;
        this.tasks = tasks;
        this.staging = staging;
        this.stages = stages;
    }

    /**
     * One document on its way.
     *
     * @param file its bytes, on the home's file system; taken away
     */
    record Part(
            Path file,
            String name,
            @Nullable String type,
            @Nullable String title,
            @Nullable String url) {}

    /**
     * What is the same for all parts of a request.
     *
     * @param readers null: as they were, or the collection's default
     * @param attributes null: as they were, or none
     */
    record Terms(@Nullable List<String> readers, @Nullable JsonNode attributes) {
        Terms {
            if (readers != null) {
                readers = List.copyOf(ReaderSets.checked(readers));
            }
            if (attributes != null) {
                Attributes.values(attributes);
            }
        }
    }

    /** What became of a part. */
    record Receipt(
            @Nullable String id,
            @Nullable Integer revision,
            String name,
            @Nullable String sha256,
            Status status,
            @Nullable Change change,
            @Nullable Reason reason) {
        static Receipt refused(String name, String code, String message) {
            return new Receipt(
                    null, null, name, null, Status.FAILED, null, new Reason(code, message));
        }
    }

    /** What an upload did. */
    enum Change {
        created,
        revised,
        unchanged
    }

    private record Accepted(List<Receipt> receipts, long seq) {}

    /**
     * Accepts parts, in their order.
     *
     * @throws Problem where no part can be accepted
     */
    List<Receipt> accept(
            Principal principal, Collection collection, List<Part> parts, Terms terms) {
        Accepted accepted;
        try {
            accepted =
                    stages.in(
                            Stages.Way.INGEST,
                            "intake",
                            () -> {
                                stages.note("documents", parts.size());
                                return commit(principal, collection, parts, terms);
                            });
        } catch (IOException e) {
            throw new UncheckedIOException(String.valueOf(e.getMessage()), e);
        }
        tasks.wakeParsing();
        if (accepted.seq() > 0) {
            projector.inForce(principal.tenant(), accepted.seq());
        }
        return accepted.receipts();
    }

    private Accepted commit(
            Principal principal, Collection collection, List<Part> parts, Terms terms)
            throws IOException {
        List<Object> staged = new ArrayList<>();
        for (Part part : parts) {
            staged.add(staging.stage(part));
        }
        if (staged.stream().noneMatch(Staging.Stored.class::isInstance)) {
            throw Staging.refusal(staged);
        }
        return store.referring(
                () -> {
                    for (Object part : staged) {
                        if (part instanceof Staging.Stored there) {
                            store.adopt(there.staged());
                        }
                    }
                    return database.write(
                            entities -> accept(entities, principal, collection, staged, terms));
                });
    }

    private Accepted accept(
            EntityManager entities,
            Principal principal,
            Collection collection,
            List<Object> stored,
            Terms terms) {
        Tenants.lock(entities, principal.tenant());
        List<Receipt> receipts = new ArrayList<>();
        Acceptance acceptance = new Acceptance(entities, principal, collection, terms);
        for (Object part : stored) {
            receipts.add(
                    part instanceof Staging.Stored there
                            ? acceptance.receipt(there)
                            : (Receipt) part);
        }
        return new Accepted(receipts, acceptance.seq);
    }

    /** The acceptance of a request's parts, in its transaction. */
    private final class Acceptance {
        private final EntityManager entities;
        private final Principal principal;
        private final Collection collection;
        private final Terms terms;
        private final long now = clock.millis();
        private @Nullable Integer readerSet;
        private long seq;

        Acceptance(
                EntityManager entities, Principal principal, Collection collection, Terms terms) {
            this.entities = entities;
            this.principal = principal;
            this.collection = collection;
            this.terms = terms;
        }

        Receipt receipt(Staging.Stored stored) {
            String name = stored.part().name();
            Optional<Document> known =
                    entities.createQuery(
                                    "from Document d where d.collectionId = :collection and d.owner = :owner and d.nameKey = :name",
                                    Document.class)
                            .setParameter("collection", collection.id())
                            .setParameter("owner", principal.subject())
                            .setParameter("name", BlobStore.key(name))
                            .getResultStream()
                            .findFirst();
            if (known.isEmpty()) {
                return created(stored);
            }
            Document document = known.get();
            boolean changed = applyTerms(document);
            Revision latest =
                    entities.find(Revision.class, new Revision.Key(document.id, document.revision));
            if (latest.sha256.equals(stored.blob().sha256())) {
                if (changed) {
                    document.updatedAt = now;
                }
                return unchanged(document, latest);
            }
            document.revision++;
            document.updatedAt = now;
            document.url = stored.part().url();
            revise(document, stored);
            return new Receipt(
                    document.id,
                    document.revision,
                    name,
                    stored.blob().sha256(),
                    Status.RECEIVED,
                    Change.revised,
                    null);
        }

        private Receipt created(Staging.Stored stored) {
            String name = stored.part().name();
            Document document = new Document();
            document.id = Ids.next();
            document.tenant = principal.tenant();
            document.collectionId = collection.id();
            document.owner = principal.subject();
            document.name = name;
            document.nameKey = BlobStore.key(name);
            document.url = stored.part().url();
            document.attributes = terms.attributes() == null ? "{}" : terms.attributes().toString();
            document.readerSet = readerSet();
            document.revision = 1;
            document.createdAt = now;
            document.updatedAt = now;
            entities.persist(document);
            revise(document, stored);
            return new Receipt(
                    document.id,
                    1,
                    name,
                    stored.blob().sha256(),
                    Status.RECEIVED,
                    Change.created,
                    null);
        }

        private Receipt unchanged(Document document, Revision latest) {
            Status status = Status.SEARCHABLE;
            if ("FAILED".equals(latest.outcome)) {
                retry(latest);
            }
            if (latest.outcome != null) {
                status = Status.valueOf(latest.outcome);
            } else if (latest.textSeq == null) {
                status = Status.RECEIVED;
            }
            return new Receipt(
                    document.id,
                    document.revision,
                    document.name,
                    latest.sha256,
                    status,
                    Change.unchanged,
                    null);
        }

        private void retry(Revision revision) {
            revision.parsesAnew();
            tasks.parse(revision.key.documentId(), revision.key.number());
        }

        private boolean applyTerms(Document document) {
            boolean changed = false;
            if (terms.readers() != null && readerSet() != document.readerSet) {
                document.readerSet = readerSet();
                seq =
                        log.append(
                                entities,
                                document.tenant,
                                LogEntry.Kind.READERS,
                                document.id,
                                document.revision,
                                document.readerSet,
                                document.attributes);
                changed = true;
            }
            JsonNode attributes = terms.attributes();
            if (attributes != null && !attributes.toString().equals(document.attributes)) {
                document.attributes = attributes.toString();
                seq = Math.max(seq, Shelf.publishAgain(entities, log, document));
                changed = true;
            }
            return changed;
        }

        /** Who reads the parts, which is the same for all: looked up for the first that asks. */
        private int readerSet() {
            Integer known = readerSet;
            if (known == null) {
                List<String> named = terms.readers();
                List<String> readers =
                        named == null ? collection.readers().orElse(List.of()) : named;
                known =
                        readerSets.number(
                                entities,
                                principal.tenant(),
                                ReaderSets.of(readers, principal.subject()));
                readerSet = known;
            }
            return known;
        }

        private void revise(Document document, Staging.Stored stored) {
            Part part = stored.part();
            Revision revision = new Revision();
            revision.key = new Revision.Key(document.id, document.revision);
            revision.sha256 = stored.blob().sha256();
            revision.bytes = stored.blob().bytes();
            revision.declaredType = part.type();
            revision.title = part.title();
            revision.createdAt = now;
            entities.persist(revision);
            tasks.parse(document.id, document.revision);
        }
    }
}
