package dev.plumbline.inference.template;

import dev.plumbline.inference.json.JsonNull;
import dev.plumbline.inference.template.Callable.Given;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Filters on single values; those on lists are {@link ListFilters}. */
final class Filters {
    private static final Pattern WORD = Pattern.compile("\\w+", Pattern.UNICODE_CHARACTER_CLASS);

    private static final Set<String> KNOWN =
            Set.of(
                    ("string safe trim upper lower capitalize title replace escape e forceescape indent center truncate"
                                    + " wordcount format wordwrap urlencode striptags tojson length count default d abs"
                                    + " int float round attr items list first last join reverse map select reject"
                                    + " selectattr rejectattr sort unique groupby dictsort sum min max batch slice")
                            .split(" "));

    private final Budget budget;
    private final Methods methods;
    private final TextMethods texts;
    private final Members members;
    private final TextFilters layout;
    private final ListFilters lists;

    Filters(Budget budget, Members members, Tests tests) {
        this.budget = budget;
        this.methods = new Methods(budget);
        this.texts = new TextMethods(budget);
        this.members = members;
        this.layout = new TextFilters(budget);
        this.lists = new ListFilters(budget, members, tests, this);
    }

    Object apply(String name, Object value, Given given) {
        budget.step();
        return switch (name) {
            case "string" -> text(value);
            case "safe" -> value;
            case "trim" -> TextMethods.strip(text(value), given, true, true);
            case "upper" -> text(value).toUpperCase(Locale.ROOT);
            case "lower" -> text(value).toLowerCase(Locale.ROOT);
            case "capitalize" -> TextMethods.capitalized(text(value));
            case "title" -> titled(text(value));
            case "replace" -> texts.replaced(text(value), given);
            case "escape", "e", "forceescape" -> escaped(text(value));
            case "indent" -> indented(text(value), given);
            case "center" -> layout.centered(text(value), given);
            case "truncate" -> truncated(text(value), given);
            case "wordcount" -> WORD.matcher(text(value)).results().count();
            case "format" ->
                    new PythonFormat(budget)
                            .percent(
                                    text(value),
                                    given.named().isEmpty()
                                            ? new Tuple(given.positional())
                                            : given.named());
            case "wordwrap" -> layout.wrapped(text(value), given);
            case "urlencode" -> layout.urlEncoded(value);
            case "striptags" -> TextFilters.withoutTags(text(value));
            case "tojson" -> json(value, given);
            case "length", "count" -> Values.length(value);
            case "default", "d" -> orDefault(value, given);
            case "abs" ->
                    value instanceof Double number
                            ? (Object) Math.abs(number)
                            : (Object) Math.absExact(Values.whole(value));
            case "int" -> whole(value, given);
            case "float" -> real(value, given);
            case "round" -> rounded(value, given);
            case "attr" -> members.attribute(value, Values.string(given.required(0, "name")));
            case "items" -> items(value);
            default -> lists.apply(name, value, given);
        };
    }

    private String text(Object value) {
        String text = PythonText.text(value, budget);
        budget.characters(text.length());
        return text;
    }

    private static String titled(String text) {
        StringBuilder result = new StringBuilder(text.length());
        int start = 0;
        for (int at = 0; at <= text.length(); at++) {
            boolean between =
                    at < text.length()
                            && (PythonText.space(text.charAt(at))
                                    || "-({[<".indexOf(text.charAt(at)) >= 0);
            if (at == text.length() || between) {
                result.append(TextMethods.capitalized(text.substring(start, at)));
                if (between) {
                    result.append(text.charAt(at));
                }
                start = at + 1;
            }
        }
        return result.toString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("'", "&#39;")
                .replace("\"", "&#34;");
    }

    private String indented(String text, Given given) {
        Object width = given.find(0, "width").orElse(4L);
        boolean first = Values.truth(given.find(1, "first").orElse(false));
        boolean blank = Values.truth(given.find(2, "blank").orElse(false));
        if (width instanceof Long columns) {
            budget.characters(columns);
        }
        String indent =
                width instanceof String chosen
                        ? chosen
                        : " ".repeat((int) Math.max(0, Values.whole(width)));
        List<String> lines = PythonText.lines(text + "\n");
        budget.characters(text.length() + (long) lines.size() * indent.length());
        StringBuilder result = new StringBuilder(first ? indent : "");
        for (int i = 0; i < lines.size(); i++) {
            boolean indentLine = i > 0 && (blank || !lines.get(i).isEmpty());
            result.append(i > 0 ? "\n" : "").append(indentLine ? indent : "").append(lines.get(i));
        }
        return result.toString();
    }

