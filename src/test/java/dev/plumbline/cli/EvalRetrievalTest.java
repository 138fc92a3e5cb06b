package dev.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvalRetrievalTest {
    @TempDir private Path folder = Path.of("");

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    @Test
    void anotherSystemsRunIsMeasuredAndComparedWithABetterOne() throws IOException {
        StringBuilder qrels = new StringBuilder();
        StringBuilder good = new StringBuilder();
        StringBuilder bad = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            qrels.append("q%d 0 d%d 1%n".formatted(i, i));
            good.append("q%d Q0 d%d 1 2.0 t%nq%d Q0 x 2 1.0 t%n".formatted(i, i, i));
            bad.append("q%d Q0 d%d 1 %d t%nq%d Q0 x 2 1.5 t%n".formatted(i, i, i % 2 + 1, i));
        }
        String judged = file("qrels", qrels.toString());
        Path before = folder.resolve("before.jsonl");
        Path after = folder.resolve("after.jsonl");
        JsonNode figures = measured(judged, file("good.run", good.toString()), before);
        assertThat(figures.path("recip_rank").asDouble()).isEqualTo(1);
        assertThat(figures.path("questions").asInt()).isEqualTo(40);
        figures = measured(judged, file("bad.run", bad.toString()), after);
        assertThat(figures.path("recip_rank").asDouble()).isEqualTo(.75);
        String[] compare = {
            "eval", "compare", before.toString(), after.toString(), "--metric", "recip_rank"
        };
        assertThat(Ended.run(compare).code()).isEqualTo(1);
    }

    private JsonNode measured(String judged, String run, Path results) throws IOException {
        Ended ended =
                Ended.run(
                        "eval",
                        "retrieval",
                        "--qrels",
                        judged,
                        "--ranked",
                        run,
                        "--results",
                        results.toString(),
                        "--json");
        assertThat(ended.code()).isZero();
        return new JsonMapper().readTree(ended.printed());
    }

    @Test
    void whatCannotBeMeasuredIsWrongUsage() throws IOException {
        String judged = file("qrels", "q1 0 d 1\n");
        String run = file("a.run", "other Q0 d 1 1.0 t\n");
        for (String[] wrong :
                new String[][] {
                    {},
                    {"--ranked", run},
                    {"--qrels", judged},
                    {"--ranked", run, "--qrels", judged},
                    {"--ranked", run, "--qrels", judged, "--dataset", folder.toString()},
                    {"--ranked", judged, "--qrels", judged},
                    {"--dataset", folder.toString()},
                    {"--dataset", folder.toString(), "--depth", "0"}
                }) {
            String[] command = new String[wrong.length + 2];
            command[0] = "eval";
            command[1] = "retrieval";
            System.arraycopy(wrong, 0, command, 2, wrong.length);
            assertThat(Ended.run(command).code()).as(String.join(" ", wrong)).isEqualTo(2);
        }
    }
}
