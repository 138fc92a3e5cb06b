package dev.plumbline.documents;

import dev.plumbline.ingestion.chunk.Passage;
import dev.plumbline.storage.BlobStore;
import dev.plumbline.storage.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The artifact of a document's passages.
 *
 * @param language of the document
 * @param passages in the order of the text
 */
record Passages(String language, List<Passage> passages) {
    static final String KIND = "passages";

    void write(BlobStore store, String key) throws IOException {
        store.writeArtifact(
                KIND,
                key,
                out ->
                        Json.MAPPER
                                .writer()
                                .without(
                                        com.fasterxml.jackson.core.JsonGenerator.Feature
                                                .AUTO_CLOSE_TARGET)
                                .writeValue(out, this));
    }

    static Optional<Passages> read(BlobStore store, String key) throws IOException {
        Path file = store.artifact(KIND, key);
        return file == null
                ? Optional.empty()
                : Optional.of(Json.MAPPER.readValue(file.toFile(), Passages.class));
    }
}
