package dev.plumbline.inference.template;

import dev.plumbline.inference.json.JsonNull;
import dev.plumbline.inference.template.Callable.Given;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Filters and methods that lay text out anew or write it for other readers. */
final class TextFilters {
    private static final String SPACE = "[\\t\\n\\x0B\\f\\r ]";
    private static final String LETTER = "[^\\d\\W]";

    /** Where lines may end: at spaces, after hyphens within words, around dashes. */
    private static final Pattern PARTS =
            Pattern.compile(
                    "%1$s+|(?<=[\\w!\"'&.,?])-{2,}(?=\\w)|[^\\t\\n\\x0B\\f\\r ]+?(?:-(?:(?<=%2$s{2}-)|(?<=%2$s-%2$s-))(?=%2$s-?%2$s)|(?=%1$s|\\z)|(?<=[\\w!\"'&.,?])(?=-{2,}\\w))"
                            .formatted(SPACE, LETTER),
                    Pattern.UNICODE_CHARACTER_CLASS);

    private static final Pattern WORDS = Pattern.compile(SPACE + "+");
    private static final Pattern ENTITY =
            Pattern.compile("&(?:#(\\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|(amp|lt|gt|quot|apos|nbsp));");

    private final Budget budget;

    TextFilters(Budget budget) {
        this.budget = budget;
    }

    String wrapped(String text, Given given) {
        long width = given.find(0, "width").map(Values::whole).orElse(79L);
        boolean breakWords = Values.truth(given.find(1, "break_long_words").orElse(true));
        Object between = given.find(2, "wrapstring").orElse(JsonNull.NULL);
        boolean hyphens = Values.truth(given.find(3, "break_on_hyphens").orElse(true));
        if (width <= 0) {
            throw TemplateException.type("invalid width " + width + " (must be > 0)");
        }
        String end = between instanceof JsonNull ? "\n" : Values.string(between);
        StringJoiner result = new StringJoiner(end);
        for (String line : PythonText.lines(text)) {
            budget.steps(line.length());
            List<String> lines =
                    wrapped(
                            parts(line, hyphens),
                            (int) Math.min(width, Integer.MAX_VALUE),
                            breakWords,
                            hyphens);
            long length = line.length() + (long) lines.size() * end.length();
            budget.grown(result.length() + length, length);
            result.add(String.join(end, lines));
        }
        return result.toString();
    }

    private static Deque<String> parts(String line, boolean hyphens) {
        Deque<String> parts = new ArrayDeque<>();
        Matcher matcher = (hyphens ? PARTS : WORDS).matcher(line);
        int done = 0;
        while (matcher.find()) {
            if (matcher.start() > done) {
                parts.add(line.substring(done, matcher.start()));
            }
            if (matcher.end() > matcher.start()) {
                parts.add(matcher.group());
            }
            done = matcher.end();
        }
        if (done < line.length()) {
            parts.add(line.substring(done));
        }
        return parts;
    }

    private List<String> wrapped(
            Deque<String> parts, int width, boolean breakWords, boolean hyphens) {
        List<String> lines = new ArrayList<>();
        while (!parts.isEmpty()) {
            budget.step();
            if (parts.getFirst().isBlank() && !lines.isEmpty()) {
                parts.removeFirst();
            }
            Deque<String> line = new ArrayDeque<>();
            int length = 0;
            while (!parts.isEmpty() && length + parts.getFirst().length() <= width) {
                length += parts.getFirst().length();
                line.add(parts.removeFirst());
            }
            if (!parts.isEmpty() && parts.getFirst().length() > width) {
                longPart(parts, line, width - length, breakWords, hyphens);
            }
            if (!line.isEmpty() && line.getLast().isBlank()) {
                line.removeLast();
            }
            if (!line.isEmpty()) {
                lines.add(String.join("", line));
            }
        }
        return lines;
    }

    private static void longPart(
            Deque<String> parts,
            Deque<String> line,
            int room,
            boolean breakWords,
            boolean hyphens) {
        if (breakWords) {
            String part = parts.removeFirst();
            int hyphen = hyphens && room > 0 ? part.lastIndexOf('-', room - 1) : -1;
            boolean within =
                    hyphen > 0 && part.substring(0, hyphen).chars().anyMatch(c -> c != '-');
            int end = within ? hyphen + 1 : room;
            line.add(part.substring(0, end));
            parts.addFirst(part.substring(end));
        } else if (line.isEmpty()) {
            line.add(parts.removeFirst());
        }
    }

