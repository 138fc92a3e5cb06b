package dev.plumbline.eval.answers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.plumbline.eval.EvalException;
import dev.plumbline.eval.data.Json;
import dev.plumbline.eval.judge.AlignmentJudge;
import dev.plumbline.eval.judge.ChatModelJudge;
import dev.plumbline.eval.metric.AnswerRelevance;
import dev.plumbline.eval.questions.Asked;
import dev.plumbline.eval.questions.Question;
import dev.plumbline.eval.questions.Suite;
import dev.plumbline.eval.questions.SuiteFile;
import dev.plumbline.eval.report.ReportFolder;
import dev.plumbline.eval.stats.Outcome;
import dev.plumbline.eval.systems.OutputsTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnswerRunTest {
    private static final String CSV =
            """
            id,question,expected,cluster\r
            a,"Who, then?",Ada|Ada Lovelace,d1\r
            b,When?,1843,d1\r
            c,Where?,,d2\r
            """;

    @TempDir private Path folder = Path.of("");

    private Suite suite(String expect) throws IOException {
        Files.writeString(folder.resolve("questions.csv"), CSV);
        Path yaml = folder.resolve("suite.yaml");
        return SuiteFile.read(
                Files.writeString(yaml, "name: own\nquestions: questions.csv\n" + expect));
    }

    @Test
    void aCsvHasQuotedFieldsAlternativesAndClusters() throws IOException {
        Suite suite = suite("");
        assertThat(suite.questions().getFirst())
                .isEqualTo(
                        new Question(
                                "a",
                                "Who, then?",
                                List.of("Ada", "Ada Lovelace"),
                                true,
                                "d1",
                                null,
                                List.of(),
                                List.of(),
                                List.of(),
                                null,
                                null));
        assertThat(suite.questions().getLast().answerable()).isNull();
    }

    @Test
    void aQuoteOutOfPlaceIsToldWithItsLine() throws IOException {
        Path file = folder.resolve("q.csv");
        for (String row : List.of("a,\"Who\" is it?", "a,\"Who is it?", "a,Who,is it?")) {
            Files.writeString(file, "id,question\nz,Why?\n" + row + "\nb,When?\n");
            assertThatThrownBy(() -> SuiteFile.read(file))
                    .isInstanceOf(EvalException.class)
                    .hasMessageContaining("q.csv")
                    .hasMessageContaining("q.csv:3");
        }
        Files.writeString(file, "id,question\na,A 5\" disk?\n,\n\nb,When?\n");
        assertThat(SuiteFile.read(file).questions())
                .extracting(Question::text)
                .containsExactly("A 5\" disk?", "When?");
    }

    @Test
    void aMissingColumnIsToldWithThoseThatThereAre() throws IOException {
        Path semicolons = folder.resolve("excel.csv");
        Files.writeString(semicolons, "\uFEFFQuestion;expected\nWho?;Ada\n");
        assertThatThrownBy(() -> SuiteFile.read(semicolons))
                .isInstanceOf(EvalException.class)
                .hasMessageContaining("no column 'question'")
                .hasMessageContaining("question;expected");
        Files.writeString(semicolons, "\uFEFFQuestion,Expected\nWho?,Ada\n");
        assertThat(SuiteFile.read(semicolons).questions().getFirst().expected())
                .containsExactly("Ada");
        assertThatThrownBy(() -> SuiteFile.read(folder.resolve("absent.csv")))
                .hasMessageContaining("There is no file");
    }

    @Test
    void whetherTheDocumentsAnswerIsTrueOrFalse() throws IOException {
        Path file = folder.resolve("q.csv");
        Files.writeString(file, "question,answerable\nWho?,TRUE\nWhen?,false\n");
        assertThat(SuiteFile.read(file).questions())
                .extracting(Question::answerable)
                .containsExactly(true, false);
        for (String other : List.of("yes", "1", "WAHR")) {
            Files.writeString(file, "question,answerable\nWho?," + other + "\n");
            assertThatThrownBy(() -> SuiteFile.read(file))
                    .isInstanceOf(EvalException.class)
                    .hasMessageContaining("answerable");
        }
    }

    @Test
    void aClaimThatTheJudgeFailsOnIsCounted() throws IOException {
        ChatModel silent =
                new ChatModel() {
                    @Override
                    public ChatResponse doChat(ChatRequest request) {
                        throw new IllegalStateException("down");
                    }
                };
        ItemScorer scorer =
                new ItemScorer(
                        new ChatModelJudge(silent, "silent", Duration.ofSeconds(5)),
                        1,
                        AnswerRelevance.byWords());
        Question question =
                new Question(
                        "a", "Who?", List.of(), null, null, null, List.of(), List.of(), List.of(),
                        "Ada.", null);
        Path outputs = Files.writeString(folder.resolve("o"), "{\"id\":\"a\",\"answer\":\"Ida.\"}");
        ItemResult item = scorer.score(question, OutputsTarget.read(outputs).answer(question));
        assertThat(item.scores()).containsEntry("claim_f1", null);
        assertThat(scorer.tally().failures()).isEqualTo(2);
    }

    @Test
    void theChosenJudgeJudgesCitationsToo() throws IOException {
        AtomicInteger fails = new AtomicInteger();
        ChatModel opposite =
                new ChatModel() {
                    @Override
                    public ChatResponse doChat(ChatRequest request) {
                        if (fails.get() > 0) {
                            throw new IllegalStateException("down");
                        }
                        return ChatResponse.builder()
                                .aiMessage(AiMessage.from("{\"supported\": [0.1]}"))
                                .build();
                    }
                };
        ItemScorer scorer =
                new ItemScorer(
                        new ChatModelJudge(opposite, "opposite", Duration.ofSeconds(5)),
                        1,
                        AnswerRelevance.byWords());
        Question question = Asked.question("a", "Who?");
        Path outputs =
                Files.writeString(
                        folder.resolve("o"),
                        "{\"id\":\"a\",\"answer\":\"Ada wrote it [1].\",\"evidence\":[\"Ada wrote it.\"]}");
        assertThat(scorer.score(question, OutputsTarget.read(outputs).answer(question)).scores())
                .containsEntry("citation_recall", 0.0)
                .containsEntry("citation_precision", 0.0);
        fails.set(1);
        assertThat(scorer.score(question, OutputsTarget.read(outputs).answer(question)).scores())
                .containsEntry("citation_recall", null)
                .containsEntry("cited", 1.0);
        assertThat(scorer.tally().failures()).isEqualTo(2);
    }

    @Test
    void marksInAnAnswerAreItsCitationsWhereTheSystemTellsNone() throws IOException {
        Path outputs =
                Files.writeString(
                        folder.resolve("o"),
                        """
                        {"id":"a","answer":"The mill was sold in 1902 [1]. It burnt in 1911 [7].","evidence":["The mill was sold in 1902."]}
                        """);
        Question question = Asked.question("a", "When?");
        ItemScorer scorer = new ItemScorer(new AlignmentJudge(), 1, AnswerRelevance.byWords());
        assertThat(scorer.score(question, OutputsTarget.read(outputs).answer(question)).scores())
                .containsEntry("citation_recall", .5)
                .containsEntry("citation_precision", 1.0)
                .containsEntry("cited", .5)
                .containsEntry("in_range", .5);
    }

    @Test
    void anAnswerIsJudgedByWhatWasFoundAndItsCitationsByWhatTheyPointAt() throws IOException {
        String line =
                """
                {"id":"%s","answer":"The mill was sold in 1902 [1].","evidence":[%s],"retrieved":[%s]}
                """;
        String tells = "\"The mill was sold in 1902.\"";
        String other = "\"Nobody knew the miller.\"";
        Path outputs =
                Files.writeString(
                        folder.resolve("o"),
                        line.formatted("found", other, tells)
                                + line.formatted("shown", tells, other)
                                + line.formatted("untold", tells, ""));
        ItemScorer scorer = new ItemScorer(new AlignmentJudge(), 1, AnswerRelevance.byWords());
        double[] strict = {1, 0, 1};
        double[] recall = {0, 1, 1};
        List<String> ids = List.of("found", "shown", "untold");
        for (int i = 0; i < ids.size(); i++) {
            Question question = Asked.question(ids.get(i), "When?");
            assertThat(
                            scorer.score(question, OutputsTarget.read(outputs).answer(question))
                                    .scores())
                    .as(ids.get(i))
                    .containsEntry("strict", strict[i])
                    .containsEntry("citation_recall", recall[i]);
        }
    }

    @Test
    void outputsBecomeAReportWithFailureAndErrorApart() throws IOException {
        Path outputs =
                Files.writeString(
                        folder.resolve("outputs.jsonl"),
                        """
                        {"id":"a","answer":"It was <Ada>.","confidence":0.9}
                        {"id":"b","answer":"In 1850.","confidence":0.4}
                        """);
        Suite suite = suite("expect:\n  - {metric: contains, value: 0.99, tolerance: 0.01}\n");
        Path report = folder.resolve("report");
        ItemScorer scorer = new ItemScorer(new AlignmentJudge(), 1, AnswerRelevance.byWords());
        try (ReportFolder written = new ReportFolder(report, suite, Optional.empty())) {
            new AnswerRun(OutputsTarget.read(outputs), "file", report)
                    .run(
                            suite.questions(),
                            (question, output) -> written.add(scorer.score(question, output)),
                            done -> {});
            assertThat(written.finish(scorer.tally(), results -> Map.of()))
                    .isEqualTo(Outcome.INCONCLUSIVE);
        }
        JsonNode summary = Json.read(report.resolve("summary.json"));
        assertThat(summary.path("metrics").path("contains").path("mean").asDouble()).isEqualTo(.5);
        assertThat(summary.path("errors").asInt()).isEqualTo(1);
        assertThat(Files.readString(report.resolve("junit.xml")))
                .contains("errors=\"1\"", "failures=\"0\"");
        assertThat(Files.readString(report.resolve("report.html")))
                .contains("In 1850.", "<svg")
                .doesNotContain("<Ada>", "src=\"http");
        assertThat(Files.readAllLines(report.resolve("results.jsonl"))).hasSize(3);
    }

    @Test
    void aRunGoesOnWhereItWasCutOffAndAsksNothingTwice() throws IOException {
        Instant before = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        try (ChatServer server = new ChatServer(number -> "Ada")) {
            server.status(number -> number == 2 ? 500 : 200);
            AnswerRun run = new AnswerRun(server.target(), server.url(), folder);
            List<Question> questions = suite("").questions();
            AtomicInteger errors = new AtomicInteger();
            run.run(
                    questions,
                    (question, output) -> errors.addAndGet(output.error() == null ? 0 : 1),
                    done -> {});
            assertThat(errors).hasValue(1);
            run.run(
                    questions,
                    (question, output) -> assertThat(output.error()).isNull(),
                    done -> {});
            run.run(
                    questions,
                    (question, output) -> assertThat(output.answer()).isEqualTo("Ada"),
                    d -> {});
            assertThat(server.asked()).hasValue(4);
            assertThat(run.times().askedNow()).isEqualTo(4);
            assertThat(run.times().keptBefore()).isEqualTo(5);
            assertThat(Instant.parse(run.times().span().substring(0, 20)))
                    .isAfterOrEqualTo(before)
                    .isBeforeOrEqualTo(Instant.now());
        }
    }
}
