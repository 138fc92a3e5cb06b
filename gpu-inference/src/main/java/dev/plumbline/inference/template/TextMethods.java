package dev.plumbline.inference.template;

import dev.plumbline.inference.json.JsonNull;
import dev.plumbline.inference.template.Callable.Given;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** The methods of Python's texts that templates may call. */
final class TextMethods {
    private final Budget budget;
    private final TextSearch search;
    private final TextFilters layout;

    TextMethods(Budget budget) {
        this.budget = budget;
        search = new TextSearch(budget);
        layout = new TextFilters(budget);
    }

    @Nullable Callable of(String text, String name) {
        return switch (name) {
            case "strip" -> given -> strip(text, given, true, true);
            case "lstrip" -> given -> strip(text, given, true, false);
            case "rstrip" -> given -> strip(text, given, false, true);
            case "split" -> given -> split(text, given);
            case "rsplit" -> given -> rightSplit(text, given);
            case "splitlines" -> given -> new ArrayList<Object>(PythonText.lines(charged(text)));
            case "startswith" -> given -> any(given.required(0, "prefix"), text::startsWith);
            case "endswith" -> given -> any(given.required(0, "suffix"), text::endsWith);
            case "upper" -> given -> charged(text).toUpperCase(Locale.ROOT);
            case "lower" -> given -> charged(text).toLowerCase(Locale.ROOT);
            case "capitalize" -> given -> capitalized(charged(text));
            case "title" -> given -> titled(charged(text));
            case "swapcase" -> given -> swapped(charged(text));
            case "casefold" ->
                    given -> charged(text).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
            case "format" -> given -> new PythonFormat(budget).braces(text, given);
            case "replace" -> given -> replaced(text, given);
            case "join" -> given -> joined(text, given.required(0, "iterable"));
            case "find" -> given -> search.find(text, given, false);
            case "rfind" -> given -> search.find(text, given, true);
            case "index" -> given -> search.index(text, given, false);
            case "rindex" -> given -> search.index(text, given, true);
            case "partition" -> given -> search.partition(text, given, false);
            case "rpartition" -> given -> search.partition(text, given, true);
            case "ljust" -> given -> layout.justified(text, given, TextFilters.Side.LEFT);
            case "rjust" -> given -> layout.justified(text, given, TextFilters.Side.RIGHT);
            case "center" -> given -> layout.justified(text, given, TextFilters.Side.BOTH);
            case "zfill" -> given -> layout.zeroFilled(text, given);
            case "count" -> given -> count(charged(text), Values.string(given.required(0, "sub")));
            case "removeprefix" ->
                    given -> {
                        String prefix = Values.string(given.required(0, "prefix"));
                        return text.startsWith(prefix) ? text.substring(prefix.length()) : text;
                    };
            case "removesuffix" ->
                    given -> {
                        String suffix = Values.string(given.required(0, "suffix"));
                        return text.endsWith(suffix)
                                ? text.substring(0, text.length() - suffix.length())
                                : text;
                    };
            case "isdigit" -> given -> all(text, TextMethods::digit);
            case "isdecimal" -> given -> all(text, Character::isDigit);
            case "isnumeric" -> given -> all(text, TextMethods::number);
            case "isascii" -> given -> text.codePoints().allMatch(point -> point < 0x80);
            case "isalpha" -> given -> all(text, Character::isLetter);
            case "isalnum" -> given -> all(text, Character::isLetterOrDigit);
            case "isspace" -> given -> all(text, PythonText::space);
            case "isupper" ->
                    given ->
                            text.equals(text.toUpperCase(Locale.ROOT))
                                    && !text.equals(text.toLowerCase(Locale.ROOT));
            case "islower" ->
                    given ->
                            text.equals(text.toLowerCase(Locale.ROOT))
                                    && !text.equals(text.toUpperCase(Locale.ROOT));
            default -> null;
        };
    }

    private String charged(String text) {
        budget.characters(text.length());
        return text;
    }

    static String strip(String text, Given given, boolean left, boolean right) {
        Object characters = given.find(0, "chars").orElse(JsonNull.NULL);
        IntPredicate gone =
                characters instanceof JsonNull
                        ? PythonText::space
                        : point -> Values.string(characters).indexOf(point) >= 0;
        int start = 0;
        int end = text.length();
        while (left && start < end && gone.test(text.codePointAt(start))) {
            start += Character.charCount(text.codePointAt(start));
        }
        while (right && end > start && gone.test(text.codePointBefore(end))) {
            end -= Character.charCount(text.codePointBefore(end));
        }
        return text.substring(start, end);
    }

    private List<Object> split(String text, Given given) {
        charged(text);
        Object separator = given.find(0, "sep").orElse(JsonNull.NULL);
        long most = given.find(1, "maxsplit").map(Values::whole).orElse(-1L);
        List<Object> parts = new ArrayList<>();
        if (separator instanceof JsonNull) {
            splitAtSpace(text, most, parts);
            return parts;
        }
        String between = separator(separator);
        int start = 0;
        for (int at = text.indexOf(between);
                at >= 0 && (most < 0 || parts.size() < most);
                at = text.indexOf(between, start)) {
            parts.add(text.substring(start, at));
            start = at + between.length();
        }
        parts.add(text.substring(start));
        budget.steps(parts.size());
        return parts;
    }

