package dev.plumbline.eval.report;

import dev.plumbline.eval.answers.ItemResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The items to look at first, each with its evidence and the words that it does not support. */
final class WorstSection {
    private static final int EVIDENCE_SHOWN = 5;

    private final RunFigures run;
    private final StringBuilder html;

    WorstSection(RunFigures run, StringBuilder html) {
        this.run = run;
        this.html = html;
    }

    void write() {
        boolean compared = run.comparison().isPresent();
        if (run.worst().isEmpty()) {
            return;
        }
        html.append("<h2>").append(compared ? "Worst regressions" : "Worst answers");
        html.append(
                "</h2>\n<p class=\"quiet\"><mark class=\"bad\">Words that the evidence does not ");
        html.append("support</mark> and <mark class=\"good\">what was expected</mark>.</p>\n");
        run.worst().forEach(this::article);
    }

    private void article(WorstItem worst) {
        ItemResult item = worst.item();
        html.append("<article><h3>").append(Html.escaped(item.question().text())).append("</h3>\n");
        line("item", Html.escaped(item.question().id()) + changes(worst));
        if (item.lost() != null) {
            line("lost by", "<b>" + item.lost().label() + "</b>");
        }
        List<String> expected = item.question().expected();
        if (!expected.isEmpty()) {
            line("expected", Html.escaped(String.join(" | ", expected)));
        }
        line(item.output().refused() ? "refusal" : "answer", answer(item));
        if (worst.answerBefore() != null) {
            line("before", Html.escaped(worst.answerBefore()));
        }
        List<String> evidence = item.output().evidence();
        for (int i = 0; i < evidence.size() && i < EVIDENCE_SHOWN; i++) {
            String text = evidence.get(i);
            line("[" + (i + 1) + "]", Html.marked(text, Html.occurrences(text, expected), "good"));
        }
        html.append("</article>\n");
    }

    private static String answer(ItemResult item) {
        String answer = item.output().answer();
        if (item.output().error() != null) {
            return "<mark class=\"bad\">" + Html.escaped(item.output().error()) + "</mark>";
        }
        return answer == null ? "" : Html.marked(answer, item.unsupported(), "bad");
    }

    /** The scores that fell, from what to what. */
    private static String changes(WorstItem worst) {
        List<String> changes = new ArrayList<>();
        worst.before()
                .forEach(
                        (metric, was) -> {
                            Double is = worst.item().scores().get(metric);
                            if (WorstItems.TELLING.contains(metric) && is != null && is < was) {
                                changes.add(
                                        String.format(
                                                Locale.ROOT, "%s %.2f → %.2f", metric, was, is));
                            }
                        });
        return changes.isEmpty()
                ? ""
                : " <span class=\"quiet\">" + Html.escaped(String.join(", ", changes)) + "</span>";
    }

    private void line(String label, @Nullable String content) {
        html.append("<p><span class=\"label\">").append(label).append("</span>");
        html.append(content).append("</p>\n");
    }
}
