package dev.plumbline;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;

/** An OpenAI-compatible server that streams what a test told it to say, word by word. */
public final class ScriptedGenerator implements QuarkusTestResourceLifecycleManager {
    /** What it says next; "500" and "break" are failures before and amid the text. */
    public static final AtomicReference<String> SAYS = new AtomicReference<>("I do not know.");

    /** The last request. */
    public static final AtomicReference<String> ASKED = new AtomicReference<>("");

    private final HttpServer server;

    /** Starts it. */
    public ScriptedGenerator() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Map<String, String> start() {
        server.createContext("/v1/models", exchange -> send(exchange, 200, "{\"data\": []}"));
        server.createContext("/v1/chat/completions", this::complete);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        return Map.of(
                "plumbline.generator",
                "http://127.0.0.1:" + server.getAddress().getPort() + "/v1",
                "plumbline.generator-model",
                "scripted",
                "plumbline.answers.threshold",
                "0.01");
    }

    private void complete(HttpExchange exchange) throws IOException {
        ASKED.set(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        String says = SAYS.get();
        if (says.equals("500")) {
            send(exchange, 500, "{\"error\": {\"message\": \"no\"}}");
            return;
        }
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        try (exchange;
                OutputStream out = exchange.getResponseBody()) {
            for (String word : says.split("(?<= )")) {
                if (word.strip().equals("break")) {
                    throw new IOException("broken on purpose");
                }
                event(out, "{\"content\": \"" + word.replace("\"", "\\\"") + "\"}", "null");
            }
            event(out, "{}", "\"stop\"");
            out.write("data: [DONE]\n\n".getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void event(OutputStream out, String delta, String finish) throws IOException {
        out.write(
                ("data: {\"id\": \"x\", \"object\": \"chat.completion.chunk\", \"created\": 0, \"model\": \"scripted\", \"choices\": [{\"index\": 0, \"delta\": "
                                + delta
                                + ", \"finish_reason\": "
                                + finish
                                + "}]}\n\n")
                        .getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        try (exchange) {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void stop() {
        server.stop(0);
    }
}
