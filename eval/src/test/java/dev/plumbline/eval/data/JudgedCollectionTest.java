package dev.plumbline.eval.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.eval.EvalException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JudgedCollectionTest {
    @TempDir private Path folder = Path.of("");

    private JudgedCollection open(String name) {
        return JudgedCollection.open(folder.resolve(name), "test");
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static List<SourceDocument> documents(JudgedCollection collection) {
        List<SourceDocument> documents = new ArrayList<>();
        collection.documents(documents::add);
        return documents;
    }

    @Test
    void eachSquadParagraphAnswersItsOwnQuestions() throws IOException {
        write(
                "squad.json",
                """
                {"data":[{"title":"Super_Bowl 50","paragraphs":[
                {"context":"One.","qas":[{"id":"a","question":"A?","answers":[{"text":"One"}]}]},
                {"context":"Two.","qas":[{"id":"b","question":"B?","answers":[]}]}]}]}
                """);
        JudgedCollection squad = open("squad.json");
        assertThat(documents(squad))
                .containsExactly(
                        new SourceDocument("Super_Bowl_50-1", "Super Bowl 50", "One."),
                        new SourceDocument("Super_Bowl_50-2", "Super Bowl 50", "Two."));
        assertThat(squad.questions())
                .containsExactly(
                        new JudgedQuestion(
                                "a", "A?", Map.of("Super_Bowl_50-1", 1), "Super_Bowl 50"));
    }

    @Test
    void passagesOfSeveralMultihopQuestionsAreOneCorpus() throws IOException {
        write(
                "multihop.json",
                """
                [{"id":"m","question":"M?","paragraphs":[
                {"title":"T","paragraph_text":"x","is_supporting":true},
                {"title":"U","paragraph_text":"y","is_supporting":false}]},
                {"_id":"h","question":"H?","supporting_facts":[["U",0]],
                "context":[["U",["y"]],["V",["z1"," z2"]]]}]
                """);
        JudgedCollection multihop = open("multihop.json");
        assertThat(documents(multihop))
                .containsExactly(
                        new SourceDocument("p1", "T", "x"),
                        new SourceDocument("p2", "U", "y"),
                        new SourceDocument("p3", "V", "z1 z2"));
        assertThat(multihop.questions())
                .containsExactly(
                        new JudgedQuestion("m", "M?", Map.of("p1", 1)),
                        new JudgedQuestion("h", "H?", Map.of("p2", 1)));
    }

    @Test
    void mtragAsksTheLastTurnOfTheTasksThatAreJudged() throws IOException {
        write(
                "mtrag/un/generation_tasks/reference.jsonl",
                """
                {"task_id":"t<::>1","conversation_id":"t","contexts":[{"document_id":"d1","title":"D","text":"x"}],"input":[{"text":"first?"},{"text":"reply"},{"text":"last?"}]}
                {"task_id":"t<::>2","contexts":[{"document_id":"d1","text":"x"}],"input":[{"text":"not judged?"}]}
                """);
        write(
                "mtrag/un/retrieval_tasks/qrels/one.tsv",
                "query-id\tcorpus-id\tscore\r\nt<::>1\td1\t1\r\n");
        JudgedCollection mtrag = open("mtrag");
        assertThat(documents(mtrag)).containsExactly(new SourceDocument("d1", "D", "x"));
        assertThat(mtrag.questions())
                .containsExactly(new JudgedQuestion("t<::>1", "last?", Map.of("d1", 1), "t"));
    }

    @Test
    void onesOwnCollectionIsTwoTables() throws IOException {
        write("own/documents.csv", "id,text\nd1,\"One, two\"\nd2,Three\n");
        write(
                "own/questions.jsonl",
                """
                {"question":"Q?","relevant":{"d1":2,"d2":0}}
                {"id":"b","question":"R?","relevant":["d2"],"cluster":"rules"}
                """);
        JudgedCollection own = open("own");
        assertThat(documents(own).getFirst()).isEqualTo(new SourceDocument("d1", "", "One, two"));
        assertThat(own.questions())
                .containsExactly(
                        new JudgedQuestion("q1", "Q?", Map.of("d1", 2, "d2", 0)),
                        new JudgedQuestion("b", "R?", Map.of("d2", 1), "rules"));
    }

    @Test
    void whatIsNoCollectionIsTold() throws IOException {
        write("other/readme.txt", "x");
        assertThatThrownBy(() -> open("other"))
                .isInstanceOf(EvalException.class)
                .hasMessageContaining("no collection");
    }
}
