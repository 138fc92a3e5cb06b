package dev.plumbline.cli;

import dev.plumbline.gateway.Embedder;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/**
 * Vectors of passages on disk, so that measuring a collection again embeds nothing again. One file
 * per model; records of hash and vector are appended, a torn last one is overwritten.
 */
final class VectorCache {
    private static final int HASH_BYTES = 32;
    private static final int BATCH = 64;

    private final Embedder embedder;
    private final Path file;
    private final Map<String, float[]> vectors = new HashMap<>();
    private long bytes;

    private VectorCache(Embedder embedder, Path file) {
        this.embedder = embedder;
        this.file = file;
    }

    static VectorCache open(Embedder embedder, Path folder) throws IOException {
        Files.createDirectories(folder);
        String name =
                (embedder.name() + "-" + embedder.version()).replaceAll("[^A-Za-z0-9._-]", "_");
        VectorCache cache = new VectorCache(embedder, folder.resolve(name + ".vectors"));
        if (Files.exists(cache.file)) {
            cache.read(ByteBuffer.wrap(Files.readAllBytes(cache.file)));
        }
        return cache;
    }

    private void read(ByteBuffer in) {
        int record = HASH_BYTES + 4 * embedder.dimension();
        while (in.remaining() >= record) {
            byte[] hash = new byte[HASH_BYTES];
            in.get(hash);
            float[] vector = new float[embedder.dimension()];
            for (int i = 0; i < vector.length; i++) {
                vector[i] = in.getFloat();
            }
            vectors.put(HexFormat.of().formatHex(hash), vector);
            bytes += record;
        }
    }

    /** The vectors of texts, in their order; {@code progress} hears how many are there. */
    List<float[]> embed(List<String> texts, IntConsumer progress) {
        Map<String, String> missing = new LinkedHashMap<>();
        List<String> hashes = texts.stream().map(VectorCache::hash).toList();
        for (int i = 0; i < texts.size(); i++) {
            if (!vectors.containsKey(hashes.get(i))) {
                missing.put(hashes.get(i), texts.get(i));
            }
        }
        List<String> left = new ArrayList<>(missing.keySet());
        for (int from = 0; from < left.size(); from += BATCH) {
            List<String> part = left.subList(from, Math.min(from + BATCH, left.size()));
            append(part, embedder.embed(part.stream().map(missing::get).toList()));
            progress.accept(texts.size() - left.size() + from + part.size());
        }
        return hashes.stream().map(vectors::get).toList();
    }

    private void append(List<String> hashes, List<float[]> embedded) {
        ByteBuffer out =
                ByteBuffer.allocate(hashes.size() * (HASH_BYTES + 4 * embedder.dimension()));
        for (int i = 0; i < hashes.size(); i++) {
            out.put(HexFormat.of().parseHex(hashes.get(i)));
            for (float value : embedded.get(i)) {
                out.putFloat(value);
            }
            vectors.put(hashes.get(i), embedded.get(i));
        }
        out.flip();
        try (var channel =
                Files.newByteChannel(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.position(bytes);
            bytes += channel.write(out);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** SHA-256 of a text in hexadecimal digits. */
    static String hash(String text) {
        return HexFormat.of().formatHex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** SHA-256 of a file in hexadecimal digits. */
    static String hash(Path file) throws IOException {
        MessageDigest digest = sha256();
        try (var in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
