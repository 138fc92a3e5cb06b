package dev.plumbline.eval.answers;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.plumbline.eval.systems.ChatTarget;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;

/** A chat server; a test says what it answers to which request, by its number from 1. */
final class ChatServer implements AutoCloseable {
    private final AtomicInteger asked = new AtomicInteger();
    private final IntFunction<String> content;
    private volatile IntUnaryOperator status = number -> 200;
    private InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private HttpServer server;

    /** Starts one that answers with these words. */
    ChatServer(IntFunction<String> content) throws IOException {
        this.content = content;
        this.server = started();
    }

    private HttpServer started() throws IOException {
        HttpServer next = HttpServer.create(address, 0);
        next.createContext("/v1/chat/completions", this::answer);
        next.start();
        address = next.getAddress();
        return next;
    }

    private void answer(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        int number = asked.incrementAndGet();
        byte[] reply =
                "{\"choices\":[{\"message\":{\"content\":\"%s\"}}]}"
                        .formatted(content.apply(number))
                        .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Retry-After", "0");
        exchange.sendResponseHeaders(status.applyAsInt(number), reply.length);
        exchange.getResponseBody().write(reply);
        exchange.close();
    }

    /** Answers with a status from now on. */
    void status(IntUnaryOperator byNumber) {
        status = byNumber;
    }

    /** How many requests came. */
    AtomicInteger asked() {
        return asked;
    }

    String url() {
        return "http://127.0.0.1:" + address.getPort() + "/v1";
    }

    ChatTarget target() {
        return new ChatTarget(url(), "any", "");
    }

    /** Begins again, at the same address. */
    void restart() throws IOException {
        server = started();
    }

    /** Nothing answers at its address any more. */
    @Override
    public void close() {
        server.stop(0);
    }
}
