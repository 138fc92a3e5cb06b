package dev.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvalAnswersTest {
    private static final int ITEMS = 12;

    @TempDir private Path folder = Path.of("");

    private record Ended(int code, String printed) {}

    private static Ended run(String... arguments) {
        PrintStream before = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            int code = Main.run(arguments);
            return new Ended(code, printed.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(before);
        }
    }

    /** A run over a file of outputs of which the first few are wrong. */
    private Ended answers(int wrong, String metric) throws IOException {
        StringBuilder questions = new StringBuilder("id,question,expected\n");
        StringBuilder outputs = new StringBuilder();
        for (int i = 0; i < ITEMS; i++) {
            questions.append("q%d,How many wheels has engine %d?,%d%n".formatted(i, i, 100 + i));
            int said = i < wrong ? 9 : 100 + i;
            outputs.append("{\"id\":\"q%d\",\"answer\":\"It has %d.\"}%n".formatted(i, said));
        }
        Files.writeString(folder.resolve("questions.csv"), questions);
        Files.writeString(folder.resolve("outputs.jsonl"), outputs);
        Path suite =
                Files.writeString(
                        folder.resolve("suite.yaml"),
                        "name: own\nquestions: questions.csv\nexpect:\n  - {metric: "
                                + metric
                                + ", value: 0.9, tolerance: 0.05}\n");
        return run(
                "eval",
                "answers",
                "--suite",
                suite.toString(),
                "--target",
                folder.resolve("outputs.jsonl").toString(),
                "--report",
                folder.resolve("report").toString(),
                "--json");
    }

    @Test
    void theExitCodeSaysWhatCameOfItAndJsonAloneIsPrinted() throws IOException {
        int[] wrong = {0, ITEMS, 2};
        int[] codes = {0, 1, 3};
        String[] outcomes = {"pass", "fail", "inconclusive"};
        for (int i = 0; i < wrong.length; i++) {
            Ended ended = answers(wrong[i], "contains");
            assertThat(ended.code()).as(outcomes[i]).isEqualTo(codes[i]);
            assertThat(new JsonMapper().readTree(ended.printed()).path("outcome").asText())
                    .isEqualTo(outcomes[i]);
            assertThat(folder.resolve("report/summary.json")).hasContent(ended.printed());
        }
    }

    @Test
    void whatCannotBeDecidedIsWrongUsageAndLeavesTheReport() throws IOException {
        answers(0, "contains");
        String before = Files.readString(folder.resolve("report/results.jsonl"));
        Ended ended = answers(2, "contians");
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.printed()).isEmpty();
        assertThat(folder.resolve("report/results.jsonl")).hasContent(before);
    }

    @Test
    void aBenchmarkThatCannotRunIsAMissAndTheOthersGoOn() throws IOException {
        Files.writeString(
                folder.resolve("data.json"),
                """
                {"data":[{"title":"T","paragraphs":[{"context":"One.","qas":[
                {"id":"a","question":"A?","answers":[{"text":"One"}]}]}]}]}
                """);
        Files.writeString(folder.resolve("said.json"), "{\"a\":\"One\"}");
        Files.writeString(
                folder.resolve("own.yaml"),
                """
                title: Own
                runs:
                  - command: eval squad {data}/absent.json {data}/said.json --json
                    expect: [{metric: exact, value: 100, tolerance: 0}]
                  - command: eval squad {data}/data.json {data}/said.json --json
                    expect: [{metric: exact, value: 100, tolerance: 0}]
                """);
        String at = folder.toString();
        Ended ended = run("eval", "benchmarks", "--suites", at, "--data", at, "--json");
        assertThat(ended.code()).isEqualTo(1);
        assertThat(new JsonMapper().readTree(ended.printed()))
                .hasSize(2)
                .anyMatch(run -> run.path("misses").size() == 1)
                .anyMatch(run -> run.at("/figures/exact").asDouble() == 100);
        Ended idle = run("eval", "benchmarks", "--suites", at, "--data", at, "--quick");
        assertThat(idle.code()).isEqualTo(2);
    }
}
