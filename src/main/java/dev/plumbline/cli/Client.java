package dev.plumbline.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.storage.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that all client commands share, and calls to the service by them. */
final class Client {
    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "Where the service is (default ${DEFAULT-VALUE}).",
            defaultValue = "http://localhost:8080")
    private String url = "http://localhost:8080";

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description = "API key (default: the variable PLUMBLINE_KEY).")
    private @Nullable String key;

    @Option(names = "--json", description = "Print one JSON value and nothing else.")
    boolean json;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

    /** Sends a request, with a JSON body where there is one; the JSON of a fine answer. */
    JsonNode call(String method, String path, @Nullable Object body) {
        var publisher =
                body == null
                        ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofString(Json.write(body));
        return send(
                request(path)
                        .header("Content-Type", "application/json")
                        .method(method, publisher)
                        .build());
    }

    HttpRequest.Builder request(String path) {
        HttpRequest.Builder request;
        try {
            request =
                    HttpRequest.newBuilder(URI.create(url.replaceAll("/+$", "") + path))
                            .timeout(Duration.ofMinutes(10));
        } catch (IllegalArgumentException e) {
            throw new UsageException("Not an address of a service: " + url + ".");
        }
        String secret = key == null ? System.getenv("PLUMBLINE_KEY") : key;
        return secret == null || secret.isBlank()
                ? request
                : request.header("Authorization", "Bearer " + secret);
    }

    JsonNode send(HttpRequest request) {
        try {
            HttpResponse<String> response =
                    http.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            String text = response.body();
            JsonNode answer =
                    text.isBlank() ? Json.MAPPER.createObjectNode() : Json.MAPPER.readTree(text);
            if (response.statusCode() >= 300) {
                throw new CallException(
                        response.statusCode(),
                        answer.path("detail")
                                .asText(
                                        "The service answered with status "
                                                + response.statusCode()
                                                + "."));
            }
            return answer;
        } catch (IOException e) {
            throw new IllegalStateException(
                    "No service answers at " + url + "; ./plumbline serve starts one.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted.", e);
        }
    }

    static String encode(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** What the service said when it refused a call. */
    static final class CallException extends RuntimeException {
        private static final long serialVersionUID = 1L;
        final int status;

        CallException(int status, String message) {
            super(message);
            this.status = status;
        }
    }
}
