package dev.plumbline.answers.quoting;

import dev.plumbline.gateway.Embedder;
import dev.plumbline.gateway.TokenVectors;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Encodes sentences when a question needs them, and keeps the latest in memory by the hash of their
 * text.
 */
final class SentenceEncoder {

    private final Embedder embedder;
    private final long bytesMax;
    private final Map<String, EncodedSentence> latest = new LinkedHashMap<>(16, .75f, true);
    private long bytes;

    SentenceEncoder(Embedder embedder, long bytesMax) {
        this.embedder = embedder;
        this.bytesMax = bytesMax;
    }

    /**
     * The sentences encoded, in their order, or nothing where the embedder shows no token vectors.
     */
    Optional<List<EncodedSentence>> encode(List<String> sentences) {
        List<String> keys = sentences.stream().map(SentenceEncoder::hash).toList();
        Map<String, EncodedSentence> found = known(keys);
        Map<String, String> missing = new LinkedHashMap<>();
        for (int i = 0; i < keys.size(); i++) {
            if (!found.containsKey(keys.get(i))) {
                missing.put(keys.get(i), sentences.get(i));
            }
        }
        Optional<List<TokenVectors>> tokens = embedder.tokens(new ArrayList<>(missing.values()));
        if (tokens.isEmpty()) {
            return Optional.empty();
        }
        int next = 0;
        for (String key : missing.keySet()) {
            EncodedSentence encoded = EncodedSentence.of(tokens.get().get(next++));
            found.put(key, encoded);
            keep(key, encoded);
        }
        return Optional.of(keys.stream().map(found::get).toList());
    }

    private synchronized Map<String, EncodedSentence> known(List<String> keys) {
        Map<String, EncodedSentence> found = new LinkedHashMap<>();
        for (String key : keys) {
            EncodedSentence encoded = latest.get(key);
            if (encoded != null) {
                found.put(key, encoded);
            }
        }
        return found;
    }

    private synchronized void keep(String key, EncodedSentence encoded) {
        if (latest.putIfAbsent(key, encoded) == null) {
            bytes += encoded.bytes();
        }
        var eldest = latest.entrySet().iterator();
        while (bytes > bytesMax && eldest.hasNext()) {
            bytes -= eldest.next().getValue().bytes();
            eldest.remove();
        }
    }

    /** Forgets all: what was derived from an erased text must not outlive it. */
    synchronized void clear() {
        latest.clear();
        bytes = 0;
    }

    private static String hash(String text) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }
}
