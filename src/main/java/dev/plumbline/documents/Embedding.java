package dev.plumbline.documents;

import dev.plumbline.collections.Tenants;
import dev.plumbline.gateway.Embedded;
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
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The task that turns a published revision's passages into vectors, and publishes those. */
@Singleton
final class Embedding {
    private static final Logger LOG = Logger.getLogger(Embedding.class);
    private static final Duration PAUSE = Duration.ofSeconds(5);

    /** So many of the passages that have no vector are named. */
    private static final int NAMED_MAX = 5;

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

    /**
     * What is embedded.
     *
     * @param vectorsKey what it has of vectors
     * @param published whether those are published: who asks for more then wants missing ones tried
     *     again
     */
    private record Subject(
            String tenant,
            String title,
            String textSha256,
            String passagesKey,
            @Nullable String vectorsKey,
            boolean published) {}

    /** Vectors, and what was said of each that is missing and was asked for. */
    private record Made(PassageVectors vectors, SortedMap<Integer, Embedded.Refused> refused) {}

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
                case INPUT_REJECTED, MODEL_UNREADABLE, MODEL_FAILED, MODEL_CLOSED -> throw e;
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
        String complete =
                BlobStore.key(
                        PassageVectors.KIND,
                        subject.passagesKey(),
                        subject.title(),
                        embedder.name(),
                        embedder.version());
        if (subject.published() && complete.equals(subject.vectorsKey())) {
            return null;
        }
        try {
            Optional<PassageVectors> known = known(subject, complete);
            if (subject.published() && known.isEmpty()) {
                return null; // made by other rules than today's
            }
            Optional<Made> made =
                    stages.in(Stages.Way.INGEST, "embed", () -> made(subject, known.orElse(null)));
            if (made.isEmpty()) {
                return null; // deleted and erased meanwhile
            }
            Instant again = trials.again(documentId, number, made.get().refused().values());
            if (again != null) {
                return again;
            }
            settle(documentId, number, subject, complete, made.get());
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The vectors of " + documentId + " can't be written: " + e.getMessage(), e);
        }
        return null;
    }

    private void settle(String documentId, int number, Subject subject, String complete, Made made)
            throws IOException {
        PassageVectors vectors = made.vectors();
        String reason = reason(made);
        if (vectors.none()) {
            trials.withoutVectors(documentId, number, String.valueOf(reason));
            return;
        }
        inUse.require(vectors.present());
        String key = vectors.key(complete);
        boolean there =
                stages.in(
                        Stages.Way.INGEST,
                        "publish",
                        () ->
                                store.referring(
                                        () -> {
                                            vectors.write(store, key);
                                            return publish(
                                                    documentId, number, subject, key, reason);
                                        }));
        if (there) {
            projector.soon(subject.tenant());
        } else { // deleted or derived again meanwhile: no erasure knows of these vectors
            erasures.remove(Traces.ofVectors(key));
        }
        String former = subject.vectorsKey();
        if (former != null && !former.equals(key)) {
            erasures.remove(Traces.ofVectors(former));
        }
    }

    /** The vectors that are there already, all or those that the embedder could make. */
    private Optional<PassageVectors> known(Subject subject, String complete) throws IOException {
        Optional<PassageVectors> known = PassageVectors.read(store, complete);
        String key = subject.vectorsKey();
        return known.isPresent() || key == null
                ? known
                : PassageVectors.read(store, key)
                        .filter(vectors -> vectors.key(complete).equals(key));
    }

    /** Makes vectors: all where none are known, and those missing where it is asked for again. */
    private Optional<Made> made(Subject subject, @Nullable PassageVectors known)
            throws IOException {
        if (known != null && (known.complete() || !subject.published())) {
            return Optional.of(new Made(known, new TreeMap<>()));
        }
        Optional<CanonicalText> text = texts.text(subject.textSha256());
        Optional<Passages> passages = Passages.read(store, subject.passagesKey());
        if (text.isEmpty() || passages.isEmpty()) {
            return Optional.empty();
        }
        List<String> inputs = inputs(subject.title(), text.get(), passages.get().passages());
        List<Integer> places =
                known == null
                        ? IntStream.range(0, inputs.size()).boxed().toList()
                        : known.missing();
        Embedded embedded = embedder.embedEach(places.stream().map(inputs::get).toList());
        List<float @Nullable []> vectors = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            vectors.add(known == null ? null : known.all().get(i));
        }
        SortedMap<Integer, Embedded.Refused> refused = new TreeMap<>();
        for (int i = 0; i < places.size(); i++) {
            vectors.set(places.get(i), embedded.vectors().get(i));
            Embedded.Refused said = embedded.refused().get(i);
            if (said != null) {
                refused.put(places.get(i), said);
            }
        }
        return Optional.of(new Made(new PassageVectors(vectors), refused));
    }

    /** Why some passages have no vector; null where all have. */
    private @Nullable String reason(Made made) {
        List<Integer> missing = made.vectors().missing();
        if (missing.isEmpty()) {
            return null;
        }
        String which =
                missing.stream()
                        .limit(NAMED_MAX)
                        .map(place -> Integer.toString(place + 1))
                        .collect(Collectors.joining(", "));
        boolean one = missing.size() == 1;
        return "The embedder %s refuses %s%s of %d%s. %s words, and not by %s meaning."
                .formatted(
                        embedder.name(),
                        one ? "passage " : missing.size() + " passages (" + which,
                        one ? which : missing.size() > NAMED_MAX ? ", ...)" : ")",
                        made.vectors().all().size(),
                        made.refused().isEmpty()
                                ? ""
                                : " (" + made.refused().firstEntry().getValue().said() + ")",
                        made.vectors().none()
                                ? "The document is found by its"
                                : one ? "It is found by its" : "They are found by their",
                        one || made.vectors().none() ? "its" : "their");
    }

    private boolean publish(
            String documentId, int number, Subject subject, String key, @Nullable String reason) {
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
                    boolean known = revision.vectorsSeq != null && key.equals(revision.vectorsKey);
                    revision.vectorsKey = key;
                    revision.embedded(reason == null ? null : Trials.REFUSED, reason);
                    if (!known && !Publishing.newerPublished(entities, document, number)) {
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
                                    || revision.passagesKey == null) {
                                return Optional.empty();
                            }
                            return Optional.of(
                                    new Subject(
                                            document.tenant,
                                            Titles.words(revision.title, document.name),
                                            revision.textSha256,
                                            revision.passagesKey,
                                            revision.vectorsKey,
                                            revision.vectorsSeq != null));
                        });
        return subject.orElse(null);
    }
}
