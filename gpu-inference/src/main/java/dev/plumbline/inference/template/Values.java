package dev.plumbline.inference.template;

import dev.plumbline.inference.json.JsonNull;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What Python's operators do with values: String, Long, Double, Boolean, JsonNull, List, Tuple, Map
 * and what is callable.
 */
final class Values {
    private Values() {}

    /** The name of a value's type, for errors. */
    static String kind(Object value) {
        return switch (value) {
            case String _ -> "str";
            case Boolean _ -> "bool";
            case Long _, BigInteger _ -> "int";
            case Double _ -> "float";
            case JsonNull _ -> "NoneType";
            case List<?> _ -> "list";
            case Tuple _ -> "tuple";
            case Map<?, ?> _ -> "dict";
            case Undefined _ -> "Undefined";
            case Namespace _ -> "Namespace";
            default -> "function";
        };
    }

    static boolean truth(Object value) {
        return switch (value) {
            case Boolean truth -> truth;
            case String text -> !text.isEmpty();
            case Long number -> number != 0;
            case BigInteger number -> number.signum() != 0;
            case Double number -> number != 0;
            case JsonNull _, Undefined _ -> false;
            case List<?> list -> !list.isEmpty();
            case Tuple tuple -> !tuple.items().isEmpty();
            case Map<?, ?> map -> !map.isEmpty();
            default -> true;
        };
    }

    static boolean equal(Object left, Object right, Budget budget) {
        budget.step();
        if (numeric(left) && numeric(right)) {
            return compareNumbers(left, right) == 0;
        }
        return switch (left) {
            case List<?> list -> right instanceof List<?> other && equalAll(list, other, budget);
            case Tuple tuple ->
                    right instanceof Tuple other && equalAll(tuple.items(), other.items(), budget);
            case Map<?, ?> map -> right instanceof Map<?, ?> other && equalMaps(map, other, budget);
            case Undefined _ -> right instanceof Undefined;
            default -> left.equals(right);
        };
    }

    private static boolean equalAll(List<?> left, List<?> right, Budget budget) {
        if (left.size() != right.size()) {
            return false;
        }
        Iterator<?> others = right.iterator();
        return left.stream().allMatch(item -> equal(item, others.next(), budget));
    }

    private static boolean equalMaps(Map<?, ?> left, Map<?, ?> right, Budget budget) {
        if (left.size() != right.size()) {
            return false;
        }
        return left.entrySet().stream()
                .allMatch(
                        entry -> {
                            Object other = right.get(entry.getKey());
                            return other != null && equal(entry.getValue(), other, budget);
                        });
    }

    static boolean numeric(Object value) {
        return value instanceof Long
                || value instanceof Double
                || value instanceof Boolean
                || value instanceof BigInteger;
    }

    private static int compareNumbers(Object left, Object right) {
        if (left instanceof Double || right instanceof Double) {
            return Double.compare(real(left) + 0.0, real(right) + 0.0);
        }
        return big(left).compareTo(big(right));
    }

    private static BigInteger big(Object value) {
        return value instanceof BigInteger number ? number : BigInteger.valueOf(whole(value));
    }

    /** Less than 0, 0 or more. */
    static int compare(Object left, Object right, Budget budget) {
        budget.step();
        failUndefined(left, right);
        if (numeric(left) && numeric(right)) {
            return compareNumbers(left, right);
        }
        if (left instanceof String text && right instanceof String other) {
            return compareTexts(text, other);
        }
        List<?> items = sequence(left);
        List<?> others = sequence(right);
        if (items == null || others == null || !kind(left).equals(kind(right))) {
            throw TemplateException.type(
                    "%s and %s cannot be ordered.".formatted(kind(left), kind(right)));
        }
        for (int i = 0; i < Math.min(items.size(), others.size()); i++) {
            if (!equal(items.get(i), others.get(i), budget)) {
                return compare(items.get(i), others.get(i), budget);
            }
        }
        return Integer.compare(items.size(), others.size());
    }

    /** By code points, as Python does. */
    private static int compareTexts(String left, String right) {
        int[] points = left.codePoints().toArray();
        return java.util.Arrays.compare(points, right.codePoints().toArray());
    }

    private static @Nullable List<?> sequence(Object value) {
        return switch (value) {
            case List<?> list -> list;
            case Tuple tuple -> tuple.items();
            default -> null;
        };
    }

    static void failUndefined(Object... values) {
        for (Object value : values) {
            if (value instanceof Undefined undefined) {
                throw undefined.failure();
            }
        }
    }

    /** The items that a loop sees. */
    static List<Object> items(Object value, Budget budget) {
        List<Object> items =
                switch (value) {
                    case List<?> list -> new ArrayList<>(list);
                    case Tuple tuple -> new ArrayList<>(tuple.items());
                    case Map<?, ?> map -> new ArrayList<>(map.keySet());
                    case String text ->
                            new ArrayList<>(
                                    text.codePoints().mapToObj(Character::toString).toList());
                    case Undefined _ -> new ArrayList<>();
                    default ->
                            throw TemplateException.type(
                                    "A %s cannot be iterated.".formatted(kind(value)));
                };
        budget.steps(items.size());
        return items;
    }

    static long length(Object value) {
        return switch (value) {
            case String text -> text.codePointCount(0, text.length());
            case List<?> list -> list.size();
            case Tuple tuple -> tuple.items().size();
            case Map<?, ?> map -> map.size();
            case Undefined _ -> 0;
            default -> throw TemplateException.type("A %s has no length.".formatted(kind(value)));
        };
    }

    static boolean contains(Object container, Object item, Budget budget) {
        return switch (container) {
            case String text -> {
                if (!(item instanceof String part)) {
                    throw TemplateException.type("A %s cannot be in a text.".formatted(kind(item)));
                }
                budget.characters(text.length());
                yield text.contains(part);
            }
            case Map<?, ?> map -> map.containsKey(item);
            default ->
                    items(container, budget).stream().anyMatch(other -> equal(item, other, budget));
        };
    }

    static double real(Object value) {
        return switch (value) {
            case Double number -> number;
            case BigInteger number -> number.doubleValue();
            default -> whole(value);
        };
    }

    /** A whole number; true counts as 1. */
    static long whole(Object value) {
        return switch (value) {
            case Long number -> number;
            case Boolean truth -> truth ? 1 : 0;
            case Undefined undefined -> throw undefined.failure();
            default ->
                    throw TemplateException.type("A %s is no whole number.".formatted(kind(value)));
        };
    }

    /** A text; other values fail. */
    static String string(Object value) {
        return switch (value) {
            case String text -> text;
            case Undefined undefined -> throw undefined.failure();
            default -> throw TemplateException.type("A %s is no text.".formatted(kind(value)));
        };
    }
}
