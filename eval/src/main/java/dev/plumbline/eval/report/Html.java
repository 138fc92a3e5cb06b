package dev.plumbline.eval.report;

import dev.plumbline.eval.judge.Span;
import dev.plumbline.eval.stats.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Text as HTML or XML. */
final class Html {
    private Html() {}

    /** Text within an element or an attribute; characters that XML does not have are left out. */
    static String escaped(@Nullable String text) {
        StringBuilder out = new StringBuilder();
        if (text != null) {
            text.codePoints().forEach(c -> append(c, out));
        }
        return out.toString();
    }

    private static void append(int c, StringBuilder out) {
        switch (c) {
            case '&' -> out.append("&amp;");
            case '<' -> out.append("&lt;");
            case '>' -> out.append("&gt;");
            case '"' -> out.append("&quot;");
            default -> {
                boolean control = c < ' ' && c != '\n' && c != '\t';
                boolean surrogate = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
                if (!control && !surrogate && c != 0xFFFE && c != 0xFFFF) {
                    out.appendCodePoint(c);
                }
            }
        }
    }

    /** An outcome in its colour. */
    static String badge(Outcome outcome) {
        return "<span class=\"" + outcome.label() + "\">" + outcome.label() + "</span>";
    }

    /** A table's cell with a number in it. */
    static String cell(String number) {
        return "<td class=\"n\">" + number + "</td>";
    }

    static String three(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    static String signed(double value) {
        return String.format(Locale.ROOT, "%+.3f", value);
    }

    /** A text with some stretches marked; spans are code points, and do not overlap. */
    static String marked(String text, List<Span> spans, String style) {
        int[] points = text.codePoints().toArray();
        StringBuilder out = new StringBuilder();
        int from = 0;
        for (Span span : spans.stream().sorted(Comparator.comparingInt(Span::start)).toList()) {
            int start = Math.clamp(span.start(), from, points.length);
            int end = Math.clamp(span.end(), start, points.length);
            out.append(escaped(new String(points, from, start - from)));
            if (end > start) {
                out.append("<mark class=\"").append(style).append("\">");
                out.append(escaped(new String(points, start, end - start))).append("</mark>");
            }
            from = end;
        }
        return out.append(escaped(new String(points, from, points.length - from))).toString();
    }

    /** Where any of some phrases stands in a text, case aside, first come first served. */
    static List<Span> occurrences(String text, List<String> phrases) {
        List<Span> spans = new ArrayList<>();
        List<String> wanted = phrases.stream().filter(phrase -> !phrase.isBlank()).toList();
        if (wanted.isEmpty()) {
            return spans;
        }
        String any = String.join("|", wanted.stream().map(Pattern::quote).toList());
        Matcher matcher =
                Pattern.compile(any, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE).matcher(text);
        while (matcher.find()) {
            int start = text.codePointCount(0, matcher.start());
            spans.add(
                    new Span(
                            start,
                            start + matcher.group().codePointCount(0, matcher.group().length())));
        }
        return spans;
    }
}
