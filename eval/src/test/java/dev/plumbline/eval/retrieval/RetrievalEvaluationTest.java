package dev.plumbline.eval.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.eval.EvalException;
import dev.plumbline.eval.data.Json;
import dev.plumbline.eval.data.JudgedCollection;
import dev.plumbline.eval.data.JudgedQuestion;
import dev.plumbline.eval.data.SourceDocument;
import dev.plumbline.eval.metric.RankingMeasures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetrievalEvaluationTest {
    @TempDir private Path folder = Path.of("");

    private static final List<JudgedQuestion> QUESTIONS =
            List.of(
                    new JudgedQuestion("q1", "first", Map.of("a", 1, "b", 0)),
                    new JudgedQuestion("q2", "second", Map.of("c", 2), "rules"));

    private static RetrievalEvaluation run(Consumer<ScoredRanking> receiver) {
        Retriever retriever =
                (question, depth) ->
                        question.equals("first")
                                ? List.of(new RankedDocument("b", 2), new RankedDocument("a", 1))
                                : List.of();
        return RetrievalEvaluation.run(retriever, QUESTIONS, 10, receiver, done -> {});
    }

    @Test
    void aQuestionWithoutHitsCountsAsNothingFound() {
        Map<String, Number> figures = run(scored -> {}).figures();
        assertThat(figures.get("num_q")).isEqualTo(2L);
        assertThat(figures.get("num_ret")).isEqualTo(2L);
        assertThat(figures.getOrDefault("recip_rank", Double.NaN).doubleValue()).isEqualTo(.25);
        assertThat(figures.getOrDefault("ndcg_cut_10", Double.NaN).doubleValue())
                .isCloseTo(Math.log(2) / Math.log(3) / 2, within(1e-12));
        assertThat(figures.getOrDefault("judged_10", Double.NaN).doubleValue()).isEqualTo(.5);
    }

    @Test
    void equalScoresRankByIdDescendingAndNoneIsBelowTheDepth() {
        Retriever equal =
                (question, depth) ->
                        List.of(
                                new RankedDocument("a", 1),
                                new RankedDocument("c", 1),
                                new RankedDocument("b", 1));
        List<String> ranked = new ArrayList<>();
        Map<String, Number> figures =
                RetrievalEvaluation.run(
                                equal,
                                QUESTIONS.subList(0, 1),
                                2,
                                scored -> scored.ranking().forEach(each -> ranked.add(each.id())),
                                done -> {})
                        .figures();
        assertThat(ranked).containsExactly("c", "b");
        assertThat(figures.get("num_ret")).isEqualTo(2L);
    }

    @Test
    void theRunWrittenHoldsRankAndExactScore() throws IOException {
        Path file = folder.resolve("out.run");
        try (RankingFiles files = new RankingFiles(file, null, "tag")) {
            run(files);
        }
        assertThat(Files.readString(file)).isEqualTo("q1 Q0 b 1 2.0 tag\nq1 Q0 a 2 1.0 tag\n");
    }

    @Test
    void theResultsNameClusters() throws IOException {
        Path file = folder.resolve("results.jsonl");
        try (RankingFiles files = new RankingFiles(null, file, "tag")) {
            run(files);
        }
        List<JsonNode> lines = new ArrayList<>();
        Json.lines(file, (JsonNode line) -> lines.add(line));
        assertThat(lines.getFirst().has("cluster")).isFalse();
        assertThat(lines.getFirst().at("/scores/recip_rank").asDouble()).isEqualTo(.5);
        assertThat(lines.getLast().path("cluster").asText()).isEqualTo("rules");
        assertThat(lines.getLast().at("/scores/recip_rank").asDouble()).isZero();
    }

    @Test
    void exponentialGainWeighsHighGradesMore() {
        // Grades 1 then 2: (1 + 3 / log2(3)) / (3 + 1 / log2(3)).
        double expected = (1 + 3 * Math.log(2) / Math.log(3)) / (3 + Math.log(2) / Math.log(3));
        assertThat(RankingMeasures.exponentialGain(List.of("x", "y"), Map.of("x", 1, "y", 2), 10))
                .isCloseTo(expected, within(1e-12));
    }

    @Test
    void aBeirFolderIsReadWithLineEndsOfWindows() throws IOException {
        Files.createDirectories(folder.resolve("qrels"));
        Files.writeString(folder.resolve("corpus.jsonl"), "{\"_id\":\"d\",\"text\":\"t\"}\r\n");
        Files.writeString(
                folder.resolve("queries.jsonl"),
                "{\"_id\":\"1\",\"text\":\"asked\"}\n{\"_id\":\"2\",\"text\":\"not judged\"}\n");
        Files.writeString(
                folder.resolve("qrels/test.tsv"), "query-id\tcorpus-id\tscore\r\n1\td\t1\r\n");
        JudgedCollection beir = JudgedCollection.open(folder, "test");
        assertThat(beir.questions())
                .containsExactly(new JudgedQuestion("1", "asked", Map.of("d", 1)));
        List<SourceDocument> documents = new ArrayList<>();
        beir.documents(documents::add);
        assertThat(documents).containsExactly(new SourceDocument("d", "", "t"));
    }

    @Test
    void aJudgedQuestionThatIsNotThereIsTold() throws IOException {
        Files.createDirectories(folder.resolve("qrels"));
        Files.writeString(folder.resolve("corpus.jsonl"), "");
        Files.writeString(folder.resolve("queries.jsonl"), "{\"_id\":\"9\",\"text\":\"x\"}\n");
        Files.writeString(folder.resolve("qrels/test.tsv"), "1\td\t1\n");
        assertThatThrownBy(() -> JudgedCollection.open(folder, "test").questions())
                .isInstanceOf(EvalException.class)
                .hasMessageContaining("'1'");
    }
}