    /** The center of Jinja, which needs no width. */
    String centered(String text, Given given) {
        return justified(
                text, given.find(0, "width").map(Values::whole).orElse(80L), " ", Side.BOTH);
    }

    /** Python's ljust, rjust and center. */
    String justified(String text, Given given, Side side) {
        String fill = given.find(1, "fillchar").map(Values::string).orElse(" ");
        if (fill.codePointCount(0, fill.length()) != 1) {
            throw TemplateException.type("The fill character must be exactly one character long");
        }
        return justified(text, Values.whole(given.required(0, "width")), fill, side);
    }

    private String justified(String text, long width, String fill, Side side) {
        budget.characters(width);
        long missing = Math.max(0, width - text.codePointCount(0, text.length()));
        long left =
                switch (side) {
                    case LEFT -> 0;
                    case RIGHT -> missing;
                    case BOTH -> missing / 2 + (missing & width & 1);
                };
        return fill.repeat((int) left) + text + fill.repeat((int) (missing - left));
    }

    /** Where a text stands in its width. */
    enum Side {
        LEFT,
        RIGHT,
        BOTH
    }

    String zeroFilled(String text, Given given) {
        long width = Values.whole(given.required(0, "width"));
        budget.characters(width);
        long missing = width - text.codePointCount(0, text.length());
        if (missing <= 0) {
            return text;
        }
        boolean signed = text.startsWith("-") || text.startsWith("+");
        String zeros = "0".repeat((int) missing);
        return signed ? text.charAt(0) + zeros + text.substring(1) : zeros + text;
    }

    /** A text for a path, or pairs for a query. */
    String urlEncoded(Object value) {
        if (!(value instanceof Map) && !(value instanceof List) && !(value instanceof Tuple)) {
            return query(value).replace("+", "%20").replace("%2F", "/");
        }
        StringJoiner result = new StringJoiner("&");
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, entry) -> result.add(pair(key, entry)));
        } else {
            for (Object item : Values.items(value, budget)) {
                List<Object> pair = Values.items(item, budget);
                if (pair.size() != 2) {
                    throw TemplateException.type("urlencode takes pairs.");
                }
                result.add(pair(pair.getFirst(), pair.getLast()));
            }
        }
        return result.toString();
    }

    private String pair(Object key, Object value) {
        return query(key) + "=" + query(value);
    }

    /** As forms write it, but for the two characters in which Python differs from them. */
    private String query(Object value) {
        String text = PythonText.text(value, budget);
        budget.characters(3L * text.length());
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    /** Without comments and tags, spaces as one, entities as characters. */
    static String withoutTags(String text) {
        String bare = without(without(text, "<!--", "-->"), "<", ">");
        List<String> words = new ArrayList<>();
        TextMethods.splitAtSpace(bare, -1, words);
        return ENTITY.matcher(String.join(" ", words))
                .replaceAll(
                        match ->
                                Matcher.quoteReplacement(
                                        character(match.group(1), match.group(2), match.group(3))));
    }

    private static String without(String text, String open, String close) {
        StringBuilder result = new StringBuilder(text.length());
        int done = 0;
        for (int start = text.indexOf(open); start >= 0; start = text.indexOf(open, done)) {
            int end = text.indexOf(close, start);
            if (end < 0) {
                break;
            }
            result.append(text, done, start);
            done = end + close.length();
        }
        return result.append(text, done, text.length()).toString();
    }

    private static String character(
            @Nullable String decimal, @Nullable String hexadecimal, @Nullable String name) {
        if (name != null) {
            return switch (name) {
                case "amp" -> "&";
                case "lt" -> "<";
                case "gt" -> ">";
                case "quot" -> "\"";
                case "apos" -> "'";
                default -> "\u00A0";
            };
        }
        int point =
                decimal != null
                        ? Integer.parseInt(decimal)
                        : Integer.parseInt(Objects.requireNonNull(hexadecimal), 16);
        boolean real =
                point > 0
                        && point <= Character.MAX_CODE_POINT
                        && (point < 0xD800 || point > 0xDFFF);
        return Character.toString(real ? point : 0xFFFD);
    }
}
