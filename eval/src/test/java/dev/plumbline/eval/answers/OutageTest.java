package dev.plumbline.eval.answers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.plumbline.eval.EvalException;
import dev.plumbline.eval.questions.Question;
import dev.plumbline.eval.systems.ChatTarget;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutageTest {
    @TempDir private Path folder = Path.of("");

    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger received = new AtomicInteger();
    private InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private HttpServer server;

    @SuppressWarnings("NullAway.Init") // set before each test
    OutageTest() {}

    @BeforeEach
    void start() throws IOException {
        serve(number -> 200);
    }

    /** Answers with a status by the request's number, from 1. */
    private void serve(IntUnaryOperator status) throws IOException {
        server = HttpServer.create(address, 0);
        server.createContext(
                "/v1/chat/completions",
                exchange -> {
                    exchange.getRequestBody().readAllBytes();
                    byte[] reply =
                            "{\"choices\":[{\"message\":{\"content\":\"Ada\"}}]}"
                                    .getBytes(StandardCharsets.UTF_8);
                    exchange.getResponseHeaders().add("Retry-After", "0");
                    int code = status.applyAsInt(asked.incrementAndGet());
                    exchange.sendResponseHeaders(code, reply.length);
                    exchange.getResponseBody().write(reply);
                    exchange.close();
                });
        server.start();
        address = server.getAddress();
    }

    /** The same address with other answers. */
    private void serveAgain(IntUnaryOperator status) throws IOException {
        server.stop(0);
        serve(status);
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    /** Asks some questions; tells how many have neither answer nor refusal. */
    private int ask(int questions) {
        String url = "http://127.0.0.1:" + address.getPort() + "/v1";
        AtomicInteger failed = new AtomicInteger();
        new AnswerRun(new ChatTarget(url, "any", ""), url, folder)
                .run(
                        IntStream.range(0, questions).mapToObj(OutageTest::question).toList(),
                        (question, output) -> {
                            received.incrementAndGet();
                            failed.addAndGet(output.hasFailed() ? 1 : 0);
                        },
                        done -> {});
        return failed.get();
    }

    private static Question question(int i) {
        return new Question(
                "q" + i,
                "Who is " + i + "?",
                List.of(),
                null,
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                null,
                null);
    }

    @Test
    void aSystemThatIsNotThereEndsTheRunAndALaterOneGoesOn() throws IOException {
        assertThat(ask(2)).isZero();
        server.stop(0);
        assertThatThrownBy(() -> ask(100))
                .isInstanceOf(EvalException.class)
                .hasMessageContaining("Nothing answers at http://127.0.0.1:")
                .hasMessageContaining("goes on");
        assertThat(received).as("two, two that were kept, and two of three").hasValue(6);
        serve(number -> 200);
        assertThat(ask(100)).isZero();
        assertThat(asked).hasValue(100);
    }

    @Test
    void aSystemThatStumblesIsAskedTheOtherQuestions() throws IOException {
        serveAgain(number -> number % 2 == 0 ? 500 : 200);
        assertThat(ask(10)).isEqualTo(5);
    }

    @Test
    void aRefusedKeyEndsTheRunAtTheFirstQuestion() throws IOException {
        serveAgain(number -> 401);
        assertThatThrownBy(() -> ask(100))
                .isInstanceOf(EvalException.class)
                .hasMessageContaining("401")
                .hasMessageContaining("--key");
        assertThat(asked).hasValue(1);
    }

    @Test
    void anUnknownModelIsToldByItsName() throws IOException {
        serveAgain(number -> 404);
        assertThatThrownBy(() -> ask(100))
                .hasMessageContaining("'any'")
                .hasMessageContaining("/v1");
    }

    @Test
    void aBusySystemIsAskedAgain() throws IOException {
        serveAgain(number -> number % 3 == 0 ? 200 : 429);
        assertThat(ask(4)).isZero();
        assertThat(asked).hasValue(12);
    }
}
