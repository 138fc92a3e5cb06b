package dev.plumbline.gateway.worker;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.plumbline.inference.InferenceException;
import dev.plumbline.inference.engine.Engine;
import dev.plumbline.inference.engine.EngineCounts;
import dev.plumbline.inference.engine.GenerationEvent;
import dev.plumbline.inference.engine.TextModel;
import dev.plumbline.inference.kernel.Sampled;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The worker's side of the protocol that the package describes. */
public final class WorkerServer implements AutoCloseable {
    private static final int BODY_BYTES_MAX = 8 << 20;
    private static final long QUIET_SECONDS = 10;

    private final TextModel model;
    private final String weights;
    private final String key;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Engine.Ticket> running = new ConcurrentHashMap<>();
    private final JsonMapper mapper = new JsonMapper();

    /**
     * Starts to serve.
     *
     * @param weights the weights' hash, for receipts
     * @param key what callers must send as bearer token; empty: nothing
     */
    public WorkerServer(TextModel model, String weights, String key, InetSocketAddress address)
            throws IOException {
        this.model = model;
        this.weights = weights;
        this.key = key;
        server = HttpServer.create(address, 64);
        server.createContext("/generate", this::generate);
        server.createContext("/health", this::health);
        server.setExecutor(threads);
        server.start();
    }

    /** The port that it listens on. */
    public int port() {
        return server.getAddress().getPort();
    }

    private boolean refused(HttpExchange exchange) throws IOException {
        String sent = exchange.getRequestHeaders().getFirst("Authorization");
        byte[] wanted = ("Bearer " + key).getBytes(StandardCharsets.UTF_8);
        boolean open =
                key.isEmpty()
                        || sent != null
                                && MessageDigest.isEqual(
                                        sent.getBytes(StandardCharsets.UTF_8), wanted);
        if (!open) {
            answer(exchange, 401, error("unauthorized", "A bearer token is needed."));
        }
        return !open;
    }

    private void health(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!refused(exchange)) {
                answer(exchange, 200, health());
            }
        }
    }

    private Map<String, Object> health() {
        EngineCounts counts = model.engine().counts();
        Map<String, Object> health = new LinkedHashMap<>();
        health.put("status", "ready");
        health.put("model", model.file().config().name());
        health.put("weights_sha256", weights);
        health.put("self_check", model.checked());
        health.put("kernels", model.kernels().description());
        health.put("context", model.engine().limits().context());
        health.put("running", counts.running());
        health.put("waiting", counts.waiting());
        health.put("blocks", counts.blocks());
        health.put("blocks_free", counts.blocksFree());
        return health;
    }

    private void generate(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (refused(exchange)) {
                return;
            }
            switch (exchange.getRequestMethod()) {
                case "POST" -> start(exchange);
                case "DELETE" -> cancel(exchange);
                default -> answer(exchange, 405, error("method_not_allowed", "POST or DELETE."));
            }
        }
    }

    private void cancel(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        Engine.Ticket ticket = running.get(path.substring(path.lastIndexOf('/') + 1));
        if (ticket == null) {
            answer(exchange, 404, error("not_found", "No such call is running."));
            return;
        }
        ticket.cancel();
        answer(exchange, 202, Map.of("cancelled", true));
    }

    private void start(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(BODY_BYTES_MAX + 1);
        if (body.length > BODY_BYTES_MAX) {
            answer(
                    exchange,
                    413,
                    error("too_large", "The body may have " + BODY_BYTES_MAX + " bytes."));
            return;
        }
        BlockingQueue<GenerationEvent> events = new LinkedBlockingQueue<>();
        String id;
        Engine.Ticket ticket;
        try {
            WireRequest request = WireRequest.parse(body);
            id = request.id();
            ticket = model.engine().submit(request.request(model), events::add);
        } catch (InferenceException refusal) {
            boolean later =
                    refusal.code().equals("overloaded") || refusal.code().equals("shut_down");
            answer(
                    exchange,
                    later ? 503 : 400,
                    error(refusal.code(), String.valueOf(refusal.getMessage())));
            return;
        }
        if (!id.isEmpty()) {
            running.put(id, ticket);
        }
        try {
            stream(exchange, events);
        } catch (IOException gone) {
            ticket.cancel();
        } catch (InterruptedException interrupt) {
            ticket.cancel();
            Thread.currentThread().interrupt();
        } finally {
            running.remove(id, ticket);
        }
    }

    private void stream(HttpExchange exchange, BlockingQueue<GenerationEvent> events)
            throws IOException, InterruptedException {
        exchange.getResponseHeaders().set("Content-Type", "application/x-ndjson");
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            while (true) {
                GenerationEvent event = events.poll(QUIET_SECONDS, TimeUnit.SECONDS);
                if (event == null) {
                    out.write('\n'); // shows a caller that has gone
                } else {
                    out.write(mapper.writeValueAsBytes(line(event)));
                    out.write('\n');
                }
                out.flush();
                if (event != null && !(event instanceof GenerationEvent.Token)) {
                    return;
                }
            }
        }
    }

    private static Map<String, Object> line(GenerationEvent event) {
        Map<String, Object> line = new LinkedHashMap<>();
        switch (event) {
            case GenerationEvent.Token(Sampled sampled, String text) -> {
                line.put("token", sampled.token());
                line.put("text", text);
                if (!Float.isNaN(sampled.logProbability())) {
                    line.put("logprob", sampled.logProbability());
                    line.put("top", sampled.alternatives());
                }
            }
            case GenerationEvent.Finished finished -> {
                Map<String, Object> done = new LinkedHashMap<>();
                done.put(
                        "reason",
                        finished.reason() == GenerationEvent.Reason.STOP ? "stop" : "length");
                done.put("text", finished.text());
                done.put("prompt_tokens", finished.promptTokens());
                done.put("tokens", finished.tokens());
                line.put("done", done);
            }
            case GenerationEvent.Failed failed ->
                    line.putAll(error(failed.code(), failed.message()));
        }
        return line;
    }

    private static Map<String, Object> error(String code, String message) {
        return Map.of("error", Map.of("code", code, "message", message));
    }

    private void answer(HttpExchange exchange, int status, Map<String, Object> body)
            throws IOException {
        byte[] utf8 = mapper.writeValueAsBytes(body);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, utf8.length);
        exchange.getResponseBody().write(utf8);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
