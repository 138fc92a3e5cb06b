package dev.plumbline.documents;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.accounts.Principal;
import dev.plumbline.collections.Collection;
import dev.plumbline.collections.ReaderSets;
import dev.plumbline.projection.Projector;
import dev.plumbline.storage.Database;
import dev.plumbline.storage.Json;
import dev.plumbline.web.Problem;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** Documents as a principal may see them. */
@Singleton
public final class Views {
    private final Database database;
    private final ReaderSets readerSets;
    private final Projector projector;
    private final Tasks tasks;

    @Inject
    Views(Database database, ReaderSets readerSets, Projector projector, Tasks tasks) {
        this.database = database;
        this.readerSets = readerSets;
        this.projector = projector;
        this.tasks = tasks;
    }

    /** What a search result needs to know of a document, and whether it may be shown. */
    public record Label(String title, String name, int searchableRevision) {}

    /** A page of documents. */
    record Listing(List<DocumentView> documents, @Nullable String next) {}

    /** How much a principal may see of a collection. */
    record Counts(long documents, long passages) {}

    /** Whether a principal may see a record: as an admin, or as a reader. */
    boolean visible(Principal principal, String tenant, int readerSet) {
        return tenant.equals(principal.tenant())
                && (principal.admin()
                        || database.read(
                                session ->
                                        principal.in(
                                                readerSets.readers(session, tenant, readerSet))));
    }

    /** One document's record. */
    DocumentView view(Principal principal, Collection collection, String id) {
        long applied = projector.applied(principal.tenant());
        return database.read(
                session -> {
                    Document document =
                            document(session, principal, collection, id, principal.admin());
                    return views(session, List.of(document), applied).getFirst();
                });
    }

    /** Documents in the order of their making, after one. */
    Listing list(
            Principal principal,
            Collection collection,
            @Nullable Status status,
            @Nullable String after,
            int limit) {
        long applied = projector.applied(principal.tenant());
        return database.read(
                session -> {
                    BitSet readable =
                            principal.admin() ? null : readerSets.readable(session, principal);
                    List<DocumentView> found = new java.util.ArrayList<>();
                    String from = after == null ? "" : after;
                    while (true) {
                        List<Document> rows =
                                session.createSelectionQuery(
                                                "from Document d where d.collectionId = :collection and d.id > :after order by d.id",
                                                Document.class)
                                        .setParameter("collection", collection.id())
                                        .setParameter("after", from)
                                        .setMaxResults(limit + 1)
                                        .getResultList();
                        List<Document> seen =
                                rows.stream()
                                        .filter(
                                                row ->
                                                        readable == null
                                                                || readable.get(row.readerSet))
                                        .toList();
                        for (DocumentView view : views(session, seen, applied)) {
                            if (status == null || view.status() == status) {
                                if (found.size() == limit) {
                                    return new Listing(found, found.getLast().id());
                                }
                                found.add(view);
                            }
                        }
                        if (rows.size() <= limit) {
                            return new Listing(found, null);
                        }
                        from = rows.getLast().id;
                    }
                });
    }

    /** The collection's counts, as a reader would find them. */
    Counts counts(Principal principal, Collection collection) {
        return database.read(
                session -> {
                    BitSet readable = readerSets.readable(session, principal);
                    long documents = 0;
                    long passages = 0;
                    List<Object[]> rows =
                            session.createSelectionQuery(
                                            "select d.readerSet, count(d), sum(r.passages) from Document d join Revision r on r.key.documentId = d.id and r.key.number = d.revision"
                                                    + " where d.collectionId = :collection group by d.readerSet",
                                            Object[].class)
                                    .setParameter("collection", collection.id())
                                    .getResultList();
                    for (Object[] row : rows) {
                        if (principal.admin() || readable.get((Integer) row[0])) {
                            documents += (Long) row[1];
                            passages += row[2] == null ? 0 : ((Number) row[2]).longValue();
                        }
                    }
                    return new Counts(documents, passages);
                });
    }

    /** The second lock on what a search found: by id, those that are there and may be read. */
    public Map<String, Label> readable(
            Principal principal, java.util.Collection<String> documentIds) {
        if (documentIds.isEmpty()) {
            return Map.of();
        }
        return database.read(
                session -> {
                    Map<String, Label> labels = new HashMap<>();
                    List<Object[]> rows =
                            session.createSelectionQuery(
                                            "select d.id, d.name, d.readerSet, r.key.number, r.title from Document d join Revision r on r.key.documentId = d.id"
                                                    + " where d.tenant = :tenant and d.id in :ids and r.textSeq is not null order by r.key.number",
                                            Object[].class)
                                    .setParameter("tenant", principal.tenant())
                                    .setParameter("ids", documentIds)
                                    .getResultList();
                    for (Object[] row : rows) {
                        if (principal.in(
                                readerSets.readers(
                                        session, principal.tenant(), (Integer) row[2]))) {
                            labels.put(
                                    (String) row[0],
                                    new Label(
                                            Titles.shown((String) row[4], (String) row[1]),
                                            (String) row[1],
                                            (Integer) row[3]));
                        }
                    }
                    return labels;
                });
    }

