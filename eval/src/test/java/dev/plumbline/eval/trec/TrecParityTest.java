package dev.plumbline.eval.trec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.eval.SharedFolder;
import dev.plumbline.eval.data.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("shared")
class TrecParityTest {
    @Test
    void everyRecordedCasePrintsAndExitsAsTheProgramDid() throws IOException {
        Path folder = SharedFolder.data("trec_eval-parity");
        JsonNode cases = Json.read(folder.resolve("manifest.json")).path("cases");
        assertThat(cases).hasSizeGreaterThan(50);
        for (JsonNode each : cases) {
            List<String> arguments = new ArrayList<>();
            each.path("flags").forEach(flag -> arguments.add(flag.asText()));
            arguments.add(folder.resolve(each.path("qrels").asText()).toString());
            arguments.add(folder.resolve(each.path("run").asText()).toString());
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            TrecVersion version =
                    TrecVersion.ofNumber(each.path("version").asText("10.0")).orElseThrow();
            int code =
                    new TrecEval(version, out, new PrintStream(new ByteArrayOutputStream()))
                            .run(arguments, InputStream.nullInputStream());
            String expected = each.path("expected").asText();
            assertThat(code).as(expected).isEqualTo(each.path("rc").asInt());
            if (code == 0) {
                assertThat(plain(out.toString(StandardCharsets.UTF_8)))
                        .as(expected)
                        .isEqualTo(plain(Files.readString(folder.resolve(expected))));
            }
        }
    }

    private static List<String> plain(String text) {
        return text.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("runid"))
                .map(line -> line.strip().replaceAll("\\s+", " "))
                .toList();
    }
}
