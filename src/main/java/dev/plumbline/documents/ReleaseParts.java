package dev.plumbline.documents;

import dev.plumbline.gateway.Embedder;
import dev.plumbline.ingestion.chunk.Chunker;
import dev.plumbline.ingestion.parse.Parser;
import dev.plumbline.releases.Release;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Names what this build and its configuration consist of. */
final class ReleaseParts {
    @Produces
    @Singleton
    Release release(
            Embedder embedder,
            @ConfigProperty(name = "quarkus.smallrye-openapi.info-version") String version) {
        return new Release(
                Map.of(
                        "plumbline",
                        version,
                        "parser",
                        Parser.VERSION,
                        "chunker",
                        Chunker.VERSION,
                        "embedder",
                        embedder.name() + "/" + embedder.version()));
    }
}
