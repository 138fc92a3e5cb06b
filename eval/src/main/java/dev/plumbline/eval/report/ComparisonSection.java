package dev.plumbline.eval.report;

import dev.plumbline.eval.compare.MetricComparison;
import dev.plumbline.eval.compare.RunComparison;
import dev.plumbline.eval.stats.Comparison;
import dev.plumbline.eval.stats.Interval;
import dev.plumbline.eval.stats.Outcome;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The run beside its baseline: differences with their intervals, and what was lost newly. */
final class ComparisonSection {
    private static final Map<Outcome, Color> COLORS =
            Map.of(
                    Outcome.PASS, new Color(0x2e7d4f),
                    Outcome.FAIL, new Color(0xb3261e),
                    Outcome.INCONCLUSIVE, new Color(0x8a6d00));

    private final RunComparison compared;
    private final StringBuilder html;

    ComparisonSection(RunComparison compared, StringBuilder html) {
        this.compared = compared;
        this.html = html;
    }

    void write() {
        html.append("<h2>Against the baseline</h2>\n");
        compared.incomplete()
                .ifPresent(
                        lacking ->
                                html.append("<p>")
                                        .append(Html.badge(Outcome.INCONCLUSIVE))
                                        .append(' ')
                                        .append(Html.escaped(lacking))
                                        .append("</p>\n"));
        List<ForestChart.Row> rows = new ArrayList<>();
        double widest = Math.max(.01, compared.margin());
        for (MetricComparison metric : compared.metrics()) {
            if (metric.comparison().isPresent()) {
                Comparison c = metric.comparison().get();
                rows.add(
                        new ForestChart.Row(
                                metric.name(),
                                c.difference(),
                                c.interval95(),
                                COLORS.getOrDefault(metric.outcome(), Charts.GREY)));
                widest = Math.max(widest, extent(c));
            }
        }
        Interval range = new Interval(-Math.min(1.05, 1.1 * widest), Math.min(1.05, 1.1 * widest));
        html.append("<div class=\"charts\">");
        if (!rows.isEmpty()) {
            html.append(
                    ForestChart.of(
                            "Paired differences with 95% intervals",
                            "this run less the baseline", rows, range, lines()));
        }
        if (!compared.regressions().isEmpty()) {
            html.append(
                    Charts.bars("Newly lost questions by stage", compared.regressionsByStage()));
        }
        boolean missing = compared.metrics().stream().anyMatch(m -> m.missing() > 0);
        boolean failed = compared.metrics().stream().anyMatch(m -> m.failures() > 0);
        html.append(
                "</div>\n<div class=\"wide\"><table><tr><th>Metric</th><th class=\"n\">pairs</th>");
        html.append(missing ? "<th class=\"n\">in one run only</th>" : "");
        html.append(failed ? "<th class=\"n\">judge failed</th>" : "");
        html.append("<th class=\"n\">baseline</th><th class=\"n\">this run</th>");
        html.append("<th class=\"n\">difference</th><th class=\"n\">95% interval</th>");
        html.append("<th class=\"n\">p (Holm)</th><th></th></tr>\n");
        compared.metrics().forEach(metric -> row(metric, missing, failed));
        html.append("</table></div>\n<details><summary>Other ways of looking at it</summary>");
        html.append("<div class=\"wide\"><table><tr><th>Metric</th>");
        html.append("<th class=\"n\">clusters</th><th class=\"n\">bootstrap 95%</th>");
        html.append("<th class=\"n\">permutation p</th><th class=\"n\">McNemar p</th>");
        html.append("<th class=\"n\">least drop that would be found</th></tr>\n");
        compared.metrics().forEach(this::detail);
        html.append("</table></div><p class=\"quiet\">Bootstrap and permutation go by cluster; ");
        html.append("McNemar's test, where all scores are 0 or 1, takes items as independent. ");
        html.append("The least drop is found with 80% power at margin 0.</p></details>\n");
    }

    private void detail(MetricComparison metric) {
        metric.comparison()
                .ifPresent(
                        c -> {
                            html.append("<tr><th>").append(Html.escaped(metric.name()));
                            html.append("</th>").append(Html.cell(String.valueOf(c.clusters())));
                            html.append(Html.cell(range(c.bootstrap95())));
                            html.append(Html.cell(Html.three(c.permutationP())));
                            html.append(
                                    Html.cell(
                                            c.mcnemarP().isPresent()
                                                    ? Html.three(c.mcnemarP().getAsDouble())
                                                    : ""));
                            html.append(Html.cell(Html.three(c.minimumDetectable())));
                            html.append("</tr>\n");
                        });
    }

    private static double extent(Comparison c) {
        double low = Math.abs(c.interval95().low());
        double high = Math.abs(c.interval95().high());
        return Double.isFinite(low) ? Math.max(low, high) : Math.abs(c.difference());
    }

    /** Scores lie in [0, 1], so that no difference is beyond 1. */
    static String range(Interval interval) {
        return Html.signed(Math.clamp(interval.low(), -1, 1))
                + " to "
                + Html.signed(Math.clamp(interval.high(), -1, 1));
    }

    private List<ForestChart.Line> lines() {
        ForestChart.Line none = new ForestChart.Line(0, "no change");
        return compared.margin() == 0
                ? List.of(none)
                : List.of(none, new ForestChart.Line(-compared.margin(), "margin"));
    }

    private void row(MetricComparison metric, boolean missing, boolean failed) {
        html.append("<tr><th>").append(Html.escaped(metric.name())).append("</th>");
        int pairs = metric.comparison().map(Comparison::items).orElse(0);
        html.append(Html.cell(String.valueOf(pairs)));
        html.append(missing ? Html.cell(String.valueOf(metric.missing())) : "");
        html.append(failed ? Html.cell(String.valueOf(metric.failures())) : "");
        metric.comparison()
                .ifPresentOrElse(
                        c -> {
                            html.append(Html.cell(Html.three(c.baselineMean())));
                            html.append(Html.cell(Html.three(c.candidateMean())));
                            html.append(Html.cell(Html.signed(c.difference())));
                            html.append(Html.cell(range(c.interval95())));
                            html.append(Html.cell(Html.three(metric.holmP())));
                        },
                        () -> html.append("<td colspan=\"5\">no pairs</td>"));
        html.append("<td>").append(Html.badge(metric.outcome()));
        metric.comparison()
                .ifPresent(
                        c ->
                                c.itemsNeeded()
                                        .ifPresent(
                                                n ->
                                                        html.append(" about ")
                                                                .append(n)
                                                                .append(
                                                                        " questions would"
                                                                                + " decide")));
        html.append("</td></tr>\n");
    }
}
