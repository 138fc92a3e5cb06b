package dev.plumbline.eval.judge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.eval.SharedFolder;
import dev.plumbline.eval.suite.PlantedErrors;
import dev.plumbline.eval.suite.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The alignment judge beside people's labels and planted errors; floors a little under what it
 * reaches.
 */
@Tag("shared")
class LabelledResponsesTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long SEED = 97;
    private static final double SPAN_F1 = 0.25;

    private final AlignmentJudge judge = new AlignmentJudge();

    private JudgeEvaluation evaluated(List<LabelledItem> items) {
        JudgeEvaluation evaluation = new JudgeEvaluation();
        items.forEach(item -> evaluation.add(item, List.of(judge.judge(item.request()))));
        System.out.println(evaluation.figures(judge));
        return evaluation;
    }

    private static List<JsonNode> lines(Path file) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            lines.add(JSON.readTree(line));
        }
        return lines;
    }

    @Test
    void answersOfLanguageModels() throws IOException {
        List<LabelledItem> items = new ArrayList<>();
        for (JsonNode row :
                lines(SharedFolder.data("ragtruth-qa").resolve("ragtruth_qa_test.jsonl"))) {
            items.add(
                    item(
                            row,
                            row.path("d1").asText(),
                            row.path("d2").asText(),
                            row.path("query").asText(),
                            row.path("labels").isEmpty(),
                            spans(row.path("labels"))));
        }
        JudgeEvaluation evaluation = evaluated(items);
        assertThat(evaluation.classification().auroc()).isGreaterThan(0.80);
        assertThat(evaluation.spans().f1()).isGreaterThan(SPAN_F1);
    }

    @Test
    void summariesOfNews() throws IOException {
        Path folder = SharedFolder.data("frank");
        Map<String, String> articles = new HashMap<>();
        lines(folder.resolve("articles.jsonl"))
                .forEach(
                        row ->
                                articles.put(
                                        row.path("hash").asText(), row.path("article").asText()));
        Map<String, List<LabelledItem>> sets = new HashMap<>();
        for (JsonNode row : lines(folder.resolve("frank.jsonl"))) {
            String article = articles.getOrDefault(row.path("hash").asText(), "");
            LabelledItem item =
                    item(
                            row,
                            article,
                            row.path("summary").asText(),
                            "",
                            row.path("factuality").asDouble() == 1,
                            List.of());
            sets.computeIfAbsent(row.path("dataset").asText(), name -> new ArrayList<>()).add(item);
        }
        assertThat(sets).containsOnlyKeys("cnndm", "bbc");
        assertThat(evaluated(sets.getOrDefault("cnndm", List.of())).classification().auroc())
                .isGreaterThan(0.77);
        assertThat(evaluated(sets.getOrDefault("bbc", List.of())).classification().auroc())
                .isGreaterThan(0.68);
    }

    private static LabelledItem item(
            JsonNode row,
            String evidence,
            String response,
            String question,
            boolean supported,
            List<Span> spans) {
        return new LabelledItem(
                row.path("id").asText(),
                List.of(evidence),
                response,
                question,
                supported,
                spans,
                "",
                "");
    }

    private static List<Span> spans(JsonNode labels) {
        List<Span> spans = new ArrayList<>();
        labels.forEach(
                label ->
                        spans.add(
                                new Span(label.path("start").asInt(), label.path("end").asInt())));
        return spans;
    }

    @Test
    void plantedErrorsInArticles() throws IOException {
        List<SourceText> corpus = new ArrayList<>();
        JsonNode articles =
                JSON.readTree(SharedFolder.data("squad").resolve("dev-v2.0.json").toFile())
                        .path("data");
        for (JsonNode article : articles) {
            for (JsonNode paragraph : article.path("paragraphs")) {
                corpus.add(
                        new SourceText(
                                article.path("title").asText(),
                                paragraph.path("context").asText()));
            }
        }
        Map<String, JudgeEvaluation.Kind> kinds =
                evaluated(PlantedErrors.of(corpus, 600, SEED)).kinds();
        kinds.forEach(
                (kind, counts) -> {
                    double flagged = (double) counts.flagged() / counts.n();
                    if (PlantedErrors.CLEAN.contains(kind)) {
                        assertThat(flagged).as(kind + ", seed " + SEED).isLessThan(0.03);
                    } else {
                        assertThat(flagged).as(kind + ", seed " + SEED).isGreaterThan(0.95);
                    }
                });
        assertThat(kinds).hasSize(11);
    }
}
