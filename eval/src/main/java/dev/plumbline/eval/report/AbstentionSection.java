package dev.plumbline.eval.report;

import dev.plumbline.eval.abstention.AbstentionIntervals.Sure;
import dev.plumbline.eval.abstention.AbstentionScores;
import dev.plumbline.eval.abstention.Reliability;
import dev.plumbline.eval.stats.Interval;
import org.jspecify.annotations.Nullable;

/** Whether answers and refusals were where they belong, and of how many questions that is known. */
final class AbstentionSection {
    private final RunFigures run;
    private final int bins;
    private final StringBuilder html;

    AbstentionSection(RunFigures run, int bins, StringBuilder html) {
        this.run = run;
        this.bins = bins;
        this.html = html;
    }

    void write() {
        AbstentionScores scores = AbstentionScores.of(run.attempts());
        html.append("<p class=\"quiet\">").append(run.abstention().rated()).append(" of ");
        html.append(run.attempts().size());
        html.append(" questions state a confidence and are known to be right or wrong; Brier ");
        html.append("score, skill, area and calibration are of these.</p>\n");
        html.append("<div class=\"wide\"><table><tr><th></th><th class=\"n\">n</th>");
        html.append("<th class=\"n\">figure</th><th class=\"n\">95% interval</th></tr>\n");
        row("answerable questions answered", "answer_rate", scores.answerRate());
        row("answerable questions refused", "over_refusal", scores.overRefusal());
        row("unanswerable questions refused", "refusal_rate", scores.refusalRate());
        row("CRAG score", "crag", scores.crag());
        row("Brier score", "brier", scores.brier());
        rated("Brier skill over the base rate", scores.brierSkill());
        rated("area under risk by coverage", scores.riskArea());
        if (!Double.isNaN(scores.brier())) {
            rated(
                    "expected calibration error",
                    Reliability.of(run.attempts(), bins).expectedError());
        }
        html.append("</table></div>\n");
    }

    private void row(String words, String name, double value) {
        Sure sure = run.abstention().byName().get(name);
        row(
                words,
                value,
                sure == null ? 0 : sure.questions(),
                sure == null ? null : sure.interval95());
    }

    /** A figure that is no mean, and has no interval here. */
    private void rated(String words, double value) {
        row(words, value, run.abstention().rated(), null);
    }

    private void row(String words, double value, int questions, @Nullable Interval interval) {
        html.append("<tr><th>").append(words).append("</th>");
        html.append(Html.cell(String.valueOf(questions)));
        html.append(Html.cell(Double.isNaN(value) ? "not known" : Html.three(value)));
        html.append(
                Html.cell(
                        interval == null
                                ? ""
                                : Double.isFinite(interval.low())
                                        ? Html.three(interval.low())
                                                + " to "
                                                + Html.three(interval.high())
                                        : "one cluster"));
        html.append("</tr>\n");
    }
}