    private static String separator(Object separator) {
        String between = Values.string(separator);
        if (between.isEmpty()) {
            throw TemplateException.type("An empty separator splits nothing.");
        }
        return between;
    }

    static void splitAtSpace(String text, long most, List<? super String> parts) {
        int at = 0;
        while (at < text.length()) {
            int point = text.codePointAt(at);
            if (PythonText.space(point)) {
                at += Character.charCount(point);
                continue;
            }
            if (most >= 0 && parts.size() == most) {
                parts.add(text.substring(at).stripTrailing());
                return;
            }
            int end = at;
            while (end < text.length() && !PythonText.space(text.codePointAt(end))) {
                end += Character.charCount(text.codePointAt(end));
            }
            parts.add(text.substring(at, end));
            at = end;
        }
    }

    private List<Object> rightSplit(String text, Given given) {
        Object separator = given.find(0, "sep").orElse(JsonNull.NULL);
        long most = given.find(1, "maxsplit").map(Values::whole).orElse(-1L);
        if (most < 0 || separator instanceof JsonNull) {
            return split(text, given);
        }
        String between = separator(separator);
        List<Object> parts = new ArrayList<>();
        int end = text.length();
        for (int at = text.lastIndexOf(between);
                at >= 0 && parts.size() < most;
                at = text.lastIndexOf(between, at - between.length())) {
            parts.addFirst(text.substring(at + between.length(), end));
            end = at;
            if (at < between.length()) {
                break;
            }
        }
        parts.addFirst(text.substring(0, end));
        return parts;
    }

    private static boolean any(Object affixes, java.util.function.Predicate<String> test) {
        return affixes instanceof Tuple tuple
                ? tuple.items().stream().anyMatch(item -> test.test(Values.string(item)))
                : test.test(Values.string(affixes));
    }

    static String capitalized(String text) {
        if (text.isEmpty()) {
            return text;
        }
        int first = text.offsetByCodePoints(0, 1);
        return text.substring(0, first).toUpperCase(Locale.ROOT)
                + text.substring(first).toLowerCase(Locale.ROOT);
    }

    private static String titled(String text) {
        StringBuilder result = new StringBuilder(text.length());
        boolean inWord = false;
        for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
            int point = text.codePointAt(at);
            result.appendCodePoint(
                    inWord ? Character.toLowerCase(point) : Character.toTitleCase(point));
            inWord = Character.isLetter(point);
        }
        return result.toString();
    }

    String replaced(String text, Given given) {
        String old = PythonText.text(given.required(0, "old"), budget);
        String replacement = PythonText.text(given.required(1, "new"), budget);
        long most =
                given.find(2, "count")
                        .filter(count -> !(count instanceof JsonNull))
                        .map(Values::whole)
                        .orElse(-1L);
        long places = old.isEmpty() ? text.length() + 1L : count(text, old);
        budget.characters(text.length() + places * replacement.length());
        if (old.isEmpty() || most < 0) {
            return text.replace(old, replacement);
        }
        StringBuilder result = new StringBuilder(text.length());
        int start = 0;
        for (int at = text.indexOf(old); at >= 0 && most-- > 0; at = text.indexOf(old, start)) {
            result.append(text, start, at).append(replacement);
            start = at + old.length();
        }
        return result.append(text.substring(start)).toString();
    }

    private static long count(String text, String part) {
        if (part.isEmpty()) {
            return text.codePointCount(0, text.length()) + 1L;
        }
        long count = 0;
        for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length())) {
            count++;
        }
        return count;
    }

    private String joined(String separator, Object parts) {
        StringBuilder result = new StringBuilder();
        boolean first = true;
        for (Object part : Values.items(parts, budget)) {
            int before = result.length();
            result.append(first ? "" : separator).append(Values.string(part));
            budget.grown(result.length(), result.length() - before);
            first = false;
        }
        return result.toString();
    }

    private static String swapped(String text) {
        StringBuilder result = new StringBuilder(text.length());
        text.codePoints()
                .mapToObj(Character::toString)
                .map(
                        one ->
                                Character.isLowerCase(one.codePointAt(0))
                                        ? one.toUpperCase(Locale.ROOT)
                                        : one.toLowerCase(Locale.ROOT))
                .forEach(result::append);
        return result.toString();
    }

    /** Superscripts, circled digits and the like count, too. */
    private static boolean digit(int point) {
        if (Character.getType(point) != Character.OTHER_NUMBER) {
            return Character.isDigit(point);
        }
        String plain = Normalizer.normalize(Character.toString(point), Normalizer.Form.NFKD);
        return plain.matches("[(]?[0-9][).]?");
    }

    private static boolean number(int point) {
        return switch (Character.getType(point)) {
            case Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.OTHER_NUMBER ->
                    true;
            default -> "〇零一二三四五六七八九十百千万億兆".indexOf(point) >= 0;
        };
    }

    private static boolean all(String text, IntPredicate test) {
        return !text.isEmpty() && text.codePoints().allMatch(test);
    }
}
