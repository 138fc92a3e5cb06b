package dev.plumbline.inference.template;

import dev.plumbline.inference.json.JsonNull;
import dev.plumbline.inference.template.Callable.Given;
import java.util.List;

/** Python's ways of finding a part of a text, places counted in code points. */
final class TextSearch {
    private final Budget budget;

    TextSearch(Budget budget) {
        this.budget = budget;
    }

    /** find and, {@code last}, rfind: a place or -1, within what start and end leave. */
    long find(String text, Given given, boolean last) {
        budget.characters(text.length());
        String part = Values.string(given.required(0, "sub"));
        long length = text.codePointCount(0, text.length());
        long start = bound(given, 1, "start", 0, length);
        long end = bound(given, 2, "end", length, length);
        if (start > end) {
            return -1;
        }
        int from = text.offsetByCodePoints(0, (int) start);
        String within = text.substring(from, text.offsetByCodePoints(from, (int) (end - start)));
        int at = last ? within.lastIndexOf(part) : within.indexOf(part);
        return at < 0 ? -1 : start + within.codePointCount(0, at);
    }

    /** As above, but what is not there is an error. */
    long index(String text, Given given, boolean last) {
        long at = find(text, given, last);
        if (at < 0) {
            throw TemplateException.type("substring not found");
        }
        return at;
    }

    private static long bound(Given given, int place, String name, long usual, long length) {
        Object stated = given.find(place, name).orElse(JsonNull.NULL);
        if (stated instanceof JsonNull) {
            return usual;
        }
        long value = Values.whole(stated);
        return value < 0
                ? Math.max(0, value + length)
                : name.equals("end") ? Math.min(value, length) : Math.min(value, length + 1);
    }

    /**
     * What is before, the separator, what is after; all in the first or, {@code last}, the last.
     */
    Tuple partition(String text, Given given, boolean last) {
        budget.characters(text.length());
        String separator = Values.string(given.required(0, "sep"));
        if (separator.isEmpty()) {
            throw TemplateException.type("empty separator");
        }
        int at = last ? text.lastIndexOf(separator) : text.indexOf(separator);
        if (at < 0) {
            return new Tuple(last ? List.of("", "", text) : List.of(text, "", ""));
        }
        return new Tuple(
                List.of(text.substring(0, at), separator, text.substring(at + separator.length())));
    }
}
