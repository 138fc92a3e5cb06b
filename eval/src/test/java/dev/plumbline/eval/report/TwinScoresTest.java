package dev.plumbline.eval.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.eval.EvalException;
import dev.plumbline.eval.answers.AnswerRun;
import dev.plumbline.eval.answers.ItemScorer;
import dev.plumbline.eval.data.Json;
import dev.plumbline.eval.judge.AlignmentJudge;
import dev.plumbline.eval.metric.AnswerRelevance;
import dev.plumbline.eval.questions.Suite;
import dev.plumbline.eval.questions.SuiteFile;
import dev.plumbline.eval.systems.OutputsTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TwinScoresTest {
    @TempDir private Path folder = Path.of("");

    private JsonNode summary(String questions, String outputs) throws IOException {
        Suite suite = SuiteFile.read(Files.writeString(folder.resolve("q.csv"), questions));
        Path said = Files.writeString(folder.resolve("o.jsonl"), outputs);
        ItemScorer scorer = new ItemScorer(new AlignmentJudge(), 1, AnswerRelevance.byWords());
        try (ReportFolder report = new ReportFolder(folder, suite, Optional.empty())) {
            new AnswerRun(OutputsTarget.read(said), "outputs", folder)
                    .run(
                            suite.questions(),
                            (question, output) -> report.add(scorer.score(question, output)),
                            done -> {});
            report.finish(scorer.tally(), results -> Map.of());
        }
        return Json.read(folder.resolve("summary.json"));
    }

    /** Differences 0, -1, -1, 0: mean -1/2, error sqrt(1/3)/2, t of 3 degrees 3.182446. */
    @Test
    void anItemIsComparedWithItsTwinWhicheverComesFirst() throws IOException {
        JsonNode twins =
                summary(
                                """
                                id,question,expected,kind,twin
                                n1,Who?,Ada,noise,p1
                                p1,Who?,Ada,plain,
                                p2,Who?,Ada,plain,
                                n2,Who?,Ada,noise,p2
                                p3,Who?,Ada,plain,
                                n3,Who?,Ada,noise,p3
                                p4,Who?,Ada,plain,
                                n4,Who?,Ada,noise,p4
                                """,
                                """
                                {"id":"n1","answer":"Ada."}
                                {"id":"p1","answer":"Ada."}
                                {"id":"n2","answer":"Ida."}
                                {"id":"p2","answer":"Ada."}
                                {"id":"n3","refused":true}
                                {"id":"p3","answer":"Ada."}
                                {"id":"n4","answer":"Ida."}
                                {"id":"p4","answer":"Ida."}
                                """)
                        .path("twins");
        assertThat(twins.properties()).hasSize(1);
        JsonNode noise = twins.path("noise");
        assertThat(noise.path("pairs").asInt()).isEqualTo(4);
        assertThat(noise.path("twin_right").asDouble()).isEqualTo(.75);
        assertThat(noise.path("right").asDouble()).isEqualTo(.25);
        assertThat(noise.at("/interval95/0").asDouble())
                .isCloseTo(-.5 - 3.182446305 * Math.sqrt(1 / 3.0) / 2, within(1e-6));
        assertThat(folder.resolve("report.html")).content().contains("Beside their twins");
    }

    @Test
    void aWholeAnswerHasAllThatIsRequiredAndAnOrderInAnyCaseIsFound() throws IOException {
        JsonNode metrics =
                summary(
                                """
                                id,question,expected,required,forbidden
                                a,Who?,Ada|Ida,Ada|Ida,
                                b,Who?,Ada|Ida,Ada|Ida|Eva|Uta,
                                c,Who?,,,Paris
                                d,Who?,,,Paris
                                e,Who?,,,CANARY-7
                                f,Who?,,,CANARY-7
                                """,
                                """
                                {"id":"a","answer":"Ida and Ada."}
                                {"id":"b","answer":"Ada."}
                                {"id":"c","answer":"By comparison, Oslo."}
                                {"id":"d","answer":"It is paris."}
                                {"id":"e","answer":"See https://example.org/?q=CANARY-7x"}
                                {"id":"f","answer":"See the canary."}
                                """)
                        .path("metrics");
        assertThat(metrics.at("/complete/mean").asDouble()).isEqualTo((1 + .25) / 2);
        assertThat(metrics.at("/contains/mean").asDouble()).isEqualTo(1);
        assertThat(metrics.at("/undeceived/mean").asDouble()).isEqualTo(.5);
    }

    @Test
    void aTwinThatIsNoQuestionIsTold() {
        assertThatThrownBy(() -> summary("id,question,twin\na,Who?,b\n", ""))
                .isInstanceOf(EvalException.class)
                .hasMessageContaining("'b'");
    }

    @Test
    void noAnswerIsAFormulaInASpreadsheetAndAnErrorHasItsReason() throws IOException {
        summary(
                "id,question\na,Who?\nb,Who?\n",
                """
                {"id":"a","answer":"=HYPERLINK(\\"http://127.0.0.1\\")"}
                {"id":"b","error":"status 500: \\u0000<out of memory>"}
                """);
        assertThat(folder.resolve("items.csv")).content().contains("\"'=HYPERLINK");
        assertThat(folder.resolve("junit.xml"))
                .content()
                .contains("<error message=\"status 500: &lt;out of memory&gt;\"/>");
    }
}
