package dev.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.eval.EvalException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** Who reads an exit code alone can tell a worse system from a fault of the tool. */
final class EvalOutputTest {
    private record Ended(int code, String said) {}

    private static Ended ending(Callable<Integer> command) {
        PrintStream before = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            int code = EvalOutput.guard(command);
            return new Ended(code, said.toString(StandardCharsets.UTF_8));
        } finally {
            System.setErr(before);
        }
    }

    @Test
    void faultOfTheToolIsNeitherAFailureNorWrongUsage() {
        Ended nameless =
                ending(
                        () -> {
                            throw new IllegalStateException();
                        });
        assertThat(nameless.code()).isEqualTo(4);
        assertThat(nameless.said()).contains("IllegalStateException").doesNotContain("null");
    }

    @Test
    void badInputIsWrongUsage() {
        Ended bad =
                ending(
                        () -> {
                            throw new EvalException("The suite has no questions.");
                        });
        assertThat(bad)
                .isEqualTo(new Ended(2, "The suite has no questions." + System.lineSeparator()));
        Ended missing =
                ending(
                        () -> {
                            throw new NoSuchFileException("suite.csv");
                        });
        assertThat(missing.code()).isEqualTo(2);
        assertThat(missing.said()).contains("suite.csv");
    }

    @Test
    void verdictIsHandedOn() {
        assertThat(ending(() -> 1)).isEqualTo(new Ended(1, ""));
    }
}
