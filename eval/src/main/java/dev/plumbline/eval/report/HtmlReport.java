package dev.plumbline.eval.report;

import dev.plumbline.eval.abstention.Attempt;
import dev.plumbline.eval.abstention.Reliability;
import dev.plumbline.eval.abstention.RiskCoverage;
import dev.plumbline.eval.answers.ItemResult;
import dev.plumbline.eval.answers.Suite;
import java.util.List;
import java.util.Map;

/** A run as one HTML file that needs nothing beside it. */
final class HtmlReport {
    private static final int BINS = 10;
    private static final String STYLE =
            "body{font:15px/1.5 system-ui,sans-serif;max-width:64rem;margin:2rem auto;padding:0 1rem}"
                    + "table{border-collapse:collapse}td,th{border-bottom:1px solid #ccc;"
                    + "padding:.25rem .75rem;text-align:left;vertical-align:top}"
                    + "svg{max-width:100%;height:auto}";

    private final Suite suite;
    private final Map<String, Object> summary;
    private final List<GateResult> gates;
    private final List<Attempt> attempts;
    private final List<Double> latencies;
    private final List<ItemResult> worst;
    private final StringBuilder html = new StringBuilder();

    HtmlReport(
            Suite suite,
            Map<String, Object> summary,
            List<GateResult> gates,
            List<Attempt> attempts,
            List<Double> latencies,
            List<ItemResult> worst) {
        this.suite = suite;
        this.summary = summary;
        this.gates = gates;
        this.attempts = attempts;
        this.latencies = latencies;
        this.worst = worst;
    }

    String html() {
        String name = JunitXml.escaped(suite.name());
        html.append("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>");
        html.append(name).append("</title><style>").append(STYLE).append("</style></head><body>");
        html.append("<h1>").append(name).append("</h1><p>");
        html.append(text(summary.get("n"))).append(" questions, ");
        html.append(text(summary.get("errors"))).append(" errors: <b>");
        html.append(text(summary.get("outcome"))).append("</b></p>");
        gates.forEach(gate -> html.append("<p>").append(JunitXml.sentence(gate)).append("</p>"));
        table("Metrics", "metrics");
        table("Abstention", "abstention");
        charts();
        misses();
        table("Provenance", "provenance");
        return html.append("</body></html>\n").toString();
    }

    private void charts() {
        if (!attempts.isEmpty()) {
            html.append(Charts.riskCoverage(RiskCoverage.of(attempts)));
            html.append(Charts.reliability(Reliability.of(attempts, BINS)));
        }
        if (!latencies.isEmpty()) {
            html.append(Charts.latency(latencies));
        }
    }

    private void table(String title, String part) {
        Object value = summary.get(part);
        if (value instanceof Map<?, ?> rows) {
            html.append("<h2>").append(title).append("</h2><table>");
            rows.forEach(
                    (name, row) ->
                            html.append("<tr><th>")
                                    .append(text(name))
                                    .append("</th><td>")
                                    .append(text(row))
                                    .append("</td></tr>"));
            html.append("</table>");
        } else if (value != null) {
            html.append("<h2>").append(title).append("</h2><p>").append(text(value)).append("</p>");
        }
    }

    private void misses() {
        if (worst.isEmpty()) {
            return;
        }
        html.append("<h2>Answers without what was expected</h2><table>");
        html.append("<tr><th>Question</th><th>Expected</th><th>Answer</th><th>Evidence</th></tr>");
        for (ItemResult item : worst) {
            html.append("<tr><td>").append(text(item.question().text()));
            html.append("</td><td>").append(text(String.join(" | ", item.question().expected())));
            html.append("</td><td>").append(text(item.output().answer()));
            html.append("</td><td>").append(text(String.join(" … ", item.output().evidence())));
            html.append("</td></tr>");
        }
        html.append("</table>");
    }

    private static String text(@org.jspecify.annotations.Nullable Object value) {
        return value == null ? "" : JunitXml.escaped(String.valueOf(value));
    }
}
