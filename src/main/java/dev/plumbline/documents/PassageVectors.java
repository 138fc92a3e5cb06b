package dev.plumbline.documents;

import dev.plumbline.gateway.Vectors;
import dev.plumbline.storage.BlobStore;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The artifact of passages' vectors. Where an embedder does not take all passages, it has a key of
 * its own that says which are missing: what is under a key never changes.
 *
 * @param all one per passage; null where there is none, which a vector of zeros is too
 */
record PassageVectors(List<float @Nullable []> all) {
    static final String KIND = "vectors";

    PassageVectors {
        List<float @Nullable []> copy = new ArrayList<>(all.size());
        for (float[] vector : all) {
            copy.add(vector == null || Vectors.zero(vector) ? null : vector);
        }
        all = Collections.unmodifiableList(copy);
    }

    /** The places of passages without a vector, from 0. */
    List<Integer> missing() {
        return IntStream.range(0, all.size()).filter(i -> all.get(i) == null).boxed().toList();
    }

    boolean complete() {
        return missing().isEmpty();
    }

    /** Whether no passage has one, though there are passages. */
    boolean none() {
        return !all.isEmpty() && missing().size() == all.size();
    }

    /** Those that there are. */
    List<float[]> present() {
        List<float[]> present = new ArrayList<>(all.size());
        for (float[] vector : all) {
            if (vector != null) {
                present.add(vector);
            }
        }
        return present;
    }

    /** The key of these vectors, where that of all of them is known. */
    String key(String complete) {
        List<Integer> missing = missing();
        return missing.isEmpty()
                ? complete
                : BlobStore.key(KIND, complete, "without", missing.toString());
    }

    void write(BlobStore store, String key) throws IOException {
        store.writeArtifact(KIND, key, this::encode);
    }

    static Optional<PassageVectors> read(BlobStore store, String key) throws IOException {
        Path file = store.artifact(KIND, key);
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
            List<float @Nullable []> vectors = new ArrayList<>(count);
            byte[] bytes = new byte[dimension * Float.BYTES];
            for (int i = 0; i < count; i++) {
                in.readFully(bytes);
                float[] vector = new float[dimension];
                ByteBuffer.wrap(bytes).asFloatBuffer().get(vector);
                vectors.add(vector);
            }
            return Optional.of(new PassageVectors(vectors));
        }
    }

    // [count, dimension, count x dimension floats], big-endian; zeros for what is missing
    private void encode(OutputStream out) throws IOException {
        DataOutputStream data = new DataOutputStream(out);
        List<float[]> present = present();
        int dimension = present.isEmpty() ? 0 : present.getFirst().length;
        data.writeInt(all.size());
        data.writeInt(dimension);
        ByteBuffer bytes = ByteBuffer.allocate(dimension * Float.BYTES);
        float[] zeros = new float[dimension];
        for (float[] vector : all) {
            bytes.clear();
            bytes.asFloatBuffer().put(vector == null ? zeros : vector);
            data.write(bytes.array());
        }
        data.flush();
    }
}
