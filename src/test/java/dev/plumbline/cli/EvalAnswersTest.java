package dev.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvalAnswersTest {
    private static final int ITEMS = 40;

    @TempDir private Path folder = Path.of("");

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
        return Ended.run(
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
        int[] wrong = {0, ITEMS, 5};
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

    private JsonNode provenance() throws IOException {
        return new JsonMapper()
                .readTree(folder.resolve("report/summary.json").toFile())
                .path("provenance");
    }

    @Test
    void provenanceHashesTheQuestionsOfASuiteToo() throws IOException {
        answers(0, "contains");
        JsonNode before = provenance();
        Path questions = folder.resolve("questions.csv");
        Files.writeString(questions, Files.readString(questions).replace("wheels", "doors"));
        Ended.run(
                "eval",
                "answers",
                "--suite",
                folder.resolve("suite.yaml").toString(),
                "--target",
                folder.resolve("outputs.jsonl").toString(),
                "--report",
                folder.resolve("report").toString());
        assertThat(provenance().path("suite_sha256")).isEqualTo(before.path("suite_sha256"));
        assertThat(provenance().path("questions_sha256").asText())
                .hasSize(64)
                .isNotEqualTo(before.path("questions_sha256").asText());
    }

    @Test
    void answersOfSeveralReleasesAreAWarning() throws IOException {
        String suite =
                Files.writeString(folder.resolve("q.csv"), "question\nA?\nB?\nC?\n").toString();
        String line = "{\"id\":\"q%d\",\"answer\":\"Ada\",\"release\":\"%s\",\"profile\":\"p1\"}\n";
        for (String third : new String[] {"r1", "r2"}) {
            String said =
                    outputs(
                            third,
                            line.formatted(1, "r1")
                                    + line.formatted(2, "r1")
                                    + line.formatted(3, third));
            String report = folder.resolve("report").toString();
            Ended ended =
                    Ended.run(
                            "eval",
                            "answers",
                            "--suite",
                            suite,
                            "--target",
                            said,
                            "--report",
                            report);
            boolean mixed = third.equals("r2");
            assertThat(provenance().path("profile").asText()).isEqualTo("p1");
            assertThat(provenance().path("release").asText())
                    .isEqualTo(mixed ? "r1 (2 answers), r2 (1 answer)" : "r1");
            assertThat(ended.told().contains("different releases")).isEqualTo(mixed);
            assertThat(
                            Files.readString(folder.resolve("report/report.html"))
                                    .contains("different releases"))
                    .isEqualTo(mixed);
        }
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
        Ended ended = Ended.run("eval", "benchmarks", "--suites", at, "--data", at, "--json");
        assertThat(ended.code()).isEqualTo(1);
        assertThat(new JsonMapper().readTree(ended.printed()))
                .hasSize(2)
                .anyMatch(run -> run.path("misses").size() == 1)
                .anyMatch(run -> run.at("/figures/exact").asDouble() == 100);
        Ended idle = Ended.run("eval", "benchmarks", "--suites", at, "--data", at, "--quick");
        assertThat(idle.code()).isEqualTo(2);
    }

    @Test
    void whoGivesAFileThatIsNotThereOrNoQuestionsIsToldWhatToDo() throws IOException {
        String good = Files.writeString(folder.resolve("q.csv"), "question\nWho?\n").toString();
        String empty = Files.writeString(folder.resolve("e.csv"), "").toString();
        String wrong = Files.writeString(folder.resolve("w.csv"), "frage\nWer?\n").toString();
        String none = Files.writeString(folder.resolve("n.csv"), "question\n").toString();
        String said = outputs("o", "{\"id\":\"q1\",\"answer\":\"Ada\"}");
        String other = outputs("other", "{\"id\":\"a1\",\"answer\":\"Ada\"}");
        String typo =
                outputs(
                        "typo",
                        "{\"id\":\"a\",\"answer\":\"x\"}\n{\"id\":\"q1\",\"anwser\":\"x\"}");
        String percent = outputs("percent", "{\"id\":\"q1\",\"answer\":\"x\",\"confidence\":80}");
        String words = outputs("words", "{\"id\":\"q1\",\"answer\":\"x\",\"confidence\":\"hi\"}");
        String listless = outputs("text", "{\"id\":\"q1\",\"answer\":\"x\",\"evidence\":\"one\"}");
        String[][] cases = {
            {good, folder.resolve("absent").toString(), "There is no file"},
            {folder.resolve("absent.csv").toString(), said, "There is no file"},
            {empty, said, "is empty"},
            {wrong, said, "no column 'question'"},
            {none, said, "has no questions"},
            {good, good, "q.csv:1 is not JSON"},
            {good, outputs("empty", ""), "has no outputs"},
            {good, other, "such as 'a1'"},
            {good, typo, "typo.jsonl:2 has neither 'answer'"},
            {good, percent, "percent.jsonl:1: 'confidence' is 80"},
            {good, words, "words.jsonl:1: 'confidence'"},
            {good, listless, "text.jsonl:1: 'evidence'"},
            {said, said, "question"},
            {good, "http://127.0.0.1:1", "Nothing answers"},
        };
        for (String[] each : cases) {
            Ended ended =
                    Ended.run(
                            "eval",
                            "answers",
                            "--suite",
                            each[0],
                            "--target",
                            each[1],
                            "--report",
                            folder.resolve("report").toString());
            assertThat(ended.told()).contains(each[2]);
            assertThat(ended.code()).as(ended.told()).isEqualTo(2);
            assertThat(folder.resolve("report/report.html")).doesNotExist();
        }
    }

    private String outputs(String name, String lines) throws IOException {
        return Files.writeString(folder.resolve(name + ".jsonl"), lines + "\n").toString();
    }

    @Test
    void aPlaceThatCannotBeUsedIsWrongUsage() throws IOException {
        String good = Files.writeString(folder.resolve("q.csv"), "question\nWho?\n").toString();
        String said = outputs("o", "{\"id\":\"q1\",\"answer\":\"Ada\"}");
        Ended ended =
                Ended.run("eval", "answers", "--suite", good, "--target", said, "--report", said);
        assertThat(ended.code()).as(ended.told()).isEqualTo(2);
        assertThat(ended.told()).contains("o.jsonl: it is a file");
        String absent = folder.resolve("absent").toString();
        Ended suite = Ended.run("eval", "suite", "--corpus", absent, "--out", absent);
        assertThat(suite.code()).isEqualTo(2);
        assertThat(suite.told()).contains("absent: there is no such file");
    }

    @Test
    void wordsThatDeclineMakeARefusal() throws IOException {
        String suite =
                Files.writeString(folder.resolve("q.csv"), "id,question,answerable\na,A?,false\n")
                        .toString();
        String said =
                Files.writeString(
                                folder.resolve("o.jsonl"),
                                "{\"id\":\"a\",\"answer\":\"Sorry, I do not know that.\"}\n")
                        .toString();
        String report = folder.resolve("report").toString();
        String[] plain = {
            "eval", "answers", "--suite", suite, "--target", said, "--report", report, "--json"
        };
        assertThat(decision(Ended.run(plain))).isZero();
        String[] told = Arrays.copyOf(plain, plain.length + 2);
        told[plain.length] = "--declined-by";
        told[plain.length + 1] = "i do not know";
        assertThat(decision(Ended.run(told))).isEqualTo(1);
        assertThat(folder.resolve("report/report.html"))
                .content()
                .contains("measured</span>", "i do not know")
                .doesNotContain("pass</span>");
    }

    private static double decision(Ended ended) throws IOException {
        return new JsonMapper().readTree(ended.printed()).at("/metrics/decision/mean").asDouble(-1);
    }
}
