package dev.plumbline.documents;

import dev.plumbline.collections.Collections;
import dev.plumbline.index.entry.DocumentEntry;
import dev.plumbline.index.entry.PassageEntry;
import dev.plumbline.ingestion.CanonicalText;
import dev.plumbline.ingestion.chunk.Passage;
import dev.plumbline.projection.Content;
import dev.plumbline.projection.Log;
import dev.plumbline.projection.LogEntry;
import dev.plumbline.storage.BlobStore;
import dev.plumbline.storage.Database;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hibernate.Session;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Gives the projection what log entries publish, from artifacts alone. */
@Singleton
final class Publications implements Content {
    private static final Logger LOG = Logger.getLogger(Publications.class);

    private final Database database;
    private final BlobStore store;
    private final Texts texts;
    private final Collections collections;
    private final Log log;

    @Inject
    Publications(
            Database database, BlobStore store, Texts texts, Collections collections, Log log) {
        this.database = database;
        this.store = store;
        this.texts = texts;
        this.collections = collections;
        this.log = log;
    }

    private record Subject(
            LogEntry entry,
            String collection,
            String title,
            String textSha256,
            String passagesKey,
            @Nullable String vectorsKey) {}

    @Override
    public Map<Long, Published> published(List<LogEntry> publications) {
        if (publications.isEmpty()) {
            return Map.of();
        }
        List<Subject> subjects = database.read(session -> subjects(session, publications));
        Map<Long, Published> published = new HashMap<>();
        for (Subject subject : subjects) {
            content(subject).ifPresent(content -> published.put(subject.entry().seq(), content));
        }
        return published;
    }

    private List<Subject> subjects(Session session, List<LogEntry> publications) {
        String tenant = publications.getFirst().tenant();
        Map<String, Long> last =
                log.lastPublications(
                        session,
                        tenant,
                        publications.stream()
                                .map(LogEntry::documentId)
                                .collect(Collectors.toSet()));
        List<Subject> subjects = new ArrayList<>();
        for (LogEntry entry : publications) {
            if (last.getOrDefault(entry.documentId(), 0L) != entry.seq()) {
                continue;
            }
            Document document = session.find(Document.class, entry.documentId());
            Revision revision =
                    session.find(
                            Revision.class, new Revision.Key(entry.documentId(), entry.revision()));
            if (document == null
                    || revision == null
                    || revision.textSha256 == null
                    || revision.passagesKey == null) {
                continue;
            }
            String textSha256 = revision.textSha256;
            String passagesKey = revision.passagesKey;
            collections
                    .byId(session, document.collectionId)
                    .ifPresent(
                            collection ->
                                    subjects.add(
                                            new Subject(
                                                    entry,
                                                    collection.name(),
                                                    Titles.words(revision.title, document.name),
                                                    textSha256,
                                                    passagesKey,
                                                    entry.kind() == LogEntry.Kind.VECTORS
                                                            ? revision.vectorsKey
                                                            : null)));
        }
        return subjects;
    }

    private Optional<Published> content(Subject subject) {
        try {
            Optional<CanonicalText> text = texts.text(subject.textSha256());
            Optional<Passages> passages = Passages.read(store, subject.passagesKey());
            if (text.isEmpty() || passages.isEmpty()) {
                LOG.errorf(
                        "An artifact of document %s is missing; it can't be indexed until it is derived again (reindex)",
                        subject.entry().documentId());
                return Optional.empty();
            }
            String vectorsKey = subject.vectorsKey();
            List<float @Nullable []> vectors =
                    vectorsKey == null
                            ? null
                            : PassageVectors.read(store, vectorsKey)
                                    .map(PassageVectors::all)
                                    .orElse(null);
            return Optional.of(new Published(entry(subject, text.get(), passages.get()), vectors));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The artifacts of "
                            + subject.entry().documentId()
                            + " can't be read: "
                            + e.getMessage(),
                    e);
        }
    }

    /** A passage's id in the index. */
    static String passageId(String documentId, int revision, int ordinal) {
        return documentId + "." + revision + "." + ordinal;
    }

    private static DocumentEntry entry(Subject subject, CanonicalText text, Passages passages) {
        LogEntry entry = subject.entry();
        List<PassageEntry> entries = new ArrayList<>(passages.passages().size());
        for (Passage passage : passages.passages()) {
            entries.add(
                    new PassageEntry(
                            passageId(entry.documentId(), entry.revision(), passage.ordinal()),
                            passage.ordinal(),
                            passage.start(),
                            passage.end(),
                            passage.page(),
                            passage.headings(),
                            text.slice(passage.start(), passage.end())));
        }
        return new DocumentEntry(
                entry.documentId(),
                entry.revision(),
                subject.collection(),
                entry.readerSet(),
                subject.title(),
                passages.language(),
                subject.textSha256(),
                Attributes.values(entry.attributes()),
                entries);
    }
}
