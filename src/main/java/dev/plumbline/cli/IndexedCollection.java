package dev.plumbline.cli;

import dev.plumbline.eval.data.SourceDocument;
import dev.plumbline.eval.retrieval.RankedDocument;
import dev.plumbline.eval.retrieval.Retriever;
import dev.plumbline.gateway.Embedder;
import dev.plumbline.index.Fusion;
import dev.plumbline.index.Hit;
import dev.plumbline.index.IndexSettings;
import dev.plumbline.index.Mode;
import dev.plumbline.index.ReaderFilter;
import dev.plumbline.index.Scope;
import dev.plumbline.index.SearchRequest;
import dev.plumbline.index.TenantIndex;
import dev.plumbline.index.entry.Change;
import dev.plumbline.index.entry.DocumentEntry;
import dev.plumbline.index.entry.PassageEntry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A test collection in an index of its own, a passage per document, searched in one mode. */
final class IndexedCollection implements Retriever, AutoCloseable {
    private static final String COLLECTION = "measured";
    private static final int DIMENSION_WITHOUT_VECTORS = 1;
    private static final int BATCH = 500;

    private final TenantIndex index;
    private final Mode mode;
    private final @Nullable Embedder embedder;
    private final Scope scope = Scope.of(COLLECTION, ReaderFilter.all());
    private long seq;

    /** A collection that lies in a folder, or is to; words alone need no embedder. */
    IndexedCollection(Path folder, Mode mode, @Nullable Embedder embedder, Fusion fusion) {
        int dimension = embedder == null ? DIMENSION_WITHOUT_VECTORS : embedder.dimension();
        IndexSettings settings = IndexSettings.forDimension(dimension).withFusion(fusion);
        this.index = TenantIndex.open(folder, settings);
        this.mode = mode;
        this.embedder = embedder;
    }

    /** What a document's vector is made of. */
    static String embedded(SourceDocument document) {
        return document.title().isEmpty()
                ? document.text()
                : document.title() + "\n" + document.text();
    }

    /** Adds documents, with their vectors where the mode needs them. */
    void add(List<SourceDocument> documents, @Nullable List<float[]> vectors, String language) {
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < documents.size(); i++) {
            // A document without words has a vector of zeros, which no index takes.
            boolean blank = embedded(documents.get(i)).isBlank();
            List<float @Nullable []> own =
                    vectors == null || blank ? null : List.of(vectors.get(i));
            changes.add(new Change.Publish(++seq, entry(documents.get(i), language), own));
            if (changes.size() == BATCH) {
                index.apply(changes);
                changes.clear();
            }
        }
        index.apply(changes);
        index.commit();
    }

    private static DocumentEntry entry(SourceDocument document, String language) {
        int length = document.text().codePointCount(0, document.text().length());
        PassageEntry passage =
                new PassageEntry(document.id(), 0, 0, length, null, List.of(), document.text());
        return new DocumentEntry(
                document.id(),
                1,
                COLLECTION,
                0,
                document.title(),
                language,
                VectorCache.hash(document.text()),
                Map.of(),
                List.of(passage));
    }

    @Override
    public List<RankedDocument> retrieve(String question, int depth) {
        return retrieve(question, embedder == null ? null : embedder.embedQuery(question), depth);
    }

    /** As {@link #retrieve(String, int)}, with the question's vector. */
    @SuppressWarnings("NullAway") // an array's nullness is not read from another module's classes
    List<RankedDocument> retrieve(String question, float @Nullable [] vector, int depth) {
        String words = mode == Mode.DENSE ? "" : question;
        SearchRequest request = new SearchRequest(scope, words, vector, mode, depth, Set.of());
        Map<String, RankedDocument> found = new LinkedHashMap<>();
        for (Hit hit : index.search(request).hits()) {
            found.putIfAbsent(hit.documentId(), new RankedDocument(hit.documentId(), hit.score()));
        }
        return List.copyOf(found.values());
    }

    @Override
    public void close() {
        index.close();
    }
}
