package dev.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("shared")
class EvalBenchmarksTest {
    private static String data() {
        String property = System.getProperty("plumbline.data", "");
        String told = property.isEmpty() ? System.getenv("PLUMBLINE_DATA") : property;
        return Path.of(told == null ? "../../shared" : told, "data").toString();
    }

    @Test
    void theQuickBenchmarksPrintWhatIsExpected() {
        int code =
                Main.run(
                        "eval",
                        "benchmarks",
                        "--quick",
                        "--suites",
                        "../eval/suites",
                        "--data",
                        data());
        assertThat(code).as("the lines above say which figure is not as expected").isZero();
    }
}