    /** Whether a principal may now read a text that a document has or had. */
    public boolean readable(Principal principal, String documentId, String textSha256) {
        return database.read(
                session -> {
                    Document document = session.find(Document.class, documentId);
                    return document != null
                            && document.tenant.equals(principal.tenant())
                            && session.find(
                                            DocumentText.class,
                                            new DocumentText.Key(documentId, textSha256))
                                    != null
                            && principal.in(
                                    readerSets.readers(
                                            session, document.tenant, document.readerSet));
                });
    }

    /** The revision whose content is asked for: the latest, or the one with this text. */
    Revision content(
            Principal principal, Collection collection, String id, @Nullable String textSha256) {
        return database.read(
                session -> {
                    Document document = document(session, principal, collection, id, false);
                    int number = document.revision;
                    if (textSha256 != null) {
                        DocumentText text =
                                session.find(
                                        DocumentText.class, new DocumentText.Key(id, textSha256));
                        if (text == null) {
                            throw Problem.notFound("text " + textSha256 + " of document", id);
                        }
                        number = text.revision;
                    }
                    return Objects.requireNonNull(
                            session.find(Revision.class, new Revision.Key(id, number)));
                });
    }

    /** The latest revision that has a text, for reading. */
    Optional<Revision> latestText(Principal principal, Collection collection, String id) {
        return database.read(
                session -> {
                    document(session, principal, collection, id, false);
                    return session.createSelectionQuery(
                                    "from Revision r where r.key.documentId = :id and r.textSha256 is not null order by r.key.number desc",
                                    Revision.class)
                            .setParameter("id", id)
                            .setMaxResults(1)
                            .uniqueResultOptional();
                });
    }

    private Document document(
            Session session,
            Principal principal,
            Collection collection,
            String id,
            boolean asAdmin) {
        Document document = session.find(Document.class, id);
        boolean there =
                document != null
                        && document.collectionId.equals(collection.id())
                        && document.tenant.equals(principal.tenant());
        if (!there
                || !asAdmin
                        && !principal.in(
                                readerSets.readers(session, document.tenant, document.readerSet))) {
            throw Problem.notFound("document", id);
        }
        return document;
    }

    private List<DocumentView> views(Session session, List<Document> documents, long applied) {
        if (documents.isEmpty()) {
            return List.of();
        }
        List<String> ids = documents.stream().map(document -> document.id).toList();
        Map<String, Revision> latest = new HashMap<>();
        Map<String, Integer> searchable = new HashMap<>();
        Map<String, Integer> wanted = new HashMap<>();
        documents.forEach(document -> wanted.put(document.id, document.revision));
        session.createSelectionQuery(
                        "from Revision r where r.key.documentId in :ids order by r.key.number",
                        Revision.class)
                .setParameter("ids", ids)
                .getResultList()
                .forEach(
                        revision -> {
                            String id = revision.key.documentId();
                            if (wanted.getOrDefault(id, 0) == revision.key.number()) {
                                latest.put(id, revision);
                            }
                            if (revision.textSeq != null && revision.textSeq <= applied) {
                                searchable.put(id, revision.key.number());
                            }
                        });
        return documents.stream()
                .map(
                        document ->
                                view(
                                        session,
                                        document,
                                        Objects.requireNonNull(latest.get(document.id)),
                                        searchable.get(document.id),
                                        applied))
                .toList();
    }

    private DocumentView view(
            Session session,
            Document document,
            Revision revision,
            @Nullable Integer searchable,
            long applied) {
        Status status = status(revision, applied);
        String code = revision.reasonCode;
        return new DocumentView(
                document.id,
                document.revision,
                searchable,
                document.name,
                Titles.shown(revision.title, document.name),
                document.url,
                document.owner,
                Json.read(document.attributes, JsonNode.class),
                revision.mediaType == null ? revision.declaredType : revision.mediaType,
                revision.bytes,
                revision.sha256,
                revision.textSha256,
                revision.language,
                revision.pages,
                revision.passages,
                readerSets.readers(session, document.tenant, document.readerSet),
                status,
                vectors(revision, status, applied),
                code == null ? null : new Reason(code, String.valueOf(revision.reason)),
                Instant.ofEpochMilli(document.createdAt),
                Instant.ofEpochMilli(document.updatedAt));
    }

    private Status status(Revision revision, long applied) {
        if (revision.outcome != null) {
            return Status.valueOf(revision.outcome);
        }
        if (revision.textSeq != null) {
            return revision.textSeq <= applied ? Status.SEARCHABLE : Status.INDEXING;
        }
        if (revision.textSha256 != null) {
            return Status.SEARCHABLE; // a later revision took its place before it was published
        }
        return tasks.parsing(revision.key.documentId(), revision.key.number())
                ? Status.PARSING
                : Status.RECEIVED;
    }

    private static String vectors(Revision revision, Status status, long applied) {
        if (status == Status.FAILED || status == Status.QUARANTINED || revision.withoutVectors()) {
            return "none";
        }
        return revision.vectorsSeq != null && revision.vectorsSeq <= applied ? "ready" : "pending";
    }
}
