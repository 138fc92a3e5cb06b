package dev.plumbline.inference.template;

import static dev.plumbline.inference.template.PythonNumbers.UNSTATED;

import dev.plumbline.inference.template.Callable.Given;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Python's two ways of putting values into a text: {@code %} and {@code str.format}. */
final class PythonFormat {
    private static final Pattern PERCENT =
            Pattern.compile(
                    "%(?:\\(([^)]*)\\))?([-+ 0#]*)(\\*|\\d{1,9})?(?:\\.(\\*|\\d{0,9}))?[hlL]?(.)",
                    Pattern.DOTALL);
    private static final Pattern FIELD =
            Pattern.compile(
                    "([^!:.\\[]*)((?:\\.[^!:.\\[]+|\\[[^\\]]*\\])*)(?:!([rsa]))?(?::(.*))?",
                    Pattern.DOTALL);
    private static final Pattern STEP = Pattern.compile("\\.([^.\\[]+)|\\[([^\\]]*)\\]");

    private final Budget budget;
    private final PythonNumbers numbers;

    PythonFormat(Budget budget) {
        this.budget = budget;
        numbers = new PythonNumbers(budget);
    }

    /** {@code format % arguments}: a tuple by place, a dict by name, anything else as one value. */
    String percent(String format, Object arguments) {
        List<?> values = arguments instanceof Tuple tuple ? tuple.items() : List.of(arguments);
        StringBuilder result = new StringBuilder();
        Matcher matcher = PERCENT.matcher(format);
        int done = 0;
        int used = 0;
        for (int at = format.indexOf('%'); at >= 0; at = format.indexOf('%', done)) {
            result.append(format, done, at);
            if (!matcher.find(at) || matcher.start() != at) {
                throw TemplateException.type("incomplete format");
            }
            done = matcher.end();
            if (matcher.group(5).equals("%")) {
                result.append('%');
                continue;
            }
            String name = matcher.group(1);
            String stated = matcher.group(4);
            long width =
                    "*".equals(matcher.group(3))
                            ? Values.whole(next(values, used++))
                            : PythonNumbers.size(matcher.group(3), 0);
            long precision =
                    "*".equals(stated)
                            ? Math.max(0, Values.whole(next(values, used++)))
                            : PythonNumbers.size(stated, stated == null ? UNSTATED : 0);
            Object value = name == null ? next(values, used++) : named(arguments, name);
            String text =
                    numbers.percent(
                            matcher.group(2), width, precision, matcher.group(5).charAt(0), value);
            result.append(text);
            budget.grown(result.length(), text.length());
        }
        if (used < values.size() && !(arguments instanceof Map)) {
            throw TemplateException.type("not all arguments converted during string formatting");
        }
        return result.append(format, done, format.length()).toString();
    }

    private static Object next(List<?> values, int index) {
        if (index >= values.size()) {
            throw TemplateException.type("not enough arguments for format string");
        }
        return values.get(index);
    }

    private static Object named(Object arguments, String name) {
        if (!(arguments instanceof Map<?, ?> map)) {
            throw TemplateException.type("format requires a mapping");
        }
        Object value = map.get(name);
        if (value == null) {
            throw TemplateException.type("The format names " + name + ", which is not there.");
        }
        return value;
    }

    /** {@code format.format(...)}: fields in braces, doubled braces stand for themselves. */
    String braces(String format, Given given) {
        budget.characters(format.length());
        StringBuilder result = new StringBuilder();
        int automatic = 0;
        for (int at = 0; at < format.length(); at++) {
            char character = format.charAt(at);
            boolean doubled = at + 1 < format.length() && format.charAt(at + 1) == character;
            if ((character == '{' || character == '}') && doubled) {
                result.append(character);
                at++;
            } else if (character == '}') {
                throw TemplateException.type("Single '}' encountered in format string");
            } else if (character == '{') {
                int end = format.indexOf('}', at);
                if (end < 0 || format.substring(at + 1, end).indexOf('{') >= 0) {
                    throw TemplateException.type(
                            "A format's field does not end, or holds another field.");
                }
                String field = format.substring(at + 1, end);
                boolean next = field.isEmpty() || "!:.[".indexOf(field.charAt(0)) >= 0;
                String text = field(next ? automatic++ + field : field, given);
                result.append(text);
                budget.grown(result.length(), text.length());
                at = end;
            } else {
                result.append(character);
            }
        }
        return result.toString();
    }

    private String field(String field, Given given) {
        Matcher parts = FIELD.matcher(field);
        if (!parts.matches()) {
            throw TemplateException.type("The format's field " + field + " is not understood.");
        }
        Object value = argument(parts.group(1), given);
        Members members = new Members(budget);
        Matcher steps = STEP.matcher(parts.group(2));
        while (steps.find()) {
            value =
                    steps.group(1) != null
                            ? Evaluator.attribute(members, value, steps.group(1))
                            : members.item(value, key(steps.group(2)));
        }
        String conversion = parts.group(3);
        if (conversion != null) {
            value =
                    conversion.equals("s")
                            ? PythonText.text(value, budget)
                            : PythonText.representation(value, budget);
        }
        return numbers.formatted(value, parts.group(4) == null ? "" : parts.group(4));
    }

    private static Object key(String text) {
        return text.matches("\\d{1,9}") ? (Object) Long.parseLong(text) : text;
    }

    private static Object argument(String name, Given given) {
        boolean place = name.matches("\\d{1,9}");
        Object value = place ? null : given.named().get(name);
        if (place && Integer.parseInt(name) < given.positional().size()) {
            value = given.positional().get(Integer.parseInt(name));
        }
        if (value == null) {
            throw TemplateException.type("The format names " + name + ", which is not given.");
        }
        return value;
    }
}
