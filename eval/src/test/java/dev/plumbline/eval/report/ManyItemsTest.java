package dev.plumbline.eval.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.eval.answers.AnswerRun;
import dev.plumbline.eval.answers.ItemScorer;
import dev.plumbline.eval.data.Json;
import dev.plumbline.eval.judge.AlignmentJudge;
import dev.plumbline.eval.metric.AnswerRelevance;
import dev.plumbline.eval.questions.Suite;
import dev.plumbline.eval.questions.SuiteFile;
import dev.plumbline.eval.systems.OutputsTarget;
import java.io.IOException;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run of many items: what it costs, and that it holds numbers and not texts. */
@Tag("nightly")
class ManyItemsTest {
    private static final long SEED = 5;
    private static final long BYTES_PER_ITEM_MAX = 1_500;

    private static final long REPORT_BYTES_MAX = 1 << 20;

    @TempDir private Path folder = Path.of("");

    private record Cost(double seconds, long heapBytes, long finishedBytes) {}

    private Suite suite(int items) throws IOException {
        Path questions = folder.resolve("questions" + items + ".csv");
        Random random = new Random(SEED);
        try (Writer rows = Files.newBufferedWriter(questions);
                Writer outputs = Files.newBufferedWriter(folder.resolve("outputs.jsonl"))) {
            rows.write("id,question,expected,evidence,cluster\n");
            for (int i = 0; i < items; i++) {
                String right = "Gate " + i + " of section " + i / 7 + " opens at " + i % 24 + ".";
                String said = random.nextInt(5) == 0 ? "Gate " + i + " opens at 99." : right;
                rows.write(
                        "q%d,When does gate %d open?,%d,%s,doc%d%n"
                                .formatted(i, i, i % 24, right, i / 20));
                List<String> evidence =
                        List.of(right, "Section " + i % 91 + " holds gates that close at night.");
                outputs.write(
                        Json.write(
                                        Map.of(
                                                "id", "q" + i,
                                                "answer", said,
                                                "confidence", random.nextDouble(),
                                                "evidence", evidence,
                                                "retrieved", evidence,
                                                "packed", evidence,
                                                "latency_ms", 10 * random.nextDouble()))
                                + "\n");
            }
        }
        return SuiteFile.read(questions);
    }

    private Cost cost(int items) throws IOException {
        Suite suite = suite(items);
        long before = used();
        long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        ItemScorer scorer = new ItemScorer(new AlignmentJudge(), 1, AnswerRelevance.byWords());
        try (ReportFolder report = new ReportFolder(folder, suite, Optional.empty())) {
            new AnswerRun(OutputsTarget.read(folder.resolve("outputs.jsonl")), "file", folder)
                    .run(
                            suite.questions(),
                            (question, output) -> report.add(scorer.score(question, output)),
                            done -> {});
            long held = used() - before;
            report.finish(scorer.tally(), results -> Map.of());
            long end = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            return new Cost((end - start) / 1e9, held, used() - before);
        }
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    @Test
    void aHundredThousandItemsAreScoredWhileLittleIsHeld() throws IOException {
        cost(1_000);
        Cost few = cost(1_000);
        Cost many = cost(100_000);
        System.out.printf(
                "1,000 items: %.1f s of processor time, %d KB held; 100,000: %.1f s, %d KB held,"
                        + " %d KB after the report of %d KB%n",
                few.seconds(),
                few.heapBytes() >> 10,
                many.seconds(),
                many.heapBytes() >> 10,
                many.finishedBytes() >> 10,
                Files.size(folder.resolve("report.html")) >> 10);
        assertThat(many.heapBytes()).isLessThan(100_000 * BYTES_PER_ITEM_MAX);
        assertThat(many.finishedBytes()).isLessThan(100_000 * BYTES_PER_ITEM_MAX);
        assertThat(Files.size(folder.resolve("report.html"))).isLessThan(REPORT_BYTES_MAX);
        assertThat(Json.read(folder.resolve("summary.json")).path("n").asInt()).isEqualTo(100_000);
    }
}
