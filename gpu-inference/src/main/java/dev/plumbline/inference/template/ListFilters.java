package dev.plumbline.inference.template;

import dev.plumbline.inference.json.JsonNull;
import dev.plumbline.inference.template.Callable.Given;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Filters on lists and other things with items. */
final class ListFilters {
    private final Budget budget;
    private final Members members;
    private final Tests tests;
    private final Filters filters;

    ListFilters(Budget budget, Members members, Tests tests, Filters filters) {
        this.budget = budget;
        this.members = members;
        this.tests = tests;
        this.filters = filters;
    }

    Object apply(String name, Object value, Given given) {
        return switch (name) {
            case "list" -> Values.items(value, budget);
            case "first" -> first(Values.items(value, budget));
            case "last" -> first(Values.items(value, budget).reversed());
            case "join" -> joined(value, given);
            case "reverse" -> reversed(value);
            case "map" -> mapped(value, given);
            case "select" -> chosen(value, given, false, true);
            case "reject" -> chosen(value, given, false, false);
            case "selectattr" -> chosen(value, given, true, true);
            case "rejectattr" -> chosen(value, given, true, false);
            case "sort" -> sorted(value, given);
            case "unique" -> unique(value, given);
            case "groupby" -> grouped(value, given);
            case "dictsort" -> dictSorted(value, given);
            case "sum" -> sum(value, given);
            case "min" -> extreme(value, given, -1);
            case "max" -> extreme(value, given, 1);
            case "slice" -> sliced(value, given);
            case "batch" -> batched(value, given);
            default -> throw TemplateException.type("The filter " + name + " is not known.");
        };
    }

    private static Object first(List<Object> items) {
        return items.isEmpty()
                ? new Undefined("No first item, sequence was empty.")
                : items.getFirst();
    }

    private Object reversed(Object value) {
        return value instanceof String text
                ? new StringBuilder(text).reverse().toString()
                : new ArrayList<>(Values.items(value, budget).reversed());
    }

    private Object attribute(Object item, Given given, int index) {
        Object path = given.find(index, "attribute").orElse(JsonNull.NULL);
        return path instanceof JsonNull ? item : members.path(item, path);
    }

    private String joined(Object value, Given given) {
        String separator = PythonText.text(given.find(0, "d").orElse(""), budget);
        StringBuilder result = new StringBuilder();
        boolean first = true;
        for (Object item : Values.items(value, budget)) {
            int before = result.length();
            result.append(first ? "" : separator)
                    .append(PythonText.text(attribute(item, given, 1), budget));
            budget.grown(result.length(), result.length() - before);
            first = false;
        }
        return result.toString();
    }

    private List<Object> mapped(Object value, Given given) {
        List<Object> result = new ArrayList<>();
        Object attribute = given.named().get("attribute");
        for (Object item : Values.items(value, budget)) {
            if (attribute != null) {
                Object found = members.path(item, attribute);
                Object usual = given.named().get("default");
                result.add(found instanceof Undefined && usual != null ? usual : found);
            } else {
                result.add(
                        filters.apply(
                                Values.string(given.required(0, "filter")), item, given.from(1)));
            }
        }
        return result;
    }

    private List<Object> chosen(Object value, Given given, boolean byAttribute, boolean wanted) {
        int testAt = byAttribute ? 1 : 0;
        List<Object> result = new ArrayList<>();
        for (Object item : Values.items(value, budget)) {
            Object tested = byAttribute ? members.path(item, given.required(0, "attribute")) : item;
            boolean holds =
                    given.positional().size() > testAt
                            ? tests.test(
                                    Values.string(given.positional().get(testAt)),
                                    tested,
                                    given.from(testAt + 1))
                            : Values.truth(tested);
            if (holds == wanted) {
                result.add(item);
            }
        }
        return result;
    }

    private Object folded(Object value, Object caseSensitive) {
        return value instanceof String text && !Values.truth(caseSensitive)
                ? text.toLowerCase(Locale.ROOT)
                : value;
    }

    private List<Object> sorted(Object value, Given given) {
        Object caseSensitive = given.find(1, "case_sensitive").orElse(false);
        Comparator<Object> order =
                (left, right) ->
                        Values.compare(
                                folded(attribute(left, given, 2), caseSensitive),
                                folded(attribute(right, given, 2), caseSensitive),
                                budget);
        List<Object> items = Values.items(value, budget);
        items.sort(Values.truth(given.find(0, "reverse").orElse(false)) ? order.reversed() : order);
        return items;
    }

