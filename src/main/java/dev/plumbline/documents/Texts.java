package dev.plumbline.documents;

import dev.plumbline.ingestion.CanonicalText;
import dev.plumbline.storage.BlobStore;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Canonical texts by their hash, the lately used ones in memory. */
@Singleton
public final class Texts {
    static final String KIND = "text";
    private static final long CACHED_CHARACTERS_MAX = 32L << 20;

    private final BlobStore store;
    private final Map<String, CanonicalText> cached = new LinkedHashMap<>(64, 0.75f, true);
    private long cachedCharacters;

    @Inject
    Texts(BlobStore store) {
        this.store = store;
    }

    /** The text of that hash; nothing where it was erased. */
    public Optional<CanonicalText> text(String sha256) {
        synchronized (cached) {
            CanonicalText known = cached.get(sha256);
            if (known != null) {
                return Optional.of(known);
            }
        }
        Path file = store.artifact(KIND, sha256);
        if (file == null) {
            return Optional.empty();
        }
        try {
            CanonicalText text = CanonicalText.of(Files.readString(file, StandardCharsets.UTF_8));
            remember(sha256, text);
            return Optional.of(text);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The text " + sha256 + " can't be read: " + e.getMessage(), e);
        }
    }

    void write(CanonicalText text) throws IOException {
        store.writeArtifact(
                KIND,
                text.sha256(),
                out -> out.write(text.text().getBytes(StandardCharsets.UTF_8)));
    }

    void forget(String sha256) {
        synchronized (cached) {
            CanonicalText gone = cached.remove(sha256);
            if (gone != null) {
                cachedCharacters -= gone.length();
            }
        }
    }

    private void remember(String sha256, CanonicalText text) {
        synchronized (cached) {
            CanonicalText former = cached.put(sha256, text);
            cachedCharacters += text.length() - (former == null ? 0 : former.length());
            var eldest = cached.entrySet().iterator();
            while (cachedCharacters > CACHED_CHARACTERS_MAX && eldest.hasNext()) {
                cachedCharacters -= eldest.next().getValue().length();
                eldest.remove();
            }
        }
    }
}
