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
        List<ForestChart.Row> rows = new ArrayList<>();
        double widest = .01;
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
                            "this run less the baseline",
                            rows,
                            range,
                            List.of(new ForestChart.Line(0, "no change"))));
        }
        if (!compared.regressions().isEmpty()) {
            html.append(
                    Charts.bars("Newly lost questions by stage", compared.regressionsByStage()));
        }
        html.append(
                "</div>\n<div class=\"wide\"><table><tr><th>Metric</th><th class=\"n\">pairs</th>");
        html.append("<th class=\"n\">baseline</th><th class=\"n\">this run</th>");
        html.append("<th class=\"n\">difference</th><th class=\"n\">95% interval</th>");
        html.append("<th class=\"n\">p (Holm)</th><th></th></tr>\n");
        compared.metrics().forEach(this::row);
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

    private void row(MetricComparison metric) {
        html.append("<tr><th>").append(Html.escaped(metric.name())).append("</th>");
        metric.comparison()
                .ifPresentOrElse(
                        c -> {
                            html.append(Html.cell(String.valueOf(c.items())));
                            html.append(Html.cell(Html.three(c.baselineMean())));
                            html.append(Html.cell(Html.three(c.candidateMean())));
                            html.append(Html.cell(Html.signed(c.difference())));
                            html.append(Html.cell(range(c.interval95())));
                            html.append(Html.cell(Html.three(metric.holmP())));
                        },
                        () -> html.append("<td colspan=\"6\">no pairs</td>"));
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
