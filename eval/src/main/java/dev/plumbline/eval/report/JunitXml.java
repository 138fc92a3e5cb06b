package dev.plumbline.eval.report;

import dev.plumbline.eval.answers.Suite;
import dev.plumbline.eval.stats.Outcome;
import java.util.List;
import java.util.Locale;

/** A run for continuous integration: a missed gate is a failure, a missing answer an error. */
final class JunitXml {
    private JunitXml() {}

    static String of(Suite suite, List<GateResult> gates, int items, List<String> failedIds) {
        long failures = gates.stream().filter(gate -> gate.outcome() == Outcome.FAIL).count();
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        xml.append("<testsuite name=\"").append(escaped(suite.name()));
        xml.append("\" tests=\"").append(items + gates.size());
        xml.append("\" failures=\"").append(failures);
        xml.append("\" errors=\"").append(failedIds.size()).append("\">\n");
        for (GateResult gate : gates) {
            xml.append("  <testcase name=\"").append(escaped(gate.gate().metric())).append("\">");
            if (gate.outcome() == Outcome.FAIL) {
                xml.append("<failure message=\"").append(sentence(gate)).append("\"/>");
            } else if (gate.outcome() == Outcome.INCONCLUSIVE) {
                xml.append("<skipped message=\"").append(sentence(gate)).append("\"/>");
            }
            xml.append("</testcase>\n");
        }
        for (Suite.Question question : suite.questions()) {
            xml.append("  <testcase name=\"").append(escaped(question.id())).append("\">");
            if (failedIds.contains(question.id())) {
                xml.append("<error message=\"no answer\"/>");
            }
            xml.append("</testcase>\n");
        }
        return xml.append("</testsuite>\n").toString();
    }

    static String sentence(GateResult gate) {
        return String.format(
                Locale.ROOT,
                "%s is %.4f where %.4f less %.4f is expected: %s",
                escaped(gate.gate().metric()),
                gate.mean(),
                gate.gate().expected(),
                gate.gate().tolerance(),
                gate.outcome().name().toLowerCase(Locale.ROOT));
    }

    /** Text within an element or an attribute of XML or HTML. */
    static String escaped(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints()
                .forEach(
                        c -> {
                            switch (c) {
                                case '&' -> out.append("&amp;");
                                case '<' -> out.append("&lt;");
                                case '>' -> out.append("&gt;");
                                case '"' -> out.append("&quot;");
                                default -> {
                                    if (c >= ' ' || c == '\n' || c == '\t') {
                                        out.appendCodePoint(c);
                                    }
                                }
                            }
                        });
        return out.toString();
    }
}
