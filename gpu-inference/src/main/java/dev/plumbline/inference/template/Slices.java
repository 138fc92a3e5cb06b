package dev.plumbline.inference.template;

import dev.plumbline.inference.json.JsonNull;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Python's indexes and slices of texts and lists. */
final class Slices {
    private Slices() {}

    /** The item at an index, counted from the end where negative; null where there is none. */
    static @Nullable Object at(List<?> items, long index) {
        long from = index < 0 ? index + items.size() : index;
        return from >= 0 && from < items.size() ? items.get((int) from) : null;
    }

    static Object slice(Object of, Object start, Object stop, Object step, Budget budget) {
        List<Object> items = Values.items(of, budget);
        List<Object> chosen = new ArrayList<>();
        long by = step instanceof JsonNull ? 1 : Values.whole(step);
        if (by == 0) {
            throw TemplateException.type("A slice has the step 0.");
        }
        long size = items.size();
        by = Math.clamp(by, -size - 1, size + 1);
        long low = by > 0 ? 0 : -1;
        long high = by > 0 ? size : size - 1;
        long from = bound(start, by > 0 ? low : high, size, low, high);
        long to = bound(stop, by > 0 ? high : low, size, low, high);
        for (long i = from; by > 0 ? i < to : i > to; i += by) {
            chosen.add(items.get((int) i));
        }
        return switch (of) {
            case String _ -> String.join("", chosen.stream().map(String.class::cast).toList());
            case Tuple _ -> new Tuple(chosen);
            default -> chosen;
        };
    }

    private static long bound(Object stated, long usual, long size, long low, long high) {
        if (stated instanceof JsonNull) {
            return usual;
        }
        long value = Values.whole(stated);
        return Math.clamp(value < 0 ? value + size : value, low, high);
    }
}
