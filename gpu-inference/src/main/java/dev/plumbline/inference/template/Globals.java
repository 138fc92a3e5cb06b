package dev.plumbline.inference.template;

import dev.plumbline.inference.template.Callable.Given;
import java.time.Clock;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The functions that every template finds. */
final class Globals {
    private final Budget budget;
    private final Clock clock;

    Globals(Budget budget, Clock clock) {
        this.budget = budget;
        this.clock = clock;
    }

    void define(Scope scope) {
        function(scope, "range", this::range);
        function(scope, "namespace", given -> new Namespace(named(given)));
        function(scope, "dict", given -> new LinkedHashMap<Object, Object>(named(given)));
        function(
                scope,
                "raise_exception",
                given -> {
                    throw TemplateException.raised(
                            PythonText.text(given.required(0, "message"), budget));
                });
        function(
                scope,
                "strftime_now",
                given ->
                        PythonDates.format(
                                ZonedDateTime.now(clock),
                                Values.string(given.required(0, "format")),
                                budget));
        function(
                scope,
                "joiner",
                given -> {
                    String separator = given.find(0, "sep").map(Values::string).orElse(", ");
                    boolean[] used = {false};
                    return (Callable)
                            ignored -> {
                                boolean first = !used[0];
                                used[0] = true;
                                return first ? "" : separator;
                            };
                });
        function(
                scope,
                "cycler",
                given -> {
                    if (given.positional().isEmpty()) {
                        throw TemplateException.type("A cycler needs items.");
                    }
                    return new Namespace(
                            Map.of(
                                    "next",
                                    cycle(given.positional()),
                                    "items",
                                    new ArrayList<>(given.positional())));
                });
    }

    private static void function(Scope scope, String name, Callable function) {
        scope.set(name, function);
    }

    private static Callable cycle(List<Object> items) {
        int[] next = {0};
        return given -> items.get(next[0]++ % items.size());
    }

    private static Map<String, Object> named(Given given) {
        Map<String, Object> values = new LinkedHashMap<>();
        if (!given.positional().isEmpty()
                && given.positional().getFirst() instanceof Map<?, ?> map) {
            map.forEach((key, value) -> values.put(Values.string(key), value));
        }
        values.putAll(given.named());
        return values;
    }

    private Object range(Given given) {
        List<Long> bounds = given.positional().stream().map(Values::whole).toList();
        if (bounds.isEmpty() || bounds.size() > 3) {
            throw TemplateException.type("range takes 1 to 3 numbers.");
        }
        long start = bounds.size() == 1 ? 0 : bounds.get(0);
        long stop = bounds.size() == 1 ? bounds.get(0) : bounds.get(1);
        long step = bounds.size() == 3 ? bounds.get(2) : 1;
        if (step == 0) {
            throw TemplateException.type("A range has the step 0.");
        }
        double count = Math.ceil(((double) stop - start) / step);
        budget.rangeItems(count <= 0 ? 0 : (long) count);
        List<Object> result = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            result.add(start + i * step);
        }
        return result;
    }
}
