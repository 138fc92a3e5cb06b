package dev.plumbline.inference.template;

import dev.plumbline.inference.json.JsonNull;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * JSON as Python's json.dumps writes it without ASCII escapes, which is what chat templates' tojson
 * means.
 */
final class JsonText {
    private final Budget budget;
    private final String indent;
    private final String itemSeparator;
    private final String keySeparator;
    private final boolean sorted;
    private final StringBuilder out = new StringBuilder();

    /**
     * @param indent one level of indentation; empty for everything on one line
     */
    JsonText(
            Budget budget,
            String indent,
            String itemSeparator,
            String keySeparator,
            boolean sorted) {
        this.budget = budget;
        this.indent = indent;
        this.itemSeparator = itemSeparator;
        this.keySeparator = keySeparator;
        this.sorted = sorted;
    }

    String write(Object value) {
        append(value, 0);
        return out.toString();
    }

    private void append(Object value, int level) {
        budget.step();
        int before = out.length();
        switch (value) {
            case String text -> string(text);
            case JsonNull _ -> out.append("null");
            case Boolean truth -> out.append(truth);
            case Long number -> out.append(number);
            case BigInteger number -> out.append(number);
            case Double number -> out.append(number(number));
            case List<?> list -> array(list, level);
            case Tuple tuple -> array(tuple.items(), level);
            case Map<?, ?> map -> object(map, level);
            default ->
                    throw TemplateException.type(
                            "A %s cannot be written as JSON.".formatted(Values.kind(value)));
        }
        budget.grown(out.length(), out.length() - before);
    }

    private static String number(double value) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        return Double.isInfinite(value)
                ? (value > 0 ? "Infinity" : "-Infinity")
                : PythonText.number(value);
    }

    private void array(List<?> items, int level) {
        budget.enter();
        out.append('[');
        for (int i = 0; i < items.size(); i++) {
            out.append(i > 0 ? itemSeparator : "");
            line(level + 1);
            append(items.get(i), level + 1);
        }
        if (!items.isEmpty()) {
            line(level);
        }
        out.append(']');
        budget.leave();
    }

    private void object(Map<?, ?> map, int level) {
        budget.enter();
        out.append('{');
        boolean first = true;
        for (Map.Entry<?, ?> entry : entries(map)) {
            out.append(first ? "" : itemSeparator);
            first = false;
            line(level + 1);
            string(name(entry.getKey()));
            out.append(keySeparator);
            append(entry.getValue(), level + 1);
        }
        if (!map.isEmpty()) {
            line(level);
        }
        out.append('}');
        budget.leave();
    }

    private List<Map.Entry<?, ?>> entries(Map<?, ?> map) {
        List<Map.Entry<?, ?>> entries = new ArrayList<>(map.entrySet());
        if (sorted) {
            entries.sort((left, right) -> Values.compare(left.getKey(), right.getKey(), budget));
        }
        return entries;
    }

    private static String name(Object key) {
        return switch (key) {
            case String text -> text;
            case JsonNull _ -> "null";
            case Boolean truth -> truth.toString();
            case Long number -> number.toString();
            case Double number -> number(number);
            default ->
                    throw TemplateException.type(
                            "A %s cannot be a name in JSON.".formatted(Values.kind(key)));
        };
    }

    private void line(int level) {
        if (!indent.isEmpty()) {
            out.append('\n').append(indent.repeat(level));
        }
    }

    private void string(String text) {
        budget.characters(text.length());
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            switch (character) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                default ->
                        out.append(
                                character < 0x20
                                        ? "\\u%04x".formatted((int) character)
                                        : String.valueOf(character));
            }
        }
        out.append('"');
    }
}
