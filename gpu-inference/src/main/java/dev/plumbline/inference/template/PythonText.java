package dev.plumbline.inference.template;

import dev.plumbline.inference.json.JsonNull;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Values as Python prints them. */
final class PythonText {
    private PythonText() {}

    /** Python's str(). */
    static String text(Object value, Budget budget) {
        if (value instanceof String text) {
            return text;
        }
        StringBuilder result = new StringBuilder();
        append(value, false, result, budget);
        return result.toString();
    }

    /** Python's repr(). */
    static String representation(Object value, Budget budget) {
        StringBuilder result = new StringBuilder();
        append(value, true, result, budget);
        return result.toString();
    }

    private static void append(Object value, boolean quoted, StringBuilder out, Budget budget) {
        budget.step();
        int before = out.length();
        switch (value) {
            case String text -> out.append(quoted ? quoted(text) : text);
            case JsonNull _ -> out.append("None");
            case Boolean truth -> out.append(truth ? "True" : "False");
            case Long number -> out.append(number);
            case BigInteger number -> out.append(number);
            case Double number -> out.append(number(number));
            case Undefined _ -> out.append("");
            case List<?> list -> appendAll(list, "[", "]", out, budget);
            case Tuple tuple ->
                    appendAll(
                            tuple.items(),
                            "(",
                            tuple.items().size() == 1 ? ",)" : ")",
                            out,
                            budget);
            case Map<?, ?> map -> append(map, out, budget);
            default -> out.append('<').append(Values.kind(value)).append('>');
        }
        budget.grown(out.length(), out.length() - before);
    }

    private static void appendAll(
            List<?> items, String open, String close, StringBuilder out, Budget budget) {
        budget.enter();
        out.append(open);
        for (int i = 0; i < items.size(); i++) {
            out.append(i > 0 ? ", " : "");
            append(items.get(i), true, out, budget);
        }
        out.append(close);
        budget.leave();
    }

    private static void append(Map<?, ?> map, StringBuilder out, Budget budget) {
        budget.enter();
        out.append('{');
        Iterator<? extends Map.Entry<?, ?>> entries = map.entrySet().iterator();
        while (entries.hasNext()) {
            Map.Entry<?, ?> entry = entries.next();
            append(entry.getKey(), true, out, budget);
            out.append(": ");
            append(entry.getValue(), true, out, budget);
            out.append(entries.hasNext() ? ", " : "");
        }
        out.append('}');
        budget.leave();
    }

    private static String quoted(String text) {
        char quote = text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' : '\'';
        StringBuilder result = new StringBuilder(text.length() + 2).append(quote);
        text.codePoints()
                .forEach(
                        point -> {
                            switch (point) {
                                case '\n' -> result.append("\\n");
                                case '\r' -> result.append("\\r");
                                case '\t' -> result.append("\\t");
                                case '\\' -> result.append("\\\\");
                                default -> {
                                    if (point == quote) {
                                        result.append('\\').append(quote);
                                    } else if (printable(point)) {
                                        result.appendCodePoint(point);
                                    } else {
                                        String form =
                                                point < 0x100
                                                        ? "\\x%02x"
                                                        : point < 0x10000 ? "\\u%04x" : "\\U%08x";
                                        result.append(form.formatted(point));
                                    }
                                }
                            }
                        });
        return result.append(quote).toString();
    }

    private static boolean printable(int point) {
        return point == ' '
                || switch (Character.getType(point)) {
                    case Character.CONTROL,
                            Character.FORMAT,
                            Character.SURROGATE,
                            Character.PRIVATE_USE,
                            Character.UNASSIGNED,
                            Character.LINE_SEPARATOR,
                            Character.PARAGRAPH_SEPARATOR,
                            Character.SPACE_SEPARATOR ->
                            false;
                    default -> true;
                };
    }

    /** A float as repr prints it: shortest digits, an exponent below 1e-4 and from 1e16 on. */
    static String number(double value) {
        if (Double.isNaN(value)) {
            return "nan";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "inf" : "-inf";
        }
        if (value == 0) {
            return 1 / value < 0 ? "-0.0" : "0.0";
        }
        BigDecimal exact = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        int exponent = exact.precision() - exact.scale() - 1;
        if (exponent >= -4 && exponent < 16) {
            String plain = exact.toPlainString();
            return plain.indexOf('.') < 0 ? plain + ".0" : plain;
        }
        String digits = exact.unscaledValue().abs().toString();
        String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
        String sign = exponent < 0 ? "-" : "+";
        return (value < 0 ? "-" : "")
                + digits.charAt(0)
                + fraction
                + "e"
                + sign
                + "%02d".formatted(Math.abs(exponent));
    }

    /** Python's idea of white space. */
    static boolean space(int point) {
        return Character.isWhitespace(point)
                || point == 0x85
                || point == 0xA0
                || point == 0x2007
                || point == 0x202F;
    }

    /** Python's splitlines(). */
    static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        int start = 0;
        for (int at = 0; at < text.length(); at++) {
            if (lineEnd(text.charAt(at))) {
                lines.add(text.substring(start, at));
                if (text.charAt(at) == '\r'
                        && at + 1 < text.length()
                        && text.charAt(at + 1) == '\n') {
                    at++;
                }
                start = at + 1;
            }
        }
        if (start < text.length()) {
            lines.add(text.substring(start));
        }
        return lines;
    }

    private static boolean lineEnd(char character) {
        return (character >= '\n' && character <= '\r')
                || (character >= 0x1C && character <= 0x1E)
                || character == 0x85
                || character == 0x2028
                || character == 0x2029;
    }
}
