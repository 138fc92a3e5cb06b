package dev.plumbline.gateway.worker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.plumbline.gateway.Generator;
import dev.plumbline.gateway.GeneratorFailure;
import dev.plumbline.gateway.Prompt;
import dev.plumbline.gateway.Writing;
import dev.plumbline.inference.engine.WeightsHash;
import dev.plumbline.inference.kernel.KvLayout;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A model file in a worker process of our own. When the worker dies amid an answer, the answer is
 * written again once it is back: the likeliest text is the same text, of which only what had not
 * come yet is handed on. A worker that keeps silent past an answer's time is replaced.
 */
public final class WorkerGenerator implements Generator {
    private static final Duration PROBE = Duration.ofSeconds(10);
    private static final Duration RESTART = Duration.ofSeconds(60);

    /** How long a worker may take to say by itself that an answer's time is over. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final String name;
    private final String weights;
    private final WorkerProcess worker;
    private final Duration timeout;
    private final JsonMapper mapper = new JsonMapper();
    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(PROBE)
                    .build();
    private volatile int context;

    /**
     * Reads the model's hash and starts a worker; the worker is not waited for.
     *
     * @param context tokens of prompt and answer together at most
     * @param cache elements of the keys and values that the worker keeps
     * @param timeout for one text as a whole
     * @param checks where the worker keeps the result of its check at load
     */
    public WorkerGenerator(
            Path model, int context, KvLayout.Type cache, Duration timeout, Path checks) {
        try {
            this.weights = WeightsHash.of(model);
        } catch (IOException e) {
            throw new UncheckedIOException("The model " + model + " can't be read", e);
        }
        this.name = String.valueOf(model.getFileName()).replaceFirst("(?i)\\.gguf$", "");
        this.worker = new WorkerProcess(model, context, cache, checks);
        this.timeout = timeout;
        this.context = context;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Optional<String> weights() {
        return Optional.of(weights);
    }

    /** What the worker allows, which may be less than what was asked for; known once it is up. */
    @Override
    public OptionalInt contextTokens() {
        return OptionalInt.of(context);
    }

    /** The worker's process id; empty while there is none. */
    public Optional<Long> pid() {
        return worker.pid();
    }

    @Override
    public void probe() {
        URI address = worker.address(Duration.ofMillis(1));
        try {
            HttpResponse<String> health =
                    http.send(
                            request(address.resolve("/health")).timeout(PROBE).build(),
                            HttpResponse.BodyHandlers.ofString());
            if (health.statusCode() != 200) {
                throw broken("it answered with status " + health.statusCode(), null);
            }
            context = mapper.readTree(health.body()).path("context").asInt(context);
        } catch (IOException e) {
            throw broken("it does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw broken("asking it was interrupted", e);
        }
    }

    @Override
    public Writing write(Prompt prompt, Pieces pieces) {
        Delivery delivery = new Delivery(pieces);
        long end = System.nanoTime() + timeout.toNanos();
        for (int attempt = 1; ; attempt++) {
            URI address = worker.address(shorter(RESTART, left(end)));
            try {
                return attempt(address, prompt, delivery, end);
            } catch (IOException died) {
                worker.lost(address);
                if (left(end).isZero()) {
                    throw new GeneratorFailure(
                            GeneratorFailure.Code.TIMEOUT,
                            "The model " + name + " was not done in its time.",
                            died);
                }
                if (attempt > 1) {
                    throw broken("it died twice amid an answer", died);
                }
                delivery.again();
            }
        }
    }

    private Writing attempt(URI address, Prompt prompt, Delivery delivery, long end)
            throws IOException {
        HttpRequest request =
                request(address.resolve("/generate"))
                        .timeout(left(end).plus(GRACE))
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body(prompt, left(end))))
                        .build();
        Thread watch = null;
        try {
            HttpResponse<InputStream> response =
                    http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            watch = closing(response.body(), end);
            try (BufferedReader lines =
                    new BufferedReader(
                            new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
                return read(lines, delivery);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw broken("writing was interrupted", e);
        } finally {
            if (watch != null) {
                watch.interrupt();
            }
        }
    }

    /** Closes the stream once the time is over, since reading it knows no time. */
    private static Thread closing(InputStream body, long end) {
        return Thread.ofVirtual()
                .start(
                        () -> {
                            try {
                                Thread.sleep(left(end).plus(GRACE));
                                body.close();
                            } catch (InterruptedException | IOException over) {
                                Thread.currentThread().interrupt();
                            }
                        });
    }

    /** Reads events to the end; a stream that just stops is a worker that died. */
    private Writing read(BufferedReader lines, Delivery delivery) throws IOException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.isBlank()) {
                continue;
            }
            JsonNode event = mapper.readTree(line);
            if (event.has("error")) {
                throw failure(event.get("error"));
            }
            if (event.has("done")) {
                JsonNode done = event.get("done");
                return new Writing(
                        done.path("reason").asText().equals("length"),
                        done.path("prompt_tokens").asInt(),
                        done.path("tokens").asInt());
            }
            if (!delivery.take(event.path("text").asText())) {
                return new Writing(true, 0, 0); // closing the connection cancels
            }
        }
        throw new IOException("The worker's answer broke off.");
    }

    private byte[] body(Prompt prompt, Duration left) throws IOException {
        List<Map<String, String>> messages = new ArrayList<>();
        messages.add(Map.of("role", "system", "content", prompt.system()));
        for (Prompt.Turn turn : prompt.turns()) {
            messages.add(
                    Map.of(
                            "role",
                            turn.role().name().toLowerCase(Locale.ROOT),
                            "content",
                            turn.text()));
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("messages", messages);
        body.put("max_tokens", prompt.tokensMax());
        body.put("temperature", prompt.temperature());
        body.put("seed", prompt.seed());
        body.put("deadline_ms", left.toMillis());
        return mapper.writeValueAsBytes(body);
    }

    private HttpRequest.Builder request(URI at) {
        return HttpRequest.newBuilder(at).header("Authorization", "Bearer " + worker.key());
    }

    private GeneratorFailure failure(JsonNode error) {
        String code = error.path("code").asText();
        return new GeneratorFailure(
                code.equals("deadline")
                        ? GeneratorFailure.Code.TIMEOUT
                        : GeneratorFailure.Code.REFUSED,
                "The model " + name + ": " + error.path("message").asText(code),
                null);
    }

    private GeneratorFailure broken(String why, @Nullable Throwable cause) {
        return new GeneratorFailure(
                GeneratorFailure.Code.UNREACHABLE,
                "The worker of " + name + ": " + why + ".",
                cause);
    }

    private static Duration left(long end) {
        return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    @Override
    public void close() {
        worker.close();
        http.close();
    }

    /** Hands text on, and on a second attempt only what the first had not brought. */
    private final class Delivery {
        private final Pieces pieces;
        private final StringBuilder delivered = new StringBuilder();
        private int repeated;

        Delivery(Pieces pieces) {
            this.pieces = pieces;
        }

        void again() {
            repeated = delivered.length();
        }

        boolean take(String piece) {
            int same = Math.min(repeated, piece.length());
            int from = delivered.length() - repeated;
            if (!delivered.substring(from, from + same).equals(piece.substring(0, same))) {
                throw broken("it died amid an answer and then wrote another one", null);
            }
            repeated -= same;
            String fresh = piece.substring(same);
            delivered.append(fresh);
            return fresh.isEmpty() || pieces.take(fresh);
        }
    }
}
