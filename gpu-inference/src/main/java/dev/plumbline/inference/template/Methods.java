package dev.plumbline.inference.template;

import dev.plumbline.inference.json.JsonNull;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The methods of Python's texts, dicts and lists that templates may call; none changes its object.
 */
final class Methods {
    private final Budget budget;
    private final TextMethods texts;

    Methods(Budget budget) {
        this.budget = budget;
        texts = new TextMethods(budget);
    }

    @Nullable Callable of(Object object, String name) {
        return switch (object) {
            case String text -> texts.of(text, name);
            case Map<?, ?> map -> map(map, name);
            case List<?> list -> list(list, name);
            case Tuple tuple -> list(tuple.items(), name);
            default -> null;
        };
    }

    private @Nullable Callable map(Map<?, ?> map, String name) {
        return switch (name) {
            case "get" ->
                    given -> {
                        Object value = map.get(given.required(0, "key"));
                        return value != null
                                ? value
                                : given.find(1, "default").orElse(JsonNull.NULL);
                    };
            case "items" ->
                    given -> {
                        budget.steps(map.size());
                        List<Object> items = new ArrayList<>();
                        map.forEach((key, value) -> items.add(new Tuple(List.of(key, value))));
                        return items;
                    };
            case "keys" -> given -> Values.items(map, budget);
            case "values" ->
                    given -> {
                        budget.steps(map.size());
                        return new ArrayList<Object>(map.values());
                    };
            case "update", "pop", "popitem", "clear", "setdefault" -> unsafe(name);
            case "copy" -> given -> map;
            default -> null;
        };
    }

    private @Nullable Callable list(List<?> list, String name) {
        return switch (name) {
            case "index" ->
                    given -> {
                        for (int i = 0; i < list.size(); i++) {
                            if (Values.equal(list.get(i), given.required(0, "value"), budget)) {
                                return (long) i;
                            }
                        }
                        throw TemplateException.type("The value is not in the list.");
                    };
            case "count" ->
                    given ->
                            list.stream()
                                    .filter(
                                            item ->
                                                    Values.equal(
                                                            item,
                                                            given.required(0, "value"),
                                                            budget))
                                    .count();
            case "append", "extend", "insert", "pop", "remove", "clear", "sort", "reverse" ->
                    unsafe(name);
            case "copy" -> given -> list;
            default -> null;
        };
    }

    private static Callable unsafe(String name) {
        return given -> {
            throw TemplateException.type(
                    "A template may not call " + name + ", which changes its object.");
        };
    }
}
