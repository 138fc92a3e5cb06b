package dev.plumbline.eval.systems;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class JsonClientTest {
    private final CountDownLatch end = new CountDownLatch(1);
    private HttpServer server;

    @SuppressWarnings("NullAway.Init") // set before each test
    JsonClientTest() {}

    /** Sends ten bytes of a hundred at once, and the rest never. */
    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/slow",
                exchange -> {
                    exchange.sendResponseHeaders(200, 100);
                    exchange.getResponseBody().write("0123456789".getBytes(StandardCharsets.UTF_8));
                    exchange.getResponseBody().flush();
                    try {
                        end.await();
                    } catch (InterruptedException stopped) {
                        Thread.currentThread().interrupt();
                    }
                    exchange.close();
                });
        server.createContext(
                "/long",
                exchange -> {
                    exchange.sendResponseHeaders(200, 0);
                    exchange.getResponseBody().write(new byte[1001]);
                    exchange.close();
                });
        server.start();
    }

    @AfterEach
    void stop() {
        end.countDown();
        server.stop(0);
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    @Test
    @Timeout(60)
    void aBodyThatNeverEndsIsNotWaitedFor() {
        JsonClient client = new JsonClient("", Duration.ofSeconds(1), 1000);
        assertThatThrownBy(() -> client.text(uri("/slow")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("1 s");
    }

    @Test
    void aBodyThatIsTooLongIsNotKept() throws IOException {
        JsonClient client = new JsonClient("", Duration.ofSeconds(30), 1000);
        assertThatThrownBy(() -> client.text(uri("/long"))).isInstanceOf(IOException.class);
        assertThat(new JsonClient("", Duration.ofSeconds(30), 1001).text(uri("/long")))
                .hasSize(1001);
    }
}
