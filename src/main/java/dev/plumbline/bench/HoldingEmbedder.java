package dev.plumbline.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.plumbline.storage.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * An OpenAI-compatible embedder that answers the questions by which a service becomes ready, and
 * lets passages wait: so that what comes before embedding is measured alone.
 */
final class HoldingEmbedder implements AutoCloseable {
    private static final int DIMENSION = 384;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch end = new CountDownLatch(1);

    HoldingEmbedder() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/embeddings", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode input = Json.MAPPER.readTree(exchange.getRequestBody()).path("input");
            // What is embedded of a passage begins with a line for its title.
            JsonNode first = input.isArray() ? input.path(0) : input;
            if (first.asText().contains("\n")) {
                end.await();
                return;
            }
            ObjectNode answer = Json.MAPPER.createObjectNode().put("object", "list");
            answer.putObject("usage").put("prompt_tokens", 1).put("total_tokens", 1);
            ArrayNode vectors = answer.putArray("data");
            for (int i = 0; i < Math.max(1, input.size()); i++) {
                ArrayNode vector = vectors.addObject().put("index", i).putArray("embedding");
                for (int d = 0; d < DIMENSION; d++) {
                    vector.add(d == 0 ? 1 : 0);
                }
            }
            byte[] body = Json.MAPPER.writeValueAsBytes(answer);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        end.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
