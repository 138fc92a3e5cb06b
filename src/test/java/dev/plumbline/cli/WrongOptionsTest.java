package dev.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values out of range are errors of usage, told before a model is read or written. */
class WrongOptionsTest {
    @ParameterizedTest
    @CsvSource({
        "--temperature, -1, --temperature is -1.0",
        "--top-k, -1, --top-k is -1",
        "--top-p, 0, --top-p is 0.0",
        "--min-p, 1.5, --min-p is 1.5",
        "--tokens, 0, --tokens and --context must be",
        "--context, 0, --tokens and --context must be",
        "--stop, '', --stop: There may be",
    })
    void ofGenerate(String option, String value, String message) {
        Outcome outcome = run("model", "generate", "no-such-file", "a", option, value);

        assertThat(outcome.code).isEqualTo(2);
        assertThat(outcome.errors).contains(message).doesNotContain("no-such-file");
    }

    @ParameterizedTest
    @CsvSource({
        "--peer, llama-bench=no-such-program, no program at",
        "--peer, other=x, A peer is",
        "--size, huge, huge",
    })
    void ofBenchEngine(String option, String value, String message) {
        Outcome outcome = run("bench", "engine", option, value);

        assertThat(outcome.code).isEqualTo(2);
        assertThat(outcome.errors).contains(message).doesNotContain("Writing");
    }

    private record Outcome(int code, String errors) {}

    private static Outcome run(String... arguments) {
        PrintStream before = System.err;
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        System.setErr(new PrintStream(errors, true, StandardCharsets.UTF_8));
        try {
            int code = Main.run(arguments);
            return new Outcome(code, errors.toString(StandardCharsets.UTF_8));
        } finally {
            System.setErr(before);
        }
    }
}
