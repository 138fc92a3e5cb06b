package dev.plumbline.gateway;

import dev.plumbline.inference.kernel.KvLayout;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
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

    /** How long the embedder's URL may take for one request. */
    @WithDefault("30s")
    Duration embedderTimeout();

    /**
     * What writes answers: {@code quoting} for quotes alone, a model's file or folder, or the base
     * URL of an OpenAI-compatible server, such as {@code http://127.0.0.1:9000/v1}.
     */
    @WithDefault("quoting")
    String generator();

    /** The model that the generator's URL is asked for. */
    Optional<String> generatorModel();

    /** The key for the generator's URL. */
    Optional<String> generatorKey();

    /** Tokens of prompt and answer together, for a model in a worker of our own. */
    @WithDefault("4096")
    int generatorContext();

    /** Elements of the keys and values that such a worker keeps: f32, f16 or int8. */
    @WithDefault("f16")
    KvLayout.Type generatorCache();

    /** How long one answer may be written at most. */
    @WithDefault("120s")
    Duration generatorTimeout();
}
