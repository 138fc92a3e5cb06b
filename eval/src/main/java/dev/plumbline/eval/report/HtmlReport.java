package dev.plumbline.eval.report;

import dev.plumbline.eval.abstention.Reliability;
import dev.plumbline.eval.abstention.RiskCoverage;
import dev.plumbline.eval.attribution.Stage;
import dev.plumbline.eval.stats.Interval;
import dev.plumbline.eval.stats.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A run as one HTML file that needs nothing beside it. */
final class HtmlReport {
    private static final int BINS = 10;
    private static final String STYLE =
            """
            :root{color-scheme:light dark;--text:#222;--back:#fff;--line:#e2e2e2;--quiet:#666;--bad:#ffd7d2;--good:#d3efd9}
            body{font:15px/1.5 system-ui,sans-serif;color:var(--text);background:var(--back);max-width:66rem;margin:2rem auto;padding:0 1rem}
            h1{font-size:1.5rem;margin-bottom:.25rem}h2{font-size:1.1rem;margin:2rem 0 .5rem}
            table{border-collapse:collapse;width:100%}.wide{overflow-x:auto}
            td,th{border-bottom:1px solid var(--line);padding:.25rem .6rem;text-align:left;vertical-align:top}
            th{font-weight:600}td.n,th.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
            svg{max-width:100%;height:auto}.charts{display:flex;flex-wrap:wrap;gap:1rem;margin:1rem 0;align-items:flex-start}
            .charts>*{min-width:0;max-width:100%}
            .pass,.fail,.inconclusive,.measured{border-radius:.3rem;padding:.05rem .5rem;color:#fff}
            .pass{background:#2e7d4f}.fail{background:#b3261e}.inconclusive{background:#8a6d00}.measured{background:#5a6570}
            mark{color:inherit}mark.bad{background:var(--bad)}mark.good{background:var(--good)}
            article{border:1px solid var(--line);border-radius:.4rem;padding:.6rem .9rem;margin:.7rem 0}
            article h3{font-size:1rem;margin:0 0 .3rem}article p{margin:.25rem 0}
            .label{color:var(--quiet);font-size:.85rem;margin-right:.4rem}.quiet{color:var(--quiet)}
            code{font-size:.85em;overflow-wrap:anywhere}dt{font-weight:600}dd{margin:0 0 .3rem}
            @media(max-width:40rem){td,th{padding:.2rem .3rem}}
            @media(prefers-color-scheme:dark){:root{--text:#ddd;--back:#121212;--line:#3a3a3a;--quiet:#9a9a9a;--bad:#6b2a24;--good:#23512f}svg{filter:invert(.93) hue-rotate(180deg)}}
            """;
    private final RunFigures run;
    private final StringBuilder html = new StringBuilder();

    HtmlReport(RunFigures run) {
        this.run = run;
    }

