package dev.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvalCalibrateTest {
    private static final int ITEMS = 60;

    @TempDir private Path folder = Path.of("");

    /** A system that is always nearly sure, and right two times of three. */
    private int answers(String report, String... more) throws IOException {
        StringBuilder questions = new StringBuilder("id,question,expected\n");
        StringBuilder outputs = new StringBuilder();
        for (int i = 0; i < ITEMS; i++) {
            questions.append("q%d,How many wheels has engine %d?,%d%n".formatted(i, i, 100 + i));
            int said = i % 3 == 0 ? 9 : 100 + i;
            outputs.append(
                    "{\"id\":\"q%d\",\"answer\":\"It has %d.\",\"confidence\":0.99}%n"
                            .formatted(i, said));
        }
        Path suite = Files.writeString(folder.resolve("questions.csv"), questions);
        Path target = Files.writeString(folder.resolve("outputs.jsonl"), outputs);
        String[] line = {
            "eval",
            "answers",
            "--suite",
            suite.toString(),
            "--target",
            target.toString(),
            "--report",
            folder.resolve(report).toString(),
        };
        String[] whole = new String[line.length + more.length];
        System.arraycopy(line, 0, whole, 0, line.length);
        System.arraycopy(more, 0, whole, line.length, more.length);
        return Main.run(whole);
    }

    private JsonNode abstention(String report) throws IOException {
        return new JsonMapper()
                .readTree(folder.resolve(report + "/summary.json").toFile())
                .path("abstention");
    }

    @Test
    void aFittedMapMakesTheNextReportsConfidenceMeanWhatItSays() throws IOException {
        assertThat(answers("stated")).isZero();
        for (String method : new String[] {"isotonic", "platt"}) {
            String map = folder.resolve("map.json").toString();
            String results = folder.resolve("stated").toString();
            int code = Main.run("eval", "calibrate", results, "--method", method, "--out", map);
            assertThat(code).isZero();
            assertThat(answers("calibrated", "--calibration", map)).isZero();
            assertThat(abstention("stated").path("brier").asDouble()).isGreaterThan(.3);
            assertThat(abstention("calibrated").path("brier").asDouble())
                    .as("the share that is right, stated always")
                    .isBetween(2 / 9.0 - 1e-9, .223);
        }
    }

    @Test
    void aMethodThatDoesNotExistIsWrongUsage() throws IOException {
        assertThat(answers("stated")).isZero();
        String results = folder.resolve("stated").toString();
        String map = folder.resolve("map.json").toString();
        assertThat(Main.run("eval", "calibrate", results, "--method", "beta", "--out", map))
                .isEqualTo(2);
        assertThat(folder.resolve("map.json")).doesNotExist();
    }
}
