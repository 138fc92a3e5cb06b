package dev.plumbline.documents;

import dev.plumbline.collections.Tenants;
import dev.plumbline.ingestion.parse.ParsedDocument;
import dev.plumbline.projection.Log;
import dev.plumbline.projection.LogEntry;
import dev.plumbline.projection.Projector;
import dev.plumbline.storage.BlobStore;
import dev.plumbline.storage.Database;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Stores what was derived from a revision and publishes it, in this order. */
@Singleton
final class Publishing {
    private final Database database;
    private final BlobStore store;
    private final Texts texts;
    private final Log log;
    private final Projector projector;
    private final Tasks tasks;
    private final Erasures erasures;

    @Inject
    Publishing(
            Database database,
            BlobStore store,
            Texts texts,
            Log log,
            Projector projector,
            Tasks tasks,
            Erasures erasures) {
        this.database = database;
        this.store = store;
        this.texts = texts;
        this.log = log;
        this.projector = projector;
        this.tasks = tasks;
        this.erasures = erasures;
    }

    /** What becomes of a revision's bytes, and by which keys it is stored. */
    record Derived(
            @Nullable String title,
            ParsedDocument document,
            String parsedKey,
            Passages passages,
            String passagesKey) {
        String textSha256() {
            return document.text().sha256();
        }
    }

    /** Publishes a revision; where its document was deleted meanwhile, nothing of it stays. */
    void publish(String documentId, int number, String tenant, Derived derived) throws IOException {
        boolean there =
                store.referring(
                        () -> {
                            texts.write(derived.document().text());
                            store.writeArtifact(
                                    Parsing.PARSED, derived.parsedKey(), derived.document()::write);
                            derived.passages().write(store, derived.passagesKey());
                            return database.write(
                                    entities ->
                                            commit(entities, documentId, number, tenant, derived));
                        });
        if (!there) { // deleted meanwhile: its erasure does not know of these artifacts
            erasures.remove(
                    Traces.of(derived.textSha256(), derived.parsedKey(), derived.passagesKey()));
            return;
        }
        projector.soon(tenant);
        tasks.wakeEmbedding();
    }

    private boolean commit(
            EntityManager entities, String documentId, int number, String tenant, Derived derived) {
        Tenants.lock(entities, tenant);
        Document row = entities.find(Document.class, documentId);
        Revision revision = entities.find(Revision.class, new Revision.Key(documentId, number));
        if (row == null || revision == null) {
            return false;
        }
        revision.title = derived.title();
        revision.mediaType = derived.document().mediaType();
        revision.language = derived.passages().language();
        revision.textSha256 = derived.textSha256();
        revision.parsedKey = derived.parsedKey();
        revision.passagesKey = derived.passagesKey();
        revision.pages = derived.document().pages();
        revision.passages = derived.passages().passages().size();
        revision.parsesAnew();
        revision.vectorsAttempts = 0;
        entities.merge(text(documentId, number, derived.textSha256()));
        if (!newerPublished(entities, row, number)) {
            revision.textSeq =
                    log.append(
                            entities,
                            tenant,
                            LogEntry.Kind.TEXT,
                            documentId,
                            number,
                            row.readerSet,
                            row.attributes);
            revision.vectorsSeq = null;
            tasks.embed(documentId, number);
        }
        return true;
    }

    /** Whether a later revision of the document was published. */
    static boolean newerPublished(EntityManager entities, Document document, int number) {
        return document.revision > number
                && entities.createQuery(
                                        "select count(r) from Revision r where r.key.documentId = :id and r.key.number > :number and r.textSeq is not null",
                                        Long.class)
                                .setParameter("id", document.id)
                                .setParameter("number", number)
                                .getSingleResult()
                        > 0;
    }

    private static DocumentText text(String documentId, int number, String sha256) {
        DocumentText text = new DocumentText();
        text.key = new DocumentText.Key(documentId, sha256);
        text.revision = number;
        return text;
    }
}
