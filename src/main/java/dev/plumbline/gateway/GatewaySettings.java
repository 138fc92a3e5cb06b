package dev.plumbline.gateway;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** Which models are used. */
@ConfigMapping(prefix = "plumbline")
public interface GatewaySettings {
    /**
     * {@code bge-small} for the built-in model, else the base URL of an OpenAI-compatible server.
     */
    @WithDefault("bge-small")
    String embedder();

    /** The model that the embedder's URL is asked for. */
    Optional<String> embedderModel();

    /** The key for the embedder's URL. */
    Optional<String> embedderKey();
}
