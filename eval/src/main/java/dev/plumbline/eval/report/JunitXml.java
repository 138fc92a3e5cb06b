package dev.plumbline.eval.report;

import dev.plumbline.eval.compare.MetricComparison;
import dev.plumbline.eval.compare.RunComparison;
import dev.plumbline.eval.questions.Question;
import dev.plumbline.eval.questions.Suite;
import dev.plumbline.eval.stats.Comparison;
import dev.plumbline.eval.stats.Outcome;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A run for continuous integration: a missed gate, or a metric that surely fell too far below the
 * baseline, is a failure, an undecided one is skipped, a missing answer is an error. There is a
 * failure if and only if the run fails.
 */
final class JunitXml {
    private JunitXml() {}

    private record Case(String name, Outcome outcome, String sentence) {}

    static void write(Path file, Suite suite, RunFigures run, Map<String, String> failed)
            throws IOException {
        List<Case> cases = new ArrayList<>();
        run.gates()
                .forEach(
                        gate ->
                                cases.add(
                                        new Case(
                                                gate.gate().metric(),
                                                gate.outcome(),
                                                gate.sentence())));
        run.comparison()
                .ifPresent(
                        compared ->
                                compared.metrics()
                                        .forEach(metric -> cases.add(compared(metric, compared))));
        run.comparison()
                .flatMap(RunComparison::incomplete)
                .ifPresent(
                        lacking ->
                                cases.add(
                                        new Case(
                                                "items of the baseline",
                                                Outcome.INCONCLUSIVE,
                                                lacking)));
        cases.add(answering(run));
        long failures = cases.stream().filter(c -> c.outcome() == Outcome.FAIL).count();
        long skipped = cases.stream().filter(c -> c.outcome() == Outcome.INCONCLUSIVE).count();
        try (Writer xml = Files.newBufferedWriter(file)) {
            xml.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuite name=\"");
            xml.write(Html.escaped(suite.name()));
            xml.write("\" tests=\"" + (run.questions() + cases.size()));
            xml.write("\" failures=\"" + failures + "\" errors=\"" + failed.size());
            xml.write("\" skipped=\"" + skipped + "\">\n");
            for (Case each : cases) {
                xml.write(gate(each));
            }
            for (Question question : suite.questions()) {
                xml.write("  <testcase classname=\"answer\" name=\"");
                xml.write(Html.escaped(question.id()));
                String why = failed.get(question.id());
                xml.write(
                        why == null
                                ? "\"/>\n"
                                : "\"><error message=\"" + Html.escaped(why) + "\"/></testcase>\n");
            }
            xml.write("</testsuite>\n");
        }
    }

    private static String gate(Case each) {
        String open = "  <testcase classname=\"gate\" name=\"" + Html.escaped(each.name()) + "\"";
        String message = " message=\"" + Html.escaped(each.sentence()) + "\"/></testcase>\n";
        return switch (each.outcome()) {
            case PASS -> open + "/>\n";
            case FAIL -> open + "><failure" + message;
            case INCONCLUSIVE -> open + "><skipped" + message;
        };
    }

    private static Case answering(RunFigures run) {
        return new Case(
                "questions with an answer or a refusal",
                run.answering(),
                run.errors() + " of " + run.questions() + " questions have neither");
    }

    /** A metric fails where the whole comparison does; alone it may have fallen by chance. */
    private static Case compared(MetricComparison metric, RunComparison whole) {
        Outcome outcome = metric.outcome() == Outcome.FAIL ? whole.outcome() : metric.outcome();
        String sentence =
                metric.comparison()
                        .map(
                                (Comparison c) ->
                                        String.format(
                                                Locale.ROOT,
                                                "%s went from %.4f to %.4f, at worst by %+.4f: %s",
                                                metric.name(),
                                                c.baselineMean(),
                                                c.candidateMean(),
                                                c.lower95(),
                                                metric.outcome().label()))
                        .orElse(metric.name() + " has no pairs");
        return new Case(metric.name() + " against the baseline", outcome, sentence);
    }
}