    private static String truncated(String text, Given given) {
        long length = given.find(0, "length").map(Values::whole).orElse(255L);
        boolean cut = Values.truth(given.find(1, "killwords").orElse(false));
        String end = given.find(2, "end").map(Values::string).orElse("...");
        long leeway = given.find(3, "leeway").map(Values::whole).orElse(5L);
        int[] points = text.codePoints().toArray();
        if (points.length <= length + leeway) {
            return text;
        }
        int kept = (int) Math.max(0, length - end.codePointCount(0, end.length()));
        String start = new String(points, 0, kept);
        int space = cut ? -1 : start.lastIndexOf(' ');
        return (space < 0 ? start : start.substring(0, space)) + end;
    }

    private String json(Object value, Given given) {
        boolean ascii = Values.truth(given.find(0, "ensure_ascii").orElse(false));
        Object stated = given.find(1, "indent").orElse(JsonNull.NULL);
        String unit = "";
        if (stated instanceof String chosen) {
            unit = chosen;
        } else if (stated instanceof Long columns) {
            budget.characters(columns);
            unit = " ".repeat((int) Math.max(0, columns));
        }
        String items = unit.isEmpty() ? ", " : ",";
        String keys = ": ";
        if (given.find(2, "separators").orElse(JsonNull.NULL) instanceof Tuple separators
                && separators.items().size() == 2) {
            items = Values.string(separators.items().get(0));
            keys = Values.string(separators.items().get(1));
        }
        boolean sorted = Values.truth(given.find(3, "sort_keys").orElse(false));
        String json = new JsonText(budget, unit, items, keys, sorted).write(value);
        return ascii ? escapedJson(json) : json;
    }

    private static String escapedJson(String json) {
        StringBuilder result = new StringBuilder(json.length());
        json.chars()
                .forEach(
                        unit ->
                                result.append(
                                        unit < 0x7F
                                                ? String.valueOf((char) unit)
                                                : "\\u%04x".formatted(unit)));
        return result.toString();
    }

    /** Whether there is a filter of that name. */
    static boolean known(String name) {
        return KNOWN.contains(name);
    }

    private static Object orDefault(Object value, Given given) {
        boolean falsy = Values.truth(given.find(1, "boolean").orElse(false));
        boolean missing = value instanceof Undefined || (falsy && !Values.truth(value));
        return missing ? given.find(0, "default_value").orElse("") : value;
    }

    private static Object whole(Object value, Given given) {
        Object usual = given.find(0, "default").orElse(0L);
        return switch (value) {
            case Long number -> number;
            case Boolean truth -> truth ? 1L : 0L;
            case Double number -> (long) (double) number;
            case String text ->
                    parsed(text, usual, given.find(1, "base").map(Values::whole).orElse(10L));
            case Undefined undefined -> throw undefined.failure();
            default -> usual;
        };
    }

    private static Object parsed(String text, Object usual, long base) {
        String number = TextMethods.strip(text, Given.NOTHING, true, true).replace("_", "");
        try {
            return Long.parseLong(number, Math.clamp(base, 2, 36));
        } catch (NumberFormatException e) {
            try {
                return (long) Double.parseDouble(number);
            } catch (NumberFormatException notReal) {
                return usual;
            }
        }
    }

    private static Object real(Object value, Given given) {
        Object usual = given.find(0, "default").orElse(0.0);
        if (value instanceof String text) {
            try {
                return Double.parseDouble(TextMethods.strip(text, Given.NOTHING, true, true));
            } catch (NumberFormatException e) {
                return usual;
            }
        }
        Values.failUndefined(value);
        return Values.numeric(value) ? (Object) Values.real(value) : usual;
    }

    private static Object rounded(Object value, Given given) {
        int digits =
                Math.clamp(given.find(0, "precision").map(Values::whole).orElse(0L), -300, 300);
        String method = given.find(1, "method").map(Values::string).orElse("common");
        RoundingMode mode =
                switch (method) {
                    case "ceil" -> RoundingMode.CEILING;
                    case "floor" -> RoundingMode.FLOOR;
                    default -> RoundingMode.HALF_EVEN;
                };
        Values.failUndefined(value);
        double number = Values.real(value);
        return Double.isFinite(number)
                ? new BigDecimal(number).setScale(digits, mode).doubleValue()
                : number;
    }

    private Object items(Object value) {
        if (value instanceof Undefined) {
            return new ArrayList<Object>();
        }
        if (!(value instanceof Map<?, ?> map)) {
            throw TemplateException.type("A %s has no items.".formatted(Values.kind(value)));
        }
        Callable method = methods.of(map, "items");
        return method == null ? List.of() : method.call(Given.NOTHING);
    }
}
