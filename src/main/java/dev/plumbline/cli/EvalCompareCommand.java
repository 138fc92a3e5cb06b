package dev.plumbline.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.plumbline.eval.EvalException;
import dev.plumbline.eval.compare.ComparisonJson;
import dev.plumbline.eval.compare.MetricComparison;
import dev.plumbline.eval.compare.RunComparison;
import dev.plumbline.eval.report.Baseline;
import dev.plumbline.eval.stats.Comparison;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code eval compare}: is the candidate worse than the baseline. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        description = "Compares two runs item by item and says whether the candidate is worse.",
        footer = "Exit codes: 0 pass, 1 fail, 2 wrong usage, 3 inconclusive, 4 broken off.")
final class EvalCompareCommand implements Callable<Integer> {
    @SuppressWarnings("NullAway.Init") // picocli sets it
    @Spec
    private CommandSpec spec;

    @Parameters(
            index = "0",
            paramLabel = "BASELINE",
            description = "A results.jsonl, or the folder of one.")
    private Path baseline = Path.of("");

    @Parameters(
            index = "1",
            paramLabel = "CANDIDATE",
            description = "A results.jsonl, or the folder of one.")
    private Path candidate = Path.of("");

    @Option(names = "--metric", description = "A metric to compare; repeatable. All by default.")
    private List<String> metrics = new ArrayList<>();

    @Option(
            names = "--margin",
            description = "How much worse the candidate may be (default: 0.01).",
            defaultValue = "0.01")
    private double margin;

    @Option(names = "--json", description = "One JSON object on standard output.")
    private boolean json;

    @Option(
            names = "--usual",
            description =
                    "Compares what 'eval answers --baseline' compares by itself: decision, contains,"
                            + " f1, faithful, citation_recall, retrieved, undeceived.")
    private boolean usual;

    @Override
    public Integer call() {
        return EvalOutput.guard(this::compare);
    }

    private int compare() throws JsonProcessingException {
        if (!(margin >= 0)) {
            throw new EvalException("--margin must be 0 or more, not " + margin + ".");
        }
        if (usual && !metrics.isEmpty()) {
            throw new EvalException("--usual names the metrics; leave out --metric.");
        }
        RunComparison run =
                usual
                        ? new Baseline(baseline, List.of(), margin).compare(candidate)
                        : RunComparison.of(baseline, candidate, metrics, margin);
        run.incomplete().ifPresent(System.err::println);
        run.metrics().stream()
                .filter(metric -> metric.missing() > 0 && metric.comparison().isPresent())
                .forEach(
                        metric ->
                                System.err.println(
                                        metric.missing()
                                                + " items have "
                                                + metric.name()
                                                + " in one run only."));
        List<String> apart =
                run.metrics().stream()
                        .filter(metric -> metric.comparison().isEmpty())
                        .map(MetricComparison::name)
                        .toList();
        if (!apart.isEmpty()) {
            System.err.println(
                    "In one run only, so that nothing can be decided: "
                            + String.join(", ", apart)
                            + ". Name the metrics that count by --metric.");
        }
        if (json) {
            EvalOutput.figures(ComparisonJson.of(run), true, spec.commandLine().getOut());
        } else {
            System.out.printf(
                    "%-19s %6s %7s %6s %9s %10s %11s  %-20s %7s %7s%n",
                    "",
                    "pairs",
                    "missing",
                    "failed",
                    "baseline",
                    "candidate",
                    "difference",
                    "95% interval",
                    "p",
                    "Holm");
            run.metrics().forEach(EvalCompareCommand::print);
            run.regressionsByStage()
                    .forEach(
                            (stage, count) ->
                                    System.out.println("newly lost by " + stage + ": " + count));
            run.regressions()
                    .forEach(each -> System.out.println("  " + each.stage() + "  " + each.id()));
            System.out.println(run.outcome().label());
        }
        return run.outcome().exitCode();
    }

    private static void print(MetricComparison metric) {
        String outcome = metric.outcome().label();
        if (metric.comparison().isEmpty()) {
            System.out.printf(
                    "%-19s %6d %7d %6d  %s%n",
                    metric.name(), 0, metric.missing(), metric.failures(), outcome);
            return;
        }
        Comparison c = metric.comparison().get();
        String needed =
                c.itemsNeeded().isPresent()
                        ? " (about " + c.itemsNeeded().getAsLong() + " items would decide)"
                        : "";
        System.out.printf(
                Locale.ROOT,
                "%-19s %6d %7d %6d %9.4f %10.4f %+11.4f  %-20s %7.4f %7.4f  %s%s%n",
                metric.name(),
                c.items(),
                metric.missing(),
                metric.failures(),
                c.baselineMean(),
                c.candidateMean(),
                c.difference(),
                String.format(
                        Locale.ROOT, "[%+.4f, %+.4f]", c.interval95().low(), c.interval95().high()),
                c.p(),
                metric.holmP(),
                outcome,
                needed);
    }
}
