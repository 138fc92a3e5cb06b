package dev.plumbline.inference.template;

import dev.plumbline.inference.json.JsonNull;
import dev.plumbline.inference.template.Callable.Given;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What may stand after {@code is}. */
final class Tests {
    private static final Set<String> KNOWN =
            Set.of(
                    ("defined undefined none string number integer float boolean true false mapping iterable sequence"
                                    + " callable sameas odd even divisibleby lower upper filter test escaped in"
                                    + " eq equalto == ne != lt lessthan < le <= gt greaterthan > ge >=")
                            .split(" "));

    private final Budget budget;

    Tests(Budget budget) {
        this.budget = budget;
    }

    boolean test(String name, Object value, Given given) {
        return switch (name) {
            case "defined" -> !(value instanceof Undefined);
            case "undefined" -> value instanceof Undefined;
            case "none" -> value instanceof JsonNull;
            case "string" -> value instanceof String;
            case "number" -> Values.numeric(value);
            case "integer" -> value instanceof Long || value instanceof BigInteger;
            case "float" -> value instanceof Double;
            case "boolean" -> value instanceof Boolean;
            case "true" -> value.equals(true);
            case "false" -> value.equals(false);
            case "mapping" -> value instanceof Map;
            case "iterable", "sequence" ->
                    value instanceof String
                            || value instanceof List
                            || value instanceof Tuple
                            || value instanceof Map
                            || value instanceof Undefined;
            case "callable" -> value instanceof Callable || value instanceof Undefined;
            case "sameas" -> value.equals(given.required(0, "other"));
            case "odd" -> Math.floorMod(Values.whole(value), 2L) == 1;
            case "even" -> Math.floorMod(Values.whole(value), 2L) == 0;
            case "divisibleby" ->
                    divisible(Values.whole(value), Values.whole(given.required(0, "num")));
            case "lower" -> cased(value, String::toLowerCase, String::toUpperCase);
            case "upper" -> cased(value, String::toUpperCase, String::toLowerCase);
            case "filter" -> Filters.known(Values.string(value));
            case "test" -> KNOWN.contains(Values.string(value));
            case "escaped" -> false;
            case "in" -> Values.contains(given.required(0, "seq"), value, budget);
            default -> compare(name, value, given);
        };
    }

    private static boolean divisible(long value, long by) {
        if (by == 0) {
            throw TemplateException.type("A division by zero.");
        }
        return value % by == 0;
    }

    private boolean cased(
            Object value,
            java.util.function.BiFunction<String, Locale, String> wanted,
            java.util.function.BiFunction<String, Locale, String> other) {
        String text = PythonText.text(value, budget);
        return text.equals(wanted.apply(text, Locale.ROOT))
                && !text.equals(other.apply(text, Locale.ROOT));
    }

    private boolean compare(String name, Object value, Given given) {
        return switch (name) {
            case "eq", "equalto", "==" -> Values.equal(value, given.required(0, "other"), budget);
            case "ne", "!=" -> !Values.equal(value, given.required(0, "other"), budget);
            case "lt", "lessthan", "<" ->
                    Values.compare(value, given.required(0, "other"), budget) < 0;
            case "le", "<=" -> Values.compare(value, given.required(0, "other"), budget) <= 0;
            case "gt", "greaterthan", ">" ->
                    Values.compare(value, given.required(0, "other"), budget) > 0;
            case "ge", ">=" -> Values.compare(value, given.required(0, "other"), budget) >= 0;
            default -> throw TemplateException.type("The test " + name + " is not known.");
        };
    }
}
