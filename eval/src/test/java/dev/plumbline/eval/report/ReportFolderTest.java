package dev.plumbline.eval.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.eval.EvalException;
import dev.plumbline.eval.answers.AnswerRun;
import dev.plumbline.eval.answers.ItemScorer;
import dev.plumbline.eval.data.Json;
import dev.plumbline.eval.judge.AlignmentJudge;
import dev.plumbline.eval.metric.AnswerRelevance;
import dev.plumbline.eval.questions.Question;
import dev.plumbline.eval.questions.Suite;
import dev.plumbline.eval.questions.SuiteFile;
import dev.plumbline.eval.stats.Outcome;
import dev.plumbline.eval.systems.OutputsTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFolderTest {
    private static final int ITEMS = 40;

    @TempDir private Path folder = Path.of("");

    /** Answers that are right but for the first few, whose evidence was not retrieved. */
    private Path outputs(String name, int wrong) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < ITEMS; i++) {
            String right = "Engine " + i + " has " + (100 + i) + " wheels.";
            String said = i < wrong ? "Engine " + i + " has 9 wheels & <no> doors." : right;
            String found = i < wrong ? "Something else." : right;
            lines.append(
                    "{\"id\":\"q%d\",\"answer\":\"%s\",\"confidence\":0.%d,\"evidence\":[\"%s\"],\"retrieved\":[\"%s\"],\"packed\":[\"%s\"],\"latency_ms\":%d}%n"
                            .formatted(i, said, 1 + i % 9, found, found, found, 20 + i));
        }
        return Files.writeString(folder.resolve(name), lines.toString());
    }

    private Suite suite() throws IOException {
        StringBuilder rows = new StringBuilder("id,question,expected,kind,forbidden\n");
        for (int i = 0; i < ITEMS; i++) {
            rows.append(
                    "q%d,How many wheels has engine %d?,%d,wheels,canary%n"
                            .formatted(i, i, 100 + i));
        }
        return SuiteFile.read(Files.writeString(folder.resolve("own.csv"), rows.toString()));
    }

    private Outcome report(String name, Path outputs, Optional<Baseline> baseline)
            throws IOException {
        return report(name, outputs, baseline, suite());
    }

    private Outcome report(String name, Path outputs, Optional<Baseline> baseline, Suite suite)
            throws IOException {
        ItemScorer scorer = new ItemScorer(new AlignmentJudge(), 1, AnswerRelevance.byWords());
        Path into = folder.resolve(name);
        try (ReportFolder report = new ReportFolder(into, suite, baseline)) {
            new AnswerRun(OutputsTarget.read(outputs), "outputs", into)
                    .run(
                            suite.questions(),
                            (question, output) -> report.add(scorer.score(question, output)),
                            done -> {});
            return report.finish(scorer.tally(), results -> Map.of("outputs", name));
        }
    }

    @Test
    void aRunThatBecameWorseFailsAndSaysWhichStageLostIt() throws IOException {
        assertThat(report("before", outputs("before.jsonl", 0), Optional.empty()))
                .isEqualTo(Outcome.PASS);
        Baseline baseline = new Baseline(folder.resolve("before"), List.of("contains"), .01);
        assertThat(report("after", outputs("after.jsonl", 20), Optional.of(baseline)))
                .isEqualTo(Outcome.FAIL);
        JsonNode summary = Json.read(folder.resolve("after/summary.json"));
        assertThat(summary.at("/lost/retrieval").asInt()).isEqualTo(20);
        assertThat(summary.at("/comparison/lost_by_stage/retrieval").asInt()).isEqualTo(20);
        assertThat(summary.at("/comparison/metrics/contains/difference").asDouble()).isEqualTo(-.5);
        assertThat(summary.at("/kinds/wheels/contains").asDouble()).isEqualTo(.5);
        assertThat(Files.readString(folder.resolve("after/junit.xml")))
                .contains("failures=\"1\"", "contains against the baseline");
        assertThat(Files.readAllLines(folder.resolve("after/items.csv"))).hasSize(ITEMS + 1);
        assertThat(Files.readString(folder.resolve("after/results.jsonl")))
                .contains("\"evidence\"")
                .doesNotContain("\"retrieved\":[");
    }

    @Test
    void theReportIsOneFileThatMarksWhatIsNotSupported() throws IOException {
        report("before", outputs("before.jsonl", 0), Optional.empty());
        Baseline baseline = new Baseline(folder.resolve("before"), List.of(), .01);
        report("after", outputs("after.jsonl", 3), Optional.of(baseline));
        String html = Files.readString(folder.resolve("after/report.html"));
        assertThat(html)
                .contains("Worst regressions", "<mark class=\"bad\">", "contains 1.00 → 0.00")
                .contains("Paired differences", "Reliability", "Risk by coverage", "Latency")
                .contains("Evidence among the first k", "&lt;no&gt;")
                .doesNotContain("src=", "href=\"http", "<no>", "<script");
    }

    @Test
    void aWorseItemOutlivesAnyNumberOfLesserOnes() throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < ITEMS; i++) {
            String said = i == 20 ? "Follow the canary." : "Nobody knows.";
            lines.append("{\"id\":\"q%d\",\"answer\":\"%s\"}%n".formatted(i, said));
        }
        Path outputs = Files.writeString(folder.resolve("deceived.jsonl"), lines);
        report("after", outputs, Optional.empty());
        String html = Files.readString(folder.resolve("after/report.html"));
        String[] articles = html.split("<article>", -1);
        assertThat(articles).hasSize(21);
        assertThat(articles[1]).contains("Follow the canary.");
    }

    private Path lines(String name, int from, String line) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < ITEMS; i++) {
            String right = "{\"id\":\"q%d\",\"answer\":\"%d wheels\"}%n".formatted(i, 100 + i);
            lines.append(i < from ? right : line.formatted(i) + "\n");
        }
        return Files.writeString(folder.resolve(name), lines);
    }

    @Test
    void aRunWithoutAnAnswerFailsAndOneWithoutSomeDoesNotPass() throws IOException {
        String blank = "{\"id\":\"q%d\",\"answer\":\" \"}";
        assertThat(report("none", lines("none.jsonl", 0, blank), Optional.empty()))
                .isEqualTo(Outcome.FAIL);
        JsonNode summary = Json.read(folder.resolve("none/summary.json"));
        assertThat(summary.path("errors").asInt()).isEqualTo(ITEMS);
        assertThat(summary.at("/metrics/decision/mean").asDouble(-1)).isZero();
        assertThat(Files.readString(folder.resolve("none/junit.xml"))).contains("failures=\"1\"");
        String error = "{\"id\":\"q%d\",\"error\":\"gone\"}";
        assertThat(report("some", lines("some.jsonl", 39, error), Optional.empty()))
                .isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(Files.readString(folder.resolve("some/junit.xml")))
                .contains("failures=\"0\" errors=\"1\" skipped=\"1\"");
        String refusal = "{\"id\":\"q%d\",\"refused\":true}";
        assertThat(report("refused", lines("refused.jsonl", 0, refusal), Optional.empty()))
                .isEqualTo(Outcome.PASS);
    }

    @Test
    void aReportIsNotComparedWithItselfAndWhatWasThereStays() throws IOException {
        report("run", outputs("before.jsonl", 0), Optional.empty());
        Path results = folder.resolve("run/results.jsonl");
        String before = Files.readString(results);
        Optional<Baseline> own = Optional.of(new Baseline(folder.resolve("run"), List.of(), .01));
        assertThatThrownBy(() -> report("../" + folder.getFileName() + "/run", results, own))
                .isInstanceOf(EvalException.class)
                .hasMessageContaining("baseline");
        ItemScorer scorer = new ItemScorer(new AlignmentJudge(), 1, AnswerRelevance.byWords());
        try (ReportFolder cut =
                new ReportFolder(folder.resolve("run"), suite(), Optional.empty())) {
            Question first = suite().questions().getFirst();
            Path said = folder.resolve("before.jsonl");
            cut.add(scorer.score(first, OutputsTarget.read(said).answer(first)));
        }
        assertThat(results).hasContent(before);
    }

    @Test
    void aMetricThatTheRunLostDoesNotPass() throws IOException {
        report("before", outputs("before.jsonl", 0), Optional.empty());
        Optional<Baseline> baseline =
                Optional.of(new Baseline(folder.resolve("before"), List.of(), .01));
        Path bare = lines("bare.jsonl", ITEMS, "");
        assertThat(report("after", bare, baseline)).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(Json.read(folder.resolve("after/summary.json")).at("/comparison/metrics"))
                .anyMatch(metric -> metric.path("missing").asInt() == ITEMS);
    }

    private Suite expecting(Suite.Gate... gates) throws IOException {
        return new Suite("own", suite().questions(), List.of(gates), List.of());
    }

    @Test
    void anOpenGateSaysHowManyMoreQuestionsWouldDecide() throws IOException {
        Suite suite = expecting(new Suite.Gate("contains", .95, .01));
        assertThat(report("open", outputs("o", 1), Optional.empty(), suite))
                .isEqualTo(Outcome.INCONCLUSIVE);
        JsonNode gate = Json.read(folder.resolve("open/summary.json")).at("/gates/0");
        int more = gate.path("items_needed").asInt() - ITEMS;
        assertThat(more).isPositive();
        assertThat(gate.path("lower95").asDouble()).isBetween(.9, .94);
        String sentence = "about " + more + " more like them would decide";
        for (String file : List.of("open/report.html", "open/junit.xml")) {
            assertThat(Files.readString(folder.resolve(file))).contains(sentence);
        }
        Suite never = expecting(new Suite.Gate("claim_f1", .9, .01));
        report("none", outputs("o", 1), Optional.empty(), never);
        assertThat(Files.readString(folder.resolve("none/report.html")))
                .contains("no question has it")
                .doesNotContain("NaN");
    }

    /** 36 of 40 miss .97 with a one-sided p of .043 alone; among three that may be chance. */
    @Test
    void aMissAmongSeveralGatesMayBeChance() throws IOException {
        Path outputs = outputs("o", 4);
        Suite.Gate missed = new Suite.Gate("contains", .985, 0);
        assertThat(report("one", outputs, Optional.empty(), expecting(missed)))
                .isEqualTo(Outcome.FAIL);
        Suite.Gate met = new Suite.Gate("answered", .5, 0);
        Suite.Gate other = new Suite.Gate("undeceived", .5, 0);
        assertThat(report("three", outputs, Optional.empty(), expecting(missed, met, other)))
                .isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(Files.readString(folder.resolve("three/junit.xml")))
                .contains("failures=\"0\"", "by Holm");
    }

    @Test
    void aComparisonShowsItsMarginAndWhatIsMissing() throws IOException {
        report("before", outputs("before.jsonl", 0), Optional.empty());
        Suite half = new Suite("own", suite().questions().subList(0, 30), List.of(), List.of());
        Baseline baseline = new Baseline(folder.resolve("before"), List.of(), .02);
        assertThat(report("half", outputs("o", 0), Optional.of(baseline), half))
                .isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(Files.readString(folder.resolve("half/report.html")))
                .contains(">margin<", "in one run only", "10 items of the baseline are not");
        assertThat(Files.readString(folder.resolve("half/junit.xml")))
                .contains("items of the baseline", "skipped=\"1\"");
    }

    @Test
    void aGateThatCannotBeDecidedIsRefusedBeforeAnythingIsAsked() throws IOException {
        Suite.Gate good = new Suite.Gate("contains", .9, .01);
        for (List<Suite.Gate> gates :
                List.of(List.of(good, good), List.of(new Suite.Gate("contians", .9, .01)))) {
            Suite suite = new Suite("own", suite().questions(), gates, List.of());
            assertThatThrownBy(() -> new ReportFolder(folder, suite, Optional.empty()))
                    .isInstanceOf(EvalException.class)
                    .hasMessageContaining(gates.getFirst().metric());
        }
        assertThatThrownBy(() -> new Baseline(folder, List.of("rouge"), .01))
                .hasMessageContaining("rouge");
    }

    @Test
    void refusalsAreCountedWithoutConfidenceAndWhatIsNotKnownIsLeftOut() throws IOException {
        report(
                "bare",
                lines("bare.jsonl", 30, "{\"id\":\"q%d\",\"refused\":true}"),
                Optional.empty());
        JsonNode abstention = Json.read(folder.resolve("bare/summary.json")).path("abstention");
        assertThat(abstention.path("answer_rate").asDouble()).isEqualTo(.75);
        assertThat(abstention.path("crag").asDouble()).isEqualTo(.75);
        assertThat(abstention.path("n").asInt()).isEqualTo(ITEMS);
        assertThat(abstention.path("rated").asInt()).isZero();
        assertThat(abstention.properties()).hasSize(6);
        assertThat(Files.readString(folder.resolve("bare/report.html")))
                .contains("0 of 40 questions state a confidence");
        assertThat(Files.readString(folder.resolve("bare/report.html"))).doesNotContain("NaN");
    }
}
