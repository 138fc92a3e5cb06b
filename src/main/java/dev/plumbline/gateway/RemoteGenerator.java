package dev.plumbline.gateway;

import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** A generator behind an OpenAI-compatible address. */
final class RemoteGenerator {
    private static final Duration PROBE_TIMEOUT = Duration.ofSeconds(10);

    private final URI models;
    private final String key;
    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(PROBE_TIMEOUT)
                    .build();

    private RemoteGenerator(String base, String key) {
        this.models = URI.create(base + "/models");
        this.key = key;
    }

    static Generator at(GatewaySettings settings) {
        String base = settings.generator().replaceAll("/+$", "");
        String key = settings.generatorKey().orElse("none");
        String model = settings.generatorModel().orElse("default");
        var chat =
                OpenAiStreamingChatModel.builder()
                        .httpClientBuilder(PlainHttp.builder())
                        .baseUrl(base)
                        .apiKey(key)
                        .modelName(model)
                        .seed(0)
                        .timeout(settings.generatorTimeout())
                        .build();
        return new ChatGenerator(
                chat,
                model + "@" + base,
                new RemoteGenerator(base, key)::probe,
                settings.generatorTimeout());
    }

    /** Lists the server's models, which costs no completion. */
    private void probe() {
        HttpRequest request =
                HttpRequest.newBuilder(models)
                        .timeout(PROBE_TIMEOUT)
                        .header("Authorization", "Bearer " + key)
                        .build();
        try {
            int status = http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            if (status >= 300) {
                throw new GeneratorFailure(
                        GeneratorFailure.Code.REFUSED,
                        models + " answered with status " + status + ".",
                        null);
            }
        } catch (IOException e) {
            throw new GeneratorFailure(
                    GeneratorFailure.Code.UNREACHABLE,
                    "No generator answers at " + models + ".",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GeneratorFailure(
                    GeneratorFailure.Code.UNREACHABLE, "Asking " + models + " was interrupted.", e);
        }
    }
}
