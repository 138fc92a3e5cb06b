package dev.plumbline.answers.quoting;

import dev.plumbline.gateway.Embedder;
import dev.plumbline.index.IndexSettings;
import dev.plumbline.index.ReaderFilter;
import dev.plumbline.index.Scope;
import dev.plumbline.index.SearchRequest;
import dev.plumbline.index.TenantIndex;
import dev.plumbline.index.entry.Change;
import dev.plumbline.index.entry.DocumentEntry;
import dev.plumbline.index.entry.PassageEntry;
import dev.plumbline.ingestion.CanonicalText;
import dev.plumbline.ingestion.chunk.ChunkSettings;
import dev.plumbline.ingestion.chunk.Chunker;
import dev.plumbline.ingestion.chunk.Passage;
import dev.plumbline.ingestion.parse.Block;
import dev.plumbline.ingestion.parse.ParsedDocument;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A collection that fitting asks: cut, indexed and searched as the service does it. */
final class FitCollection implements AutoCloseable {
    private static final String NAME = "fit";
    static final String LANGUAGE = "en";
    private static final int HITS = 20;

    private final Path folder;
    private final TenantIndex index;
    private final Scope scope = Scope.of(NAME, ReaderFilter.all());

    /** An indexed form of a document, with the vectors of its passages. */
    record Document(DocumentEntry entry, List<float[]> vectors) {

        /** A document of paragraphs. */
        static Document of(
                String id, String title, Collection<String> paragraphs, Embedder embedder) {
            CanonicalText text = CanonicalText.of(String.join("\n\n", paragraphs));
            List<Block> blocks = new ArrayList<>();
            int start = 0;
            for (String paragraph : paragraphs) {
                int end = start + paragraph.codePointCount(0, paragraph.length());
                blocks.add(new Block(Block.Kind.PARAGRAPH, 0, start, end, null));
                start = end + 2;
            }
            ParsedDocument parsed =
                    new ParsedDocument(text, null, "text/plain", 0, blocks, List.of(), Map.of());
            List<PassageEntry> passages = new ArrayList<>();
            for (Passage passage :
                    new Chunker(embedder::countTokens, ChunkSettings.standard()).passages(parsed)) {
                passages.add(
                        new PassageEntry(
                                id + '.' + passage.ordinal(),
                                passage.ordinal(),
                                passage.start(),
                                passage.end(),
                                null,
                                passage.headings(),
                                text.slice(passage.start(), passage.end())));
            }
            String words = Titles.readable(title);
            DocumentEntry entry =
                    new DocumentEntry(
                            id, 1, NAME, 0, words, LANGUAGE, text.sha256(), Map.of(), passages);
            return new Document(
                    entry,
                    embedder.embed(passages.stream().map(p -> words + "\n" + p.text()).toList()));
        }
    }

    FitCollection(List<Document> documents, int dimension) {
        try {
            folder = Files.createTempDirectory("plumbline-fit");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        index = TenantIndex.open(folder, IndexSettings.forDimension(dimension));
        List<Change> changes = new ArrayList<>();
        for (Document document : documents) {
            changes.add(
                    new Change.Publish(
                            changes.size() + 1,
                            document.entry(),
                            new ArrayList<>(document.vectors())));
        }
        index.apply(changes);
    }

    /** What the service would find. */
    Evidence find(String question, float[] vector) {
        return new Evidence(
                question,
                LANGUAGE,
                vector,
                index.search(SearchRequest.hybrid(scope, question, vector, HITS)).hits(),
                index.frequencies(scope, question, LANGUAGE));
    }

    @Override
    public void close() {
        index.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
