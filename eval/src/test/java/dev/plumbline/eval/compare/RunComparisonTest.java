package dev.plumbline.eval.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.eval.EvalException;
import dev.plumbline.eval.stats.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunComparisonTest {
    @TempDir private Path folder = Path.of("");

    private Path results(String name, int from, int to, double score) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int i = from; i < to; i++) {
            lines.append("{\"id\":\"q").append(i).append("\",\"scores\":{\"f1\":");
            lines.append(score + i % 3 * .01).append("},\"answer\":\"x\"}\n");
        }
        return Files.writeString(folder.resolve(name), lines);
    }

    @Test
    void itemsWithoutAPartnerAreCountedAsMissing() throws IOException {
        RunComparison run =
                RunComparison.of(results("a", 0, 50, .5), results("b", 10, 55, .5), List.of(), .01);
        assertThat(run.metrics().getFirst().missing()).isEqualTo(15);
        assertThat(run.metrics().getFirst().comparison().orElseThrow().items()).isEqualTo(40);
        assertThat(run.metrics().getFirst().outcome()).isEqualTo(Outcome.PASS);
    }

    /** The easy half is as good as before; nobody knows of the rest. */
    @Test
    void aCandidateThatLacksItemsOfTheBaselineDoesNotPass() throws IOException {
        Path whole = results("a", 0, 50, .5);
        RunComparison half = RunComparison.of(whole, results("b", 0, 25, .5), List.of(), .01);
        assertThat(half.metrics().getFirst().outcome()).isEqualTo(Outcome.PASS);
        assertThat(half.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(half.incomplete().orElseThrow()).startsWith("25 items of the baseline");
        assertThat(ComparisonJson.of(half)).containsEntry("items_lacking", 25);
        RunComparison more = RunComparison.of(whole, results("c", 0, 60, .5), List.of(), .01);
        assertThat(more.outcome()).isEqualTo(Outcome.PASS);
        assertThat(more.incomplete()).isEmpty();
        assertThat(RunComparison.of(whole, results("d", 0, 25, .3), List.of(), .01).outcome())
                .isEqualTo(Outcome.FAIL);
    }

    @Test
    void aFailedJudgementCountsNothingAndIsToldApartFromAMissingItem() throws IOException {
        Path a = Files.writeString(folder.resolve("a"), scored("1") + scored("1") + scored("1"));
        Path b = Files.writeString(folder.resolve("b"), scored("1") + scored("null"));
        MetricComparison metric = RunComparison.of(a, b, List.of(), .01).metrics().getFirst();
        assertThat(metric.missing()).isEqualTo(1);
        assertThat(metric.failures()).isEqualTo(1);
        assertThat(metric.comparison().orElseThrow().candidateMean()).isEqualTo(.5);
    }

    @Test
    void anItemThatAMetricDoesNotApplyToInEitherRunIsNotMissing() throws IOException {
        String plain = "{\"id\":\"z\",\"scores\":{\"answered\":1}}\n";
        Path a = Files.writeString(folder.resolve("a"), plain + scored("1") + scored("1"));
        Path b = Files.writeString(folder.resolve("b"), scored("1") + plain + scored("1"));
        RunComparison run = RunComparison.of(a, b, List.of("faithful"), .01);
        assertThat(run.metrics().getFirst().missing()).isEqualTo(2);
    }

    private int next;

    private String scored(String score) {
        return "{\"id\":\"i%d\",\"scores\":{\"faithful\":%s}}%n".formatted(next++ % 3, score);
    }

    @Test
    void aRunThatIsSurelyWorseFails() throws IOException {
        RunComparison run =
                RunComparison.of(results("a", 0, 50, .5), results("b", 0, 50, .4), List.of(), .01);
        assertThat(run.outcome()).isEqualTo(Outcome.FAIL);
    }

    /**
     * One metric's one-sided p is .0203 at margin .03 (ComparisonTest); three times that is not.
     */
    @Test
    void oneOfSeveralMetricsFailsTheRunOnlyBeyondChance() throws IOException {
        StringBuilder a = new StringBuilder();
        StringBuilder b = new StringBuilder();
        for (int i = 0; i < 4; i++) {
            String line = "{\"id\":\"%d\",\"scores\":{\"x\":%s,\"y\":1,\"z\":1}}%n";
            a.append(line.formatted(i, "0.5"));
            b.append(line.formatted(i, i % 2 == 0 ? "0.44" : "0.46"));
        }
        Path before = Files.writeString(folder.resolve("a"), a);
        Path after = Files.writeString(folder.resolve("b"), b);
        RunComparison all = RunComparison.of(before, after, List.of(), .03);
        assertThat(all.metrics().getFirst().outcome()).isEqualTo(Outcome.FAIL);
        assertThat(all.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        RunComparison one = RunComparison.of(before, after, List.of("x"), .03);
        assertThat(one.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(one.beside(.9, .9).outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(one.beside(.001).outcome()).isEqualTo(Outcome.FAIL);
    }

    @Test
    void runsWithoutACommonItemAreInconclusive() throws IOException {
        RunComparison run =
                RunComparison.of(results("a", 0, 5, .5), results("b", 5, 9, .5), List.of(), .01);
        assertThat(run.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    }

    @Test
    void anUnknownMetricOrAnIdTwiceIsTold() throws IOException {
        Path a = results("a", 0, 5, .5);
        assertThatThrownBy(() -> RunComparison.of(a, a, List.of("rouge"), .01))
                .isInstanceOf(EvalException.class)
                .hasMessageContaining("rouge");
        Path twice =
                Files.writeString(folder.resolve("c"), Files.readString(a) + Files.readString(a));
        assertThatThrownBy(() -> RunComparison.of(a, twice, List.of(), .01))
                .hasMessageContaining(":6 has the id 'q0' again");
    }
}
