package dev.plumbline.eval.answers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.eval.EvalException;
import dev.plumbline.eval.questions.Asked;
import dev.plumbline.eval.questions.Question;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutageTest {
    @TempDir private Path folder = Path.of("");

    private final AtomicInteger received = new AtomicInteger();
    private ChatServer server;

    @SuppressWarnings("NullAway.Init") // set before each test
    OutageTest() {}

    @BeforeEach
    void start() throws IOException {
        server = new ChatServer(number -> "Ada");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /** Asks some questions; tells how many have neither answer nor refusal. */
    private int ask(int questions) {
        AtomicInteger failed = new AtomicInteger();
        new AnswerRun(server.target(), server.url(), folder)
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
        return Asked.question("q" + i, "Who is " + i + "?");
    }

    @Test
    void aSystemThatIsNotThereEndsTheRunAndALaterOneGoesOn() throws IOException {
        assertThat(ask(2)).isZero();
        server.close();
        assertThatThrownBy(() -> ask(100))
                .isInstanceOf(EvalException.class)
                .hasMessageContaining("Nothing answers at http://127.0.0.1:")
                .hasMessageContaining("goes on");
        assertThat(received).as("two, two that were kept, and two of three").hasValue(6);
        server.restart();
        assertThat(ask(100)).isZero();
        assertThat(server.asked()).hasValue(100);
    }

    @Test
    void aSystemThatStumblesIsAskedTheOtherQuestions() {
        server.status(number -> number % 2 == 0 ? 500 : 200);
        assertThat(ask(10)).isEqualTo(5);
    }

    @Test
    void aRefusedKeyEndsTheRunAtTheFirstQuestion() {
        server.status(number -> 401);
        assertThatThrownBy(() -> ask(100))
                .isInstanceOf(EvalException.class)
                .hasMessageContaining("401")
                .hasMessageContaining("--key");
        assertThat(server.asked()).hasValue(1);
    }

    @Test
    void anUnknownModelIsToldByItsName() {
        server.status(number -> 404);
        assertThatThrownBy(() -> ask(100))
                .hasMessageContaining("'any'")
                .hasMessageContaining("/v1");
    }

    @Test
    void aBusySystemIsAskedAgain() {
        server.status(number -> number % 3 == 0 ? 200 : 429);
        assertThat(ask(4)).isZero();
        assertThat(server.asked()).hasValue(12);
    }
}
