package dev.plumbline.documents;

import dev.plumbline.gateway.Embedder;
import dev.plumbline.ingestion.chunk.ChunkSettings;
import dev.plumbline.ingestion.chunk.Chunker;
import dev.plumbline.ingestion.parse.Lane;
import dev.plumbline.ingestion.parse.ParseOutcome;
import dev.plumbline.ingestion.parse.ParseRequest;
import dev.plumbline.ingestion.parse.ParsedDocument;
import dev.plumbline.ingestion.parse.Parser;
import dev.plumbline.ingestion.parse.ParserPool;
import dev.plumbline.ingestion.screen.LanguageDetector;
import dev.plumbline.storage.BlobStore;
import dev.plumbline.storage.Database;
import dev.plumbline.tracing.Stages;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The task that turns a revision's bytes into text and passages, and publishes them. */
@Singleton
final class Parsing {
    static final String PARSED = "parsed";
    private static final Logger LOG = Logger.getLogger(Parsing.class);
    private static final long ATTEMPTS_SECONDS_MAX = 120;
    private static final Duration UNPUBLISHED_PAUSE = Duration.ofSeconds(10);

    private final Database database;
    private final BlobStore store;
    private final ParserPool parsers;
    private final Publishing publishing;
    private final Trials trials;
    private final DocumentsSettings settings;
    private final Stages stages;
    private final LanguageDetector languages = new LanguageDetector();
    private final Semaphore suspects = new Semaphore(1);
    private final Chunker chunker;
    private final String producer;

    @Inject
    Parsing(
            Database database,
            BlobStore store,
            ParserPool parsers,
            Embedder embedder,
            Publishing publishing,
            Trials trials,
            DocumentsSettings settings,
            Stages stages) {
        this.database = database;
        this.store = store;
        this.parsers = parsers;
        this.publishing = publishing;
        this.trials = trials;
        this.settings = settings;
        this.stages = stages;
        this.chunker = new Chunker(embedder::countTokens, ChunkSettings.standard());
        this.producer = Chunker.VERSION + "/" + ChunkSettings.standard() + "/" + embedder.name();
    }

    /** What a task needs to know of its revision. */
    private record Subject(
            String tenant,
            String name,
            String sha256,
            @Nullable String declaredType,
            @Nullable String title,
            int attempts,
            int interrupted,
            @Nullable String published,
            @Nullable String vectors) {}

