package dev.plumbline.gateway;

import dev.langchain4j.model.openai.OpenAiEmbeddingModel;
import dev.plumbline.gateway.worker.WorkerGenerator;
import dev.plumbline.releases.ReleasePart;
import dev.plumbline.storage.Home;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.Optional;

/** Makes the models that configuration names. */
final class ModelParts {
    @Produces
    @Singleton
    Embedder embedder(GatewaySettings settings, Home home) {
        if (settings.embedder().equals("bge-small")) {
            return BgeSmallEmbedder.load(home.temporary().resolve("djl"));
        }
        String model = settings.embedderModel().orElse("default");
        var remote =
                OpenAiEmbeddingModel.builder()
                        .httpClientBuilder(PlainHttp.builder())
                        .baseUrl(settings.embedder())
                        .modelName(model)
                        .apiKey(settings.embedderKey().orElse("none"))
                        .timeout(settings.embedderTimeout())
                        .maxRetries(0)
                        .build();
        // The built-in model's tokenizer also counts passages' tokens for a remote one.
        BgeSmallEmbedder local = BgeSmallEmbedder.load(home.temporary().resolve("djl"), 1);
        return new ModelEmbedder(remote, model, settings.embedder(), "", local::countTokens);
    }

    void close(@Disposes Embedder embedder) {
        embedder.close();
    }

    /** What writes answers in a model's own words; empty where answers are quotes alone. */
    @Produces
    @Singleton
    Optional<Generator> generator(GatewaySettings settings, Home home) {
        String wanted = settings.generator();
        if (wanted.equals("quoting")) {
            return Optional.empty();
        }
        return Optional.of(
                wanted.matches("https?://.+")
                        ? RemoteGenerator.at(settings)
                        : new WorkerGenerator(
                                Path.of(wanted),
                                settings.generatorContext(),
                                settings.generatorCache(),
                                settings.generatorTimeout(),
                                home.path().resolve("self-checks.properties")));
    }

    @Produces
    @Singleton
    ReleasePart generatorPart(Optional<Generator> generator) {
        return new ReleasePart(
                "generator",
                generator
                        .map(
                                model ->
                                        model.name()
                                                + model.weights()
                                                        .map(hash -> "/" + hash)
                                                        .orElse(""))
                        .orElse("quoting"));
    }

    void close(@Disposes Optional<Generator> generator) {
        generator.ifPresent(Generator::close);
    }

    @Produces
    @Singleton
    ReleasePart embedderPart(Embedder embedder) {
        return new ReleasePart("embedder", embedder.identity());
    }
}
