package dev.plumbline;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.plumbline.storage.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.Predicate;

/** An OpenAI-compatible server that embeds as a test tells it, and remembers what it was asked. */
public final class EmbeddingServer implements AutoCloseable {
    /** The model that it goes by. */
    public static final String MODEL = "scripted-1";

    private final Queue<String> texts = new ConcurrentLinkedQueue<>();
    private final Queue<Integer> asked = new ConcurrentLinkedQueue<>();
    private final Queue<String> refusedTexts = new ConcurrentLinkedQueue<>();
    private final Queue<String> models = new ConcurrentLinkedQueue<>();
    private final Queue<String> keys = new ConcurrentLinkedQueue<>();
    private final Function<String, List<Double>> vectors;
    private final HttpServer server;
    private volatile boolean down;
    private volatile Predicate<String> refused = text -> false;
    private volatile int refusal = 400;
    private volatile int togetherMax = Integer.MAX_VALUE;

    /** Starts it on a port that was free. */
    public EmbeddingServer(Function<String, List<Double>> vectors) {
        this.vectors = vectors;
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/v1/embeddings", this::embed);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    /** The base that a client is given. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    }

    /** All that it was asked to embed, as it came. */
    public Queue<String> texts() {
        return texts;
    }

    /** How many texts each request had. */
    public Queue<Integer> asked() {
        return asked;
    }

    /** The texts that it refused, as often as it did. */
    public Queue<String> refused() {
        return refusedTexts;
    }

    /** The models that it was asked for. */
    public Queue<String> models() {
        return models;
    }

    /** The keys that it was shown. */
    public Queue<String> keys() {
        return keys;
    }

    /** Whether it answers 503 from now on. */
    public void down(boolean now) {
        down = now;
    }

    /**
     * Texts that it answers with this status from now on, together with all that come with them.
     */
    public void refuse(int status, Predicate<String> texts) {
        refusal = status;
        refused = texts;
    }

    /** How many texts it takes at a time from now on; more are answered 413. */
    public void togetherMax(int texts) {
        togetherMax = texts;
    }

    private void embed(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode request = Json.MAPPER.readTree(exchange.getRequestBody());
            models.add(request.path("model").asText());
            keys.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            if (down) {
                exchange.sendResponseHeaders(503, -1);
                return;
            }
            List<Map<String, Object>> data = new ArrayList<>();
            List<String> inputs = inputs(request.path("input"));
            asked.add(inputs.size());
            Optional<String> bad = inputs.stream().filter(refused).findFirst();
            bad.ifPresent(refusedTexts::add);
            if (bad.isPresent() || inputs.size() > togetherMax) {
                refuse(exchange, bad.isPresent() ? refusal : 413, bad.orElse("too many texts"));
                return;
            }
            for (String text : inputs) {
                texts.add(text);
                data.add(Map.of("index", data.size(), "embedding", vectors.apply(text)));
            }
            Map<String, Object> usage = Map.of("prompt_tokens", 1, "total_tokens", 1);
            Map<String, Object> answer =
                    Map.of("object", "list", "model", MODEL, "data", data, "usage", usage);
            byte[] body = Json.write(answer).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static void refuse(HttpExchange exchange, int status, String text) throws IOException {
        Map<String, String> error = Map.of("message", "can't take: " + text, "type", "invalid");
        byte[] body = Json.write(Map.of("error", error)).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    private static List<String> inputs(JsonNode input) {
        if (input.isTextual()) {
            return List.of(input.asText());
        }
        List<String> inputs = new ArrayList<>();
        input.forEach(text -> inputs.add(text.asText()));
        return inputs;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
