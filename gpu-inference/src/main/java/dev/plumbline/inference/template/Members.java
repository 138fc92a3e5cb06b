package dev.plumbline.inference.template;

import java.util.List;
import java.util.Map;

/**
 * Attributes and items of values: a.b tries b's method first, a['b'] the item first, as Jinja does.
 */
final class Members {
    private final Budget budget;
    private final Methods methods;

    Members(Budget budget) {
        this.budget = budget;
        this.methods = new Methods(budget);
    }

    Object attribute(Object of, String name) {
        return switch (of) {
            case Undefined undefined -> throw undefined.failure();
            case Namespace namespace -> namespace.value(name);
            case LoopState loop -> loop.attribute(name, budget);
            case Map<?, ?> map -> {
                Callable method = methods.of(map, name);
                Object value = method != null ? method : map.get(name);
                yield value != null ? value : missing(of, name);
            }
            default -> {
                Callable method = methods.of(of, name);
                yield method != null ? method : missing(of, name);
            }
        };
    }

    Object item(Object of, Object key) {
        Object value =
                switch (of) {
                    case Undefined undefined -> throw undefined.failure();
                    case Map<?, ?> map -> map.get(key);
                    case List<?> list when key instanceof Long index -> Slices.at(list, index);
                    case Tuple tuple when key instanceof Long index ->
                            Slices.at(tuple.items(), index);
                    case String text when key instanceof Long index -> character(text, index);
                    default -> null;
                };
        if (value != null) {
            return value;
        }
        if (key instanceof String name) {
            Callable method = methods.of(of, name);
            return method != null
                    ? method
                    : of instanceof Map<?, ?> ? missing(of, name) : attribute(of, name);
        }
        return missing(of, PythonText.text(key, budget));
    }

    private Object character(String text, long index) {
        long length = text.codePointCount(0, text.length());
        long from = index < 0 ? index + length : index;
        if (from < 0 || from >= length) {
            return missing(text, Long.toString(index));
        }
        budget.characters(text.length());
        return Character.toString(text.codePointAt(text.offsetByCodePoints(0, (int) from)));
    }

    /** An attribute named by a filter: dotted, with numbers as indexes. */
    Object path(Object of, Object path) {
        if (!(path instanceof String text)) {
            return item(of, path);
        }
        Object result = of;
        for (String part : text.split("\\.")) {
            boolean number =
                    !part.isEmpty()
                            && part.length() < 10
                            && part.chars().allMatch(Character::isDigit);
            result = item(result, number ? (Object) Long.parseLong(part) : part);
        }
        return result;
    }

    private static Undefined missing(Object of, String name) {
        return new Undefined("'%s object' has no attribute '%s'".formatted(Values.kind(of), name));
    }
}
