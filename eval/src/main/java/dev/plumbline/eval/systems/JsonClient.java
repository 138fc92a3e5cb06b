package dev.plumbline.eval.systems;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Talks JSON, events and text with a system under test. */
final class JsonClient {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long BODY_MAX = 64L << 20;
    private static final int MESSAGE_LENGTH_MAX = 200;
    private static final int RETRIES = 3;
    private static final int PAUSE_SECONDS_MAX = 30;

    /** Statuses of 400 and above that speak of one question, or will pass; not of all. */
    private static final Set<Integer> OF_THE_QUESTION = Set.of(400, 408, 409, 413, 422, 425, 429);

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
        return tree(send(uri, "application/json", body));
    }

    /** Posts, and gathers the events that come back: their data by name, in order. */
    JsonNode events(URI uri, Map<String, Object> body) throws IOException {
        try {
            return EventStream.parse(send(uri, "text/event-stream", body), MAPPER);
        } catch (JsonProcessingException other) {
            throw new IOException("an event of the reply is not JSON", other);
        }
    }

    JsonNode get(URI uri) throws IOException {
        return tree(send(request(uri, "application/json").GET()));
    }

    private static JsonNode tree(String reply) throws IOException {
        try {
            return MAPPER.readTree(reply);
        } catch (JsonProcessingException other) {
            throw new IOException("the reply is not JSON", other);
        }
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
        HttpRequest built = request.build();
        HttpResponse<String> response = exchange(built);
        for (int again = 0; isBusy(response) && again < RETRIES; again++) {
            pause(wanted(response));
            response = exchange(built);
        }
        if (response.statusCode() >= 300) {
            String said = "status " + response.statusCode() + detail(response.body());
            if (response.statusCode() < 500 && !OF_THE_QUESTION.contains(response.statusCode())) {
                throw new TargetFailure.Refused(response.statusCode(), said);
            }
            throw new IOException("the system answered with " + said);
        }
        return response.body();
    }

    private HttpResponse<String> exchange(HttpRequest request) throws IOException {
        CompletableFuture<HttpResponse<String>> exchange =
                client.sendAsync(
                        request,
                        HttpResponse.BodyHandlers.limiting(
                                HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8),
                                bodyMax));
        try {
            return exchange.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            exchange.cancel(true);
            throw new TargetFailure.Silent(
                    "the system did not answer within " + patience.toSeconds() + " s", late);
        } catch (ExecutionException failed) {
            throw unmasked(failed.getCause());
        } catch (InterruptedException interrupted) {
            exchange.cancel(true);
            throw interrupted(interrupted);
        }
    }

    /** A connection that is refused, a name that is not known and a lost one are all silence. */
    private static IOException unmasked(@Nullable Throwable cause) {
        return switch (cause) {
            case HttpTimeoutException late ->
                    new TargetFailure.Silent("the connection took too long", late);
            case ConnectException refused ->
                    new TargetFailure.Silent(
                            refused.getCause() instanceof UnresolvedAddressException
                                    ? "there is no host of that name"
                                    : "the connection is refused",
                            refused);
            case IOException other -> other;
            case null, default -> new IOException(String.valueOf(cause), cause);
        };
    }

    private static IOException interrupted(InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return new IOException("interrupted", interrupted);
    }

    /** Whether a system asks for patience: it names how long, and it is not too long. */
    private static boolean isBusy(HttpResponse<String> response) {
        int status = response.statusCode();
        return (status == 429 || status == 503) && wanted(response) <= PAUSE_SECONDS_MAX;
    }

    /** The seconds of Retry-After; beyond all patience where it names none. */
    private static long wanted(HttpResponse<String> response) {
        return response.headers()
                .firstValue("Retry-After")
                .filter(value -> value.strip().matches("\\d{1,9}"))
                .map(value -> Long.parseLong(value.strip()))
                .orElse(Long.MAX_VALUE);
    }

    private static void pause(long seconds) throws IOException {
        try {
            Thread.sleep(Duration.ofSeconds(seconds));
        } catch (InterruptedException interrupted) {
            throw interrupted(interrupted);
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