    private List<Object> unique(Object value, Given given) {
        Object caseSensitive = given.find(0, "case_sensitive").orElse(false);
        List<Object> seen = new ArrayList<>();
        List<Object> result = new ArrayList<>();
        for (Object item : Values.items(value, budget)) {
            Object key = folded(attribute(item, given, 1), caseSensitive);
            if (seen.stream().noneMatch(other -> Values.equal(other, key, budget))) {
                seen.add(key);
                result.add(item);
            }
        }
        return result;
    }

    private List<Object> grouped(Object value, Given given) {
        Map<Object, List<Object>> groups = new LinkedHashMap<>();
        Given byAttribute =
                new Given(List.of(), Map.of("attribute", given.required(0, "attribute")));
        for (Object item : sorted(value, byAttribute)) {
            groups.computeIfAbsent(attribute(item, given, 0), key -> new ArrayList<>()).add(item);
        }
        List<Object> result = new ArrayList<>();
        groups.forEach((key, items) -> result.add(new Tuple(List.of(key, items))));
        return result;
    }

    private List<Object> dictSorted(Object value, Given given) {
        if (!(value instanceof Map<?, ?> map)) {
            throw TemplateException.type("A %s is no dict.".formatted(Values.kind(value)));
        }
        Object caseSensitive = given.find(0, "case_sensitive").orElse(false);
        int by = given.find(1, "by").orElse("key").equals("value") ? 1 : 0;
        List<Object> items = new ArrayList<>();
        map.forEach((key, entry) -> items.add(new Tuple(List.of(key, entry))));
        items.sort(
                (left, right) ->
                        Values.compare(
                                folded(((Tuple) left).items().get(by), caseSensitive),
                                folded(((Tuple) right).items().get(by), caseSensitive),
                                budget));
        if (Values.truth(given.find(2, "reverse").orElse(false))) {
            Collections.reverse(items);
        }
        return items;
    }

    private Object sum(Object value, Given given) {
        Object result = given.find(1, "start").orElse(0L);
        for (Object item : Values.items(value, budget)) {
            result = new Operators(budget).apply("+", result, attribute(item, given, 0));
        }
        return result;
    }

    private Object extreme(Object value, Given given, int sign) {
        Object caseSensitive = given.find(0, "case_sensitive").orElse(false);
        return Values.items(value, budget).stream()
                .max(
                        (left, right) ->
                                sign
                                        * Values.compare(
                                                folded(attribute(left, given, 1), caseSensitive),
                                                folded(attribute(right, given, 1), caseSensitive),
                                                budget))
                .orElse(new Undefined("No aggregated item, sequence was empty."));
    }

    /** So many lists, the first of which may have one item more. */
    private List<Object> sliced(Object value, Given given) {
        long slices = Values.whole(given.required(0, "slices"));
        Object fill = given.find(1, "fill_with").orElse(JsonNull.NULL);
        List<Object> items = Values.items(value, budget);
        if (slices == 0) {
            throw TemplateException.type("A division by zero.");
        }
        budget.rangeItems(slices);
        long longer = items.size() % slices;
        int at = 0;
        List<Object> result = new ArrayList<>();
        for (long i = 0; i < slices; i++) {
            int end = at + (int) (items.size() / slices) + (i < longer ? 1 : 0);
            List<Object> slice = new ArrayList<>(items.subList(at, end));
            if (i >= longer && !(fill instanceof JsonNull)) {
                slice.add(fill);
            }
            result.add(slice);
            at = end;
        }
        return result;
    }

    private List<Object> batched(Object value, Given given) {
        long size = Math.max(1, Values.whole(given.required(0, "linecount")));
        List<Object> result = new ArrayList<>();
        List<Object> batch = new ArrayList<>();
        for (Object item : Values.items(value, budget)) {
            if (batch.size() == size) {
                result.add(batch);
                batch = new ArrayList<>();
            }
            batch.add(item);
        }
        Object fill =
                new HashMap<>(given.named())
                        .getOrDefault(
                                "fill_with", given.find(1, "fill_with").orElse(JsonNull.NULL));
        if (!batch.isEmpty()) {
            budget.rangeItems(size);
            while (!(fill instanceof JsonNull) && batch.size() < size) {
                batch.add(fill);
            }
            result.add(batch);
        }
        return result;
    }
}
