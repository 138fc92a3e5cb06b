package dev.plumbline.releases;

import dev.plumbline.storage.BlobStore;
import java.util.Map;
import java.util.TreeMap;

/**
 * What decides an answer, by name and version of each part.
 *
 * @param parts such as {@code parser}, {@code chunker}, {@code embedder}, {@code generator}, {@code
 *     verifier}
 */
public record Release(Map<String, String> parts) {
    public Release {
        parts = java.util.Collections.unmodifiableMap(new TreeMap<>(parts));
    }

    /** A short name that changes with any part. */
    public String id() {
        return parts.getOrDefault("plumbline", "0")
                + "-"
                + BlobStore.key(parts.toString()).substring(0, 12);
    }
}