    /**
     * Parses and publishes; returns when to try again, or null when the revision has its outcome.
     */
    @Nullable Instant run(String documentId, int number) {
        return stages.in(
                        Stages.Way.INGEST,
                        "text",
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
        if (subject.interrupted() >= Trials.INTERRUPTIONS_MAX && subject.published() == null) {
            trials.fail(
                    documentId,
                    number,
                    "QUARANTINED",
                    ParseOutcome.Limit.PARSER_CRASH.code(),
                    "Each time the file was read, the service itself ended.");
            return null;
        }
        String parsedKey =
                BlobStore.key(
                        PARSED,
                        subject.sha256(),
                        Parser.VERSION,
                        extension(subject.name()),
                        String.valueOf(subject.declaredType()));
        boolean suspect = subject.attempts() > 0;
        if (suspect && !suspects.tryAcquire()) {
            return Instant.now().plusSeconds(1);
        }
        try {
            Optional<ParsedDocument> known = read(parsedKey);
            ParseOutcome outcome =
                    known.isPresent()
                            ? new ParseOutcome.Parsed(known.get())
                            : parse(subject, suspect ? Lane.SUSPECT : Lane.SHARED);
            return conclude(documentId, number, subject, parsedKey, outcome);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Parsing was interrupted", e);
        } catch (NoSuchFileException e) {
            LOG.warnf("The bytes of %s/%d are missing: %s", documentId, number, e.getMessage());
            return null; // deleted and erased meanwhile
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The artifacts of " + documentId + " can't be written: " + e.getMessage(), e);
        } finally {
            if (suspect) {
                suspects.release();
            }
        }
    }

    /** Waits for a parser too. */
    private ParseOutcome parse(Subject subject, Lane lane)
            throws InterruptedException, NoSuchFileException {
        var request =
                new ParseRequest(
                        store.file(subject.sha256()), subject.name(), subject.declaredType());
        return stages.in(
                Stages.Way.INGEST,
                "parse",
                () -> {
                    ParseOutcome outcome = parsers.parse(request, lane);
                    stages.note("outcome", outcome.getClass().getSimpleName());
                    return outcome;
                });
    }

    private @Nullable Instant conclude(
            String documentId, int number, Subject subject, String parsedKey, ParseOutcome outcome)
            throws IOException {
        switch (outcome) {
            case ParseOutcome.Parsed parsed -> {
                try {
                    publish(documentId, number, subject, parsedKey, parsed.document());
                } catch (IOException | RuntimeException | Error e) {
                    return unpublished(documentId, number, e);
                }
            }
            case ParseOutcome.Failed failed ->
                    trials.fail(
                            documentId, number, "FAILED", failed.code().code(), failed.message());
            case ParseOutcome.Quarantined hazard ->
                    trials.fail(
                            documentId,
                            number,
                            "QUARANTINED",
                            hazard.code().code(),
                            hazard.message());
            case ParseOutcome.Aborted aborted -> {
                int attempts = trials.count(documentId, number);
                boolean timedOut = aborted.code() == ParseOutcome.Limit.TIMEOUT;
                if (attempts < Trials.MAX
                        && !(timedOut
                                && attempts * settings.parseTimeout().toSeconds()
                                        >= ATTEMPTS_SECONDS_MAX)) {
                    return Instant.now().plusSeconds(attempts);
                }
                trials.fail(
                        documentId,
                        number,
                        "QUARANTINED",
                        aborted.code().code(),
                        aborted.message());
            }
        }
        return null;
    }

    /**
     * What can't be cut or written counts as an attempt too, so that no document is tried for ever;
     * attempts lie apart, since a full disk is no fault of the document.
     */
    private @Nullable Instant unpublished(String documentId, int number, Throwable thrown)
            throws IOException {
        if (Thread.currentThread().isInterrupted()) {
            throw new IOException("The service ends", thrown);
        }
        LOG.errorf(thrown, "The text of %s/%d can't be published", documentId, number);
        int attempts = trials.count(documentId, number);
        if (attempts < Trials.MAX) {
            return Instant.now().plus(UNPUBLISHED_PAUSE.multipliedBy(attempts));
        }
        trials.fail(
                documentId,
                number,
                "QUARANTINED",
                ParseOutcome.Limit.PARSER_CRASH.code(),
                "The document's text could not be cut into passages and stored.");
        return null;
    }

    private void publish(
            String documentId,
            int number,
            Subject subject,
            String parsedKey,
            ParsedDocument document)
            throws IOException {
        String title = subject.title() != null ? subject.title() : document.title();
        String passagesKey = BlobStore.key(Passages.KIND, parsedKey, producer);
        if (parsedKey.equals(subject.published())
                && whole(subject, document, parsedKey, passagesKey)) {
            return;
        }
        Passages passages =
                stages.in(
                        Stages.Way.INGEST,
                        "passages",
                        () ->
                                new Passages(
                                        languages.language(document.text().text()),
                                        chunker.passages(document)));
        stages.note("passages", passages.passages().size());
        if (passages.passages().isEmpty()) {
            trials.fail(
                    documentId,
                    number,
                    "FAILED",
                    ParseOutcome.Failure.NO_TEXT.code(),
                    "The document holds no text that could be searched.");
            return;
        }
        Publishing.Derived derived =
                new Publishing.Derived(title, document, parsedKey, passages, passagesKey);
        stages.in(
                Stages.Way.INGEST,
                "publish",
                () -> {
                    publishing.publish(documentId, number, subject.tenant(), derived);
                    return true;
                });
    }

    /** Whether nothing that was derived is lost. */
    private boolean whole(
            Subject subject, ParsedDocument document, String parsedKey, String passagesKey) {
        String vectors = subject.vectors();
        return store.artifact(PARSED, parsedKey) != null
                && store.artifact(Texts.KIND, document.text().sha256()) != null
                && store.artifact(Passages.KIND, passagesKey) != null
                && (vectors == null || store.artifact(PassageVectors.KIND, vectors) != null);
    }

    private @Nullable Subject subject(String documentId, int number) {
        Optional<Subject> subject =
                database.read(
                        session -> {
                            Document document = session.find(Document.class, documentId);
                            Revision revision =
                                    session.find(
                                            Revision.class, new Revision.Key(documentId, number));
                            if (document == null || revision == null) {
                                return Optional.empty();
                            }
                            int attempts = Trials.counted(revision);
                            String published = revision.textSeq == null ? null : revision.parsedKey;
                            return Optional.of(
                                    new Subject(
                                            document.tenant,
                                            document.name,
                                            revision.sha256,
                                            revision.declaredType,
                                            revision.title,
                                            attempts,
                                            revision.interrupted,
                                            published,
                                            revision.vectorsSeq == null
                                                    ? null
                                                    : revision.vectorsKey));
                        });
        return subject.orElse(null);
    }

    private Optional<ParsedDocument> read(String parsedKey) throws IOException {
        Path file = store.artifact(PARSED, parsedKey);
        if (file == null) {
            return Optional.empty();
        }
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            return Optional.of(ParsedDocument.read(in));
        } catch (IOException | RuntimeException e) {
            LOG.warnf("A parsed document can't be read; it is made anew: %s", e.getMessage());
            store.eraseArtifact(PARSED, parsedKey);
            return Optional.empty();
        }
    }

    private static String extension(String name) {
        int dot = name.lastIndexOf('.');
        return dot < 0 || name.length() - dot > 10
                ? ""
                : name.substring(dot + 1).toLowerCase(Locale.ROOT);
    }
}