    String html() {
        String name = Html.escaped(run.name());
        html.append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">");
        html.append("<meta name=\"viewport\" content=\"width=device-width\"><title>").append(name);
        html.append("</title><style>").append(STYLE).append("</style></head><body>\n<h1>");
        html.append(name).append(' ').append(badge()).append("</h1>\n<p>");
        html.append(asked()).append("</p>\n<p class=\"quiet\">").append(of()).append("</p>\n");
        gates();
        run.comparison().ifPresent(c -> new ComparisonSection(c, html).write());
        metrics();
        charts();
        kinds();
        twins();
        judge();
        new WorstSection(run, html).write();
        provenance();
        return html.append("</body></html>\n").toString();
    }

    /** A run of which nothing was expected has not passed anything. */
    private String badge() {
        return isIdle() && run.outcome() == Outcome.PASS
                ? "<span class=\"measured\">measured</span>"
                : Html.badge(run.outcome());
    }

    private boolean isIdle() {
        return run.gates().isEmpty() && run.comparison().isEmpty();
    }

    private String asked() {
        MetricFigure answered = run.metrics().get("answered");
        long answers = answered == null ? 0 : Math.round(answered.mean() * answered.n());
        long refusals = run.questions() - answers - run.errors();
        return run.questions()
                + " questions: "
                + answers
                + " answered, "
                + refusals
                + " declined, "
                + run.errors()
                + " without either.";
    }

    /** What was measured and when; and where nothing was expected, that a pass means little. */
    private String of() {
        StringBuilder of = new StringBuilder();
        for (String name :
                List.of(
                        "target",
                        "collection",
                        "model",
                        "release",
                        "profile",
                        "measured",
                        "judge")) {
            String value = run.provenance().get(name);
            if (value != null) {
                of.append(of.isEmpty() ? "" : " · ").append(name).append(' ');
                of.append(Html.escaped(value));
            }
        }
        String warning = run.provenance().get("warning");
        if (warning != null) {
            of.append("<br><b>").append(Html.escaped(warning)).append("</b>");
        }
        return isIdle()
                ? of + "<br>No figure was expected of this run and it was compared with none."
                : of.toString();
    }

    private void heading(String title) {
        html.append("<h2>").append(title).append("</h2>\n");
    }

    private void gates() {
        for (GateResult gate : run.gates()) {
            html.append("<p>").append(Html.badge(gate.outcome())).append(' ');
            html.append(Html.escaped(gate.sentence())).append("</p>\n");
        }
    }

    private void metrics() {
        heading("Metrics");
        List<ForestChart.Row> rows = new ArrayList<>();
        run.metrics()
                .forEach(
                        (name, figure) ->
                                rows.add(
                                        new ForestChart.Row(
                                                name,
                                                figure.mean(),
                                                figure.interval95(),
                                                Charts.BLUE)));
        html.append("<div class=\"charts\">");
        html.append(
                ForestChart.of(
                        "Means with 95% intervals", "", rows, new Interval(-.02, 1.02), List.of()));
        boolean failed = run.metrics().values().stream().anyMatch(f -> f.failures() > 0);
        html.append("<div class=\"wide\"><table><tr><th>Metric</th><th class=\"n\">n</th>");
        html.append(failed ? "<th class=\"n\">judge failed</th>" : "");
        html.append("<th class=\"n\">mean</th><th class=\"n\">95% interval</th></tr>\n");
        run.metrics().forEach((name, figure) -> metric(name, figure, failed));
        html.append("</table></div></div>\n<details><summary>What they mean</summary><dl>\n");
        run.metrics()
                .keySet()
                .forEach(
                        name ->
                                html.append("<dt>")
                                        .append(Html.escaped(name))
                                        .append("</dt><dd>")
                                        .append(MetricWords.of(name))
                                        .append("</dd>\n"));
        html.append("</dl></details>\n");
    }

    private void metric(String name, MetricFigure figure, boolean failed) {
        html.append("<tr><th>").append(Html.escaped(name)).append("</th>");
        html.append(Html.cell(String.valueOf(figure.n())));
        html.append(failed ? Html.cell(String.valueOf(figure.failures())) : "");
        html.append(Html.cell(Html.three(figure.mean())));
        if (Double.isFinite(figure.interval95().low())) {
            html.append(
                    Html.cell(
                            Html.three(Math.max(0, figure.interval95().low()))
                                    + " to "
                                    + Html.three(Math.min(1, figure.interval95().high()))));
        } else {
            html.append("<td class=\"n\">one cluster</td>");
        }
        html.append("</tr>\n");
    }

    private void charts() {
        html.append("<div class=\"charts\">");
        Map<String, Integer> lost = new LinkedHashMap<>();
        for (Stage stage : Stage.values()) {
            lost.put(stage.label(), run.lost().getOrDefault(stage, 0));
        }
        if (!run.lost().isEmpty()) {
            html.append(Charts.bars("Lost questions by stage", lost));
        }
        if (!run.recall().isEmpty()) {
            html.append(Charts.recall(run.recall()));
        }
        RiskCoverage risk = RiskCoverage.of(run.attempts());
        if (!risk.points().isEmpty()) {
            html.append(Charts.riskCoverage(risk));
            html.append(Charts.reliability(Reliability.of(run.attempts(), BINS)));
        }
        if (!run.latencies().isEmpty()) {
            html.append(Charts.latency(run.latencies()));
        }
        html.append("</div>\n");
        if (!run.attempts().isEmpty()) {
            heading("Abstention");
            new AbstentionSection(run, BINS, html).write();
        }
    }

    private void kinds() {
        if (run.kinds().isEmpty()) {
            return;
        }
        heading("By kind");
        List<String> shown =
                List.of("decision", "contains", "complete", "undeceived", "faithful", "retrieved")
                        .stream()
                        .filter(run.metrics()::containsKey)
                        .toList();
        html.append("<div class=\"wide\"><table><tr><th>Kind</th><th class=\"n\">n</th>");
        shown.forEach(metric -> html.append("<th class=\"n\">").append(metric).append("</th>"));
        html.append("</tr>\n");
        run.kinds()
                .forEach(
                        (kind, means) -> {
                            html.append("<tr><th>").append(Html.escaped(kind)).append("</th>");
                            html.append(Html.cell(String.valueOf(run.kindCounts().get(kind))));
                            for (String metric : shown) {
                                Double mean = means.get(metric);
                                html.append(Html.cell(mean == null ? "" : Html.three(mean)));
                            }
                            html.append("</tr>\n");
                        });
        html.append("</table></div>\n");
    }

    private void twins() {
        if (run.twins().isEmpty()) {
            return;
        }
        heading("Beside their twins");
        html.append(
                "<p class=\"quiet\">Right: the answer has what was expected; where nothing is ");
        html.append("expected, the decision to answer.</p>\n<div class=\"wide\"><table><tr>");
        html.append("<th>Kind</th><th class=\"n\">pairs</th><th class=\"n\">twin right</th>");
        html.append("<th class=\"n\">right</th><th class=\"n\">difference</th>");
        html.append("<th class=\"n\">95% interval</th></tr>\n");
        run.twins()
                .forEach(
                        (kind, figure) -> {
                            html.append("<tr><th>").append(Html.escaped(kind)).append("</th>");
                            html.append(Html.cell(String.valueOf(figure.pairs())));
                            html.append(Html.cell(Html.three(figure.twin())));
                            html.append(Html.cell(Html.three(figure.right())));
                            html.append(Html.cell(Html.signed(figure.difference())));
                            html.append(Html.cell(ComparisonSection.range(figure.interval95())));
                            html.append("</tr>\n");
                        });
        html.append("</table></div>\n");
    }

    private void judge() {
        heading("Judge");
        if (run.judge().judged() == 0) {
            html.append(
                    "<p class=\"quiet\">No answer came with evidence, so that none was judged.</p>\n");
            return;
        }
        html.append("<table><tr><th>responses judged</th>");
        html.append(Html.cell(String.valueOf(run.judge().judged())));
        html.append("</tr>\n");
        run.judge()
                .failuresByKind()
                .forEach(
                        (kind, count) -> {
                            html.append("<tr><th>failed by ").append(kind).append("</th>");
                            html.append(Html.cell(String.valueOf(count)));
                            html.append("</tr>\n");
                        });
        run.judge()
                .repeatVariance()
                .ifPresent(
                        variance -> {
                            html.append("<tr><th>variance of repeated scores</th>");
                            html.append(Html.cell(String.format(Locale.ROOT, "%.6f", variance)));
                            html.append("</tr>\n");
                        });
        html.append("</table>\n<p class=\"quiet\">Where the judge fails, the score is 0.</p>\n");
    }

    private void provenance() {
        heading("Provenance");
        html.append("<table>");
        run.provenance()
                .forEach(
                        (name, value) ->
                                html.append("<tr><th>")
                                        .append(Html.escaped(name))
                                        .append("</th><td><code>")
                                        .append(Html.escaped(value))
                                        .append("</code></td></tr>\n"));
        html.append("</table>\n");
    }
}
