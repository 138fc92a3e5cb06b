package dev.plumbline.eval.questions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.eval.EvalException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuiteFileTest {
    @TempDir private Path folder = Path.of("");

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private void refused(Path file, String... parts) {
        assertThatThrownBy(() -> SuiteFile.read(file))
                .isInstanceOf(EvalException.class)
                .hasMessageContainingAll(parts);
    }

    @Test
    void aLineThatIsWrongIsToldByItsNumber() throws IOException {
        Map<String, String> wrong =
                Map.of(
                        "{\"id\":\"x\"}", "'question'",
                        "{\"id\":\"a\",\"question\":\"Again?\"}", "q.jsonl:1",
                        "{\"question\":\"Who?\",\"answerable\":\"maybe\"}", "true, false",
                        "{\"question\":\"Who?\",\"twin\":\"z\"}", "'z'",
                        "{\"question\":\"Who?\"", "Unexpected end",
                        "[1]", "no JSON object");
        for (Map.Entry<String, String> each : wrong.entrySet()) {
            String first = "{\"id\":\"a\",\"question\":\"Why?\"}\n\n";
            refused(file("q.jsonl", first + each.getKey() + "\n"), "q.jsonl:3", each.getValue());
        }
    }

    @Test
    void aRowThatIsWrongIsToldByItsLine() throws IOException {
        String first = "id,question,answerable\na,\"Who\nis it?\",\n";
        refused(file("q.csv", first + "a,Why?,\n"), "q.csv:4", "'a'", "q.csv:3");
        refused(file("q.csv", first + "b,,true\n"), "q.csv:4", "'question'");
        refused(file("q.csv", first + "b,Why?,perhaps\n"), "q.csv:4", "perhaps");
        refused(file("q.csv", first + "b,Why, then?,true\n"), "q.csv:4", "4 values for 3");
        refused(file("q.csv", "question,id,question\nWho?,a,Why?\n"), "q.csv:1", "twice");
    }

    @Test
    void whatIsNotReadIsNamed() throws IOException {
        assertThat(SuiteFile.read(file("q.csv", "question,expcted\nWho?,Ada\n")).passedOver())
                .containsExactly("expcted");
        String line = "{\"question\":\"Who?\",\"expected\":[\"Ada\"],\"gold\":\"Ada\"}\n";
        assertThat(SuiteFile.read(file("q.jsonl", line)).passedOver()).containsExactly("gold");
    }

    @Test
    void aYamlWithAWordThatNothingReadsIsRefused() throws IOException {
        file("q.csv", "question\nWho?\n");
        String head = "questions: q.csv\n";
        String gate = "expect:\n  - {metric: f1, value: 1, tolerance: .1}\n";
        assertThat(SuiteFile.read(file("s.yaml", head + gate)).gates()).hasSize(1);
        refused(file("s.yaml", head + gate.replace("expect", "expects")), "'expects'", "expect");
        refused(file("s.yaml", head + gate.replace("tolerance", "tolerence")), "'tolerence'");
        refused(file("s.yaml", head + gate.replace(".1", "some")), "some", "NUMBER");
        refused(file("s.yaml", head + "expect: {metric: f1, value: 1}\n"), "list");
        refused(file("s.yaml", "name: x\nquestion: q.csv\n"), "'questions: FILE.csv'");
        refused(file("s.yaml", head + "expect: [\n"), "s.yaml:2", "expected the node content");
        refused(file("s.yaml", "questions: absent.csv\n"), "There is no file", "absent.csv");
    }

    @Test
    void aFileOfSquadHasItsUnanswerableQuestionsAndItsArticlesAsClusters() throws IOException {
        Path squad =
                file(
                        "dev.json",
                        """
                        {"data":[{"title":"Mills","paragraphs":[{"context":"Mills grind corn.","qas":[
                        {"id":"a","question":"What do mills grind?","answers":[{"text":"corn"},{"text":"corn"}]},
                        {"id":"b","question":"Who owns them?","answers":[],"is_impossible":true}]}]}]}
                        """);
        List<Question> questions = SuiteFile.read(squad).questions();
        assertThat(questions).extracting(Question::answerable).containsExactly(true, false);
        assertThat(questions).extracting(Question::cluster).containsExactly("Mills", "Mills");
        assertThat(questions.getFirst().expected()).containsExactly("corn");
        assertThat(questions.getFirst().evidence()).containsExactly("Mills grind corn.");
        assertThat(questions.getLast().evidence()).isEmpty();
        Path yaml = file("s.yaml", "questions: dev.json\nexpect:\n  - {metric: f1, value: .8}\n");
        assertThat(SuiteFile.read(yaml).gates()).hasSize(1);
        assertThat(SuiteFile.read(yaml).questions()).isEqualTo(questions);
        assertThat(SuiteFile.questions(yaml)).isEqualTo(squad);
    }

    @Test
    void aTaskOfMtragIsAskedByItsLastTurn() throws IOException {
        String task =
                "{\"task_id\":\"c1::%d\",\"conversation_id\":\"c1\",\"input\":[{\"text\":\"Hi\"},{\"text\":\"Who?\"}],"
                        + "\"targets\":[{\"text\":\" Ada did. \"}],\"answerability\":[\"%s\"]}\n";
        Files.createDirectories(folder.resolve("generation_tasks"));
        Path tasks =
                file(
                        "generation_tasks/reference.jsonl",
                        task.formatted(1, "ANSWERABLE")
                                + task.formatted(2, "UNANSWERABLE")
                                + task.formatted(3, "UNDERSPECIFIED")
                                + task.formatted(4, "PARTIAL"));
        List<Question> questions = SuiteFile.read(folder).questions();
        assertThat(questions)
                .extracting(Question::answerable)
                .containsExactly(true, false, null, true);
        assertThat(questions).allMatch(question -> question.text().equals("Who?"));
        assertThat(questions).allMatch(question -> "c1".equals(question.cluster()));
        assertThat(questions)
                .extracting(Question::reference)
                .containsExactly("Ada did.", null, null, "Ada did.");
        assertThat(SuiteFile.read(tasks).questions()).isEqualTo(questions);
        assertThat(SuiteFile.questions(folder)).isEqualTo(tasks);
        refused(folder.resolve("generation_tasks"), "MTRAG");
    }
}
