package dev.plumbline.tracing;

import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/**
 * A receiver of traces (OTLP over HTTP). What it got is kept as bytes, in a system property since
 * tests and resources are loaded apart: names and texts stand in protobuf as they are.
 */
public final class Collector implements QuarkusTestResourceLifecycleManager {
    static final String RECEIVED = "dev.plumbline.tracing.received";

    private final HttpServer server;

    public Collector() {
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
        System.setProperty(RECEIVED, "");
        server.createContext(
                "/v1/traces",
                exchange -> {
                    byte[] body = exchange.getRequestBody().readAllBytes();
                    boolean packed =
                            "gzip"
                                    .equals(
                                            exchange.getRequestHeaders()
                                                    .getFirst("Content-Encoding"));
                    try (InputStream in =
                            packed
                                    ? new GZIPInputStream(new ByteArrayInputStream(body))
                                    : new ByteArrayInputStream(body)) {
                        String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                        synchronized (Collector.class) {
                            System.setProperty(RECEIVED, System.getProperty(RECEIVED) + text);
                        }
                    }
                    exchange.sendResponseHeaders(200, -1);
                    exchange.close();
                });
        server.start();
        return Map.of(
                "plumbline.internal.untraced",
                "false",
                "plumbline.traces-endpoint",
                "http://127.0.0.1:" + server.getAddress().getPort(),
                "quarkus.otel.exporter.otlp.protocol",
                "http/protobuf",
                "quarkus.otel.bsp.schedule.delay",
                "200ms");
    }

    @Override
    public void stop() {
        server.stop(0);
        System.clearProperty(RECEIVED);
    }
}
