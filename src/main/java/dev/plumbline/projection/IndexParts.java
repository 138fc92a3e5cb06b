package dev.plumbline.projection;

import dev.plumbline.gateway.Embedder;
import dev.plumbline.index.IndexSettings;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/**
 * Makes the index's settings from the embedder in use, which may not answer yet: how long its
 * vectors are, the first one tells.
 */
final class IndexParts {
    @Produces
    @Singleton
    IndexSettings settings(Embedder embedder) {
        return IndexSettings.forVectorsOf(embedder.identity());
    }
}
