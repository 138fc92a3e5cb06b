package dev.plumbline.documents;

import dev.plumbline.ingestion.parse.Box;
import dev.plumbline.ingestion.parse.ParsedDocument;
import dev.plumbline.storage.BlobStore;
import dev.plumbline.storage.Database;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Where texts stand on their documents' pages; the documents lately used are in memory. */
@Singleton
public final class Layouts {
    private static final Logger LOG = Logger.getLogger(Layouts.class);
    private static final long CACHED_BYTES_MAX = 32L << 20;
    private static final int WORD_BYTES = 56;

    private final Database database;
    private final BlobStore store;
    private final Map<String, ParsedDocument> cached = new LinkedHashMap<>(16, 0.75f, true);
    private long cachedBytes;
    private long forgotten;

    @Inject
    Layouts(Database database, BlobStore store) {
        this.database = database;
        this.store = store;
    }

    /**
     * Where a stretch of text stands.
     *
     * @param page on which it begins, from 1; null where there are no pages
     * @param boxes one a line, in its order; empty where the format has none
     */
    public record Place(@Nullable Integer page, List<Box> boxes) {
        public Place {
            boxes = List.copyOf(boxes);
        }
    }

    /**
     * Where the text at {@code [start, end)} of a revision stands; nothing where it has no pages,
     * was read anew into another text, or was erased. The caller has made sure that it may be read.
     */
    public Optional<Place> place(
            String documentId, int number, String textSha256, int start, int end) {
        Revision revision =
                database.read(
                        session ->
                                session.find(Revision.class, new Revision.Key(documentId, number)));
        if (revision == null
                || revision.pages == 0
                || revision.parsedKey == null
                || !Objects.equals(revision.textSha256, textSha256)) {
            return Optional.empty();
        }
        return parsed(revision.parsedKey)
                .map(
                        document ->
                                new Place(
                                        document.page(start, end),
                                        document.boxes(start, end).stream()
                                                .map(Layouts::rounded)
                                                .toList()));
    }

    /** A hundredth of a point is far below what can be seen. */
    private static Box rounded(Box box) {
        return new Box(
                box.page(),
                rounded(box.x()),
                rounded(box.y()),
                rounded(box.width()),
                rounded(box.height()));
    }

    private static float rounded(float points) {
        return Math.round(points * 100) / 100f;
    }

    private Optional<ParsedDocument> parsed(String key) {
        long before;
        synchronized (cached) {
            ParsedDocument known = cached.get(key);
            if (known != null) {
                return Optional.of(known);
            }
            before = forgotten;
        }
        Path file = store.artifact(Parsing.PARSED, key);
        if (file == null) {
            return Optional.empty();
        }
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            ParsedDocument document = ParsedDocument.read(in);
            remember(key, document, before);
            return Optional.of(document);
        } catch (IOException e) {
            LOG.warnf("The pages of a parsed document are not known: %s", e.getMessage());
            return Optional.empty();
        }
    }

    private void remember(String key, ParsedDocument document, long before) {
        synchronized (cached) {
            if (before != forgotten || cached.putIfAbsent(key, document) != null) {
                return; // it may have been erased while it was read
            }
            cachedBytes += bytes(document);
            var eldest = cached.entrySet().iterator();
            while (cachedBytes > CACHED_BYTES_MAX && eldest.hasNext()) {
                cachedBytes -= bytes(eldest.next().getValue());
                eldest.remove();
            }
        }
    }

    private static long bytes(ParsedDocument document) {
        return 2L * document.text().text().length()
                + (long) WORD_BYTES * (document.words().size() + document.blocks().size());
    }

    void forget(@Observes Erasures.Erased erased) {
        synchronized (cached) {
            forgotten++;
            cached.clear();
            cachedBytes = 0;
        }
    }
}
