package dev.plumbline.documents;

import dev.plumbline.collections.Tenants;
import dev.plumbline.gateway.Embedder;
import dev.plumbline.gateway.GatewayException;
import dev.plumbline.ingestion.CanonicalText;
import dev.plumbline.ingestion.chunk.Passage;
import dev.plumbline.projection.Log;
import dev.plumbline.projection.LogEntry;
import dev.plumbline.projection.Projector;
import dev.plumbline.storage.BlobStore;
import dev.plumbline.storage.Database;
import dev.plumbline.tracing.Stages;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The task that turns a published revision's passages into vectors, and publishes those. */
@Singleton
final class Embedding {
    private static final Logger LOG = Logger.getLogger(Embedding.class);
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final Database database;
    private final BlobStore store;
    private final Texts texts;
    private final Embedder embedder;
    private final Log log;
    private final Projector projector;
    private final Erasures erasures;
    private final Stages stages;
    private final EmbedderInUse inUse;
    private final Trials trials;
    private final AtomicBoolean down = new AtomicBoolean();

    @Inject
    Embedding(
            Database database,
            BlobStore store,
            Texts texts,
            Embedder embedder,
            Log log,
            Projector projector,
            Erasures erasures,
            Stages stages,
            EmbedderInUse inUse,
            Trials trials) {
        this.database = database;
        this.store = store;
        this.texts = texts;
        this.embedder = embedder;
        this.log = log;
        this.projector = projector;
        this.erasures = erasures;
        this.stages = stages;
        this.inUse = inUse;
        this.trials = trials;
    }

    private record Subject(String tenant, String title, String textSha256, String passagesKey) {}

    /**
     * Embeds and publishes; returns when to try again where the embedder does not answer or does
     * not take a text, or null when it is done.
     */
    @Nullable Instant run(String documentId, int number) {
        try {
            Instant again = traced(documentId, number);
            if (down.compareAndSet(true, false)) {
                LOG.info("The embedder answers again");
            }
            return again;
        } catch (GatewayException e) {
            return switch (e.code()) {
                case MODEL_UNREACHABLE -> {
                    if (down.compareAndSet(false, true)) { // once, not for each document that waits
                        LOG.warnf("Vectors have to wait: %s", e.getMessage());
                    }
                    yield Instant.now().plus(PAUSE);
                }
                case INPUT_REJECTED ->
                        trials.refused(documentId, number, String.valueOf(e.getMessage()));
                case MODEL_UNREADABLE, MODEL_FAILED, MODEL_CLOSED -> throw e;
            };
        }
    }

    private @Nullable Instant traced(String documentId, int number) {
        return stages.in(
                        Stages.Way.INGEST,
                        "vectors",
                        () -> {
                            stages.note("document.id", documentId);
                            stages.note("document.revision", number);
                            return Optional.ofNullable(derive(documentId, number));
                        })
                .orElse(null);
    }

    private @Nullable Instant derive(String documentId, int number) {
        Subject subject = subject(documentId, number);
        if (subject == null) {
            return null;
        }
        try {
            String key =
                    BlobStore.key(
                            Passages.VECTORS,
                            subject.passagesKey(),
                            subject.title(),
                            embedder.name(),
                            embedder.version());
            Optional<List<float[]>> vectors =
                    stages.in(Stages.Way.INGEST, "embed", () -> vectors(subject, key));
            if (vectors.isEmpty()) {
                return null; // deleted and erased meanwhile
            }
            inUse.require(vectors.get());
            boolean there =
                    stages.in(
                            Stages.Way.INGEST,
                            "publish",
                            () ->
                                    store.referring(
                                            () -> {
                                                Passages.writeVectors(store, key, vectors.get());
                                                return publish(documentId, number, subject, key);
                                            }));
            if (there) {
                projector.soon(subject.tenant());
            } else { // deleted or derived again meanwhile: no erasure knows of these vectors
                erasures.remove(Traces.ofVectors(key));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The vectors of " + documentId + " can't be written: " + e.getMessage(), e);
        }
        return null;
    }

    private Optional<List<float[]>> vectors(Subject subject, String key) throws IOException {
        Optional<List<float[]>> known = Passages.readVectors(store, key);
        if (known.isPresent()) {
            return known;
        }
        Optional<CanonicalText> text = texts.text(subject.textSha256());
        Optional<Passages> passages = Passages.read(store, subject.passagesKey());
        if (text.isEmpty() || passages.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                embedder.embed(inputs(subject.title(), text.get(), passages.get().passages())));
    }

    private boolean publish(String documentId, int number, Subject subject, String key) {
        return database.write(
                entities -> {
                    Tenants.lock(entities, subject.tenant());
                    Document document = entities.find(Document.class, documentId);
                    Revision revision =
                            entities.find(Revision.class, new Revision.Key(documentId, number));
                    if (document == null
                            || revision == null
                            || !Objects.equals(revision.passagesKey, subject.passagesKey())) {
                        return false;
                    }
                    revision.vectorsKey = key;
                    revision.embedsAnew();
                    if (!Publishing.newerPublished(entities, document, number)) {
                        revision.vectorsSeq =
                                log.append(
                                        entities,
                                        subject.tenant(),
                                        LogEntry.Kind.VECTORS,
                                        documentId,
                                        number,
                                        document.readerSet,
                                        document.attributes);
                    }
                    return true;
                });
    }

    /**
     * What is embedded of each passage: its title and headings give a short passage the subject
     * that its own words may leave out.
     */
    private static List<String> inputs(String title, CanonicalText text, List<Passage> passages) {
        List<String> inputs = new ArrayList<>(passages.size());
        for (Passage passage : passages) {
            StringBuilder input = new StringBuilder(title);
            passage.headings().stream()
                    .filter(heading -> !heading.equals(title))
                    .forEach(heading -> input.append(" - ").append(heading));
            inputs.add(
                    input.append('\n')
                            .append(text.slice(passage.start(), passage.end()))
                            .toString());
        }
        return inputs;
    }

    private @Nullable Subject subject(String documentId, int number) {
        Optional<Subject> subject =
                database.read(
                        session -> {
                            Document document = session.find(Document.class, documentId);
                            Revision revision =
                                    session.find(
                                            Revision.class, new Revision.Key(documentId, number));
                            if (document == null
                                    || revision == null
                                    || revision.textSha256 == null
                                    || revision.passagesKey == null
                                    || revision.vectorsSeq != null) {
                                return Optional.empty();
                            }
                            return Optional.of(
                                    new Subject(
                                            document.tenant,
                                            Titles.words(revision.title, document.name),
                                            revision.textSha256,
                                            revision.passagesKey));
                        });
        return subject.orElse(null);
    }
}
