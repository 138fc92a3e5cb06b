package dev.plumbline.documents;

import dev.plumbline.ingestion.chunk.Passage;
import dev.plumbline.storage.BlobStore;
import dev.plumbline.storage.Json;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The artifacts of passages and of their vectors.
 *
 * @param language of the document
 * @param passages in the order of the text
 */
record Passages(String language, List<Passage> passages) {
    static final String KIND = "passages";
    static final String VECTORS = "vectors";

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

    static void writeVectors(BlobStore store, String key, List<float[]> vectors)
            throws IOException {
        store.writeArtifact(VECTORS, key, out -> encode(vectors, out));
    }

    static Optional<List<float[]>> readVectors(BlobStore store, String key) throws IOException {
        Path file = store.artifact(VECTORS, key);
        if (file == null) {
            return Optional.empty();
        }
        try (DataInputStream in =
                new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            int count = in.readInt();
            int dimension = in.readInt();
            if ((long) count * dimension * Float.BYTES + 8 != Files.size(file)) {
                throw new IOException("The vectors in " + file + " are damaged.");
            }
            List<float[]> vectors = new ArrayList<>(count);
            byte[] bytes = new byte[dimension * Float.BYTES];
            for (int i = 0; i < count; i++) {
                in.readFully(bytes);
                float[] vector = new float[dimension];
                ByteBuffer.wrap(bytes).asFloatBuffer().get(vector);
                vectors.add(vector);
            }
            return Optional.of(vectors);
        }
    }

    // [count, dimension, count x dimension floats], big-endian
    private static void encode(List<float[]> vectors, OutputStream out) throws IOException {
        DataOutputStream data = new DataOutputStream(out);
        int dimension = vectors.isEmpty() ? 0 : vectors.getFirst().length;
        data.writeInt(vectors.size());
        data.writeInt(dimension);
        ByteBuffer bytes = ByteBuffer.allocate(dimension * Float.BYTES);
        for (float[] vector : vectors) {
            bytes.clear();
            bytes.asFloatBuffer().put(vector);
            data.write(bytes.array());
        }
        data.flush();
    }
}
