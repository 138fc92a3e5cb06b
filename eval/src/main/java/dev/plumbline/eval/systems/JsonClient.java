package dev.plumbline.eval.systems;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Talks JSON, events and text with a system under test. */
final class JsonClient {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long BODY_MAX = 64L << 20;
    private static final int MESSAGE_LENGTH_MAX = 200;
    private static final JsonMapper MAPPER = new JsonMapper();

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final String key;
    private final Duration patience;
    private final long bodyMax;

    /** A client that sends a bearer key, unless it is empty. */
    JsonClient(String key) {
        this(key, PATIENCE, BODY_MAX);
    }

    /**
     * A client with other limits.
     *
     * @param patience for an exchange as a whole, the last byte of the reply included
     * @param bodyMax bytes that a reply may have
     */
    JsonClient(String key, Duration patience, long bodyMax) {
        this.key = key;
        this.patience = patience;
        this.bodyMax = bodyMax;
    }

    JsonNode post(URI uri, Map<String, Object> body) throws IOException {
        return MAPPER.readTree(send(uri, "application/json", body));
    }

    /** Posts, and gathers the events that come back: their data by name, in order. */
    JsonNode events(URI uri, Map<String, Object> body) throws IOException {
        return EventStream.parse(send(uri, "text/event-stream", body), MAPPER);
    }

    JsonNode get(URI uri) throws IOException {
        return MAPPER.readTree(send(request(uri, "application/json").GET()));
    }

    String text(URI uri) throws IOException {
        return send(request(uri, "text/plain").GET());
    }

    private String send(URI uri, String accepted, Map<String, Object> body) throws IOException {
        return send(
                request(uri, accepted)
                        .header("Content-Type", "application/json")
                        .POST(
                                HttpRequest.BodyPublishers.ofByteArray(
                                        MAPPER.writeValueAsBytes(body))));
    }

    private HttpRequest.Builder request(URI uri, String accepted) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri).timeout(patience).header("Accept", accepted);
        return key.isEmpty() ? request : request.header("Authorization", "Bearer " + key);
    }

    private String send(HttpRequest.Builder request) throws IOException {
        CompletableFuture<HttpResponse<String>> exchange =
                client.sendAsync(
                        request.build(),
                        HttpResponse.BodyHandlers.limiting(
                                HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8),
                                bodyMax));
        try {
            HttpResponse<String> response =
                    exchange.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (response.statusCode() >= 300) {
                throw new IOException(
                        "the system answered with status "
                                + response.statusCode()
                                + detail(response.body()));
            }
            return response.body();
        } catch (TimeoutException late) {
            exchange.cancel(true);
            throw new IOException(
                    "the system did not answer within " + patience.toSeconds() + " s", late);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof IOException cause
                    ? cause
                    : new IOException(String.valueOf(failed.getCause()), failed);
        } catch (InterruptedException interrupted) {
            exchange.cancel(true);
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        }
    }

    /** What a problem document or an OpenAI-style error says, after a colon. */
    private static String detail(String body) {
        try {
            JsonNode problem = MAPPER.readTree(body);
            String said = problem.path("detail").asText(problem.at("/error/message").asText(""));
            return said.isEmpty()
                    ? ""
                    : ": " + said.substring(0, Math.min(said.length(), MESSAGE_LENGTH_MAX));
        } catch (IOException notJson) {
            return "";
        }
    }
}
