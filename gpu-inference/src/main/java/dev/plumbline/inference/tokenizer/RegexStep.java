package dev.plumbline.inference.tokenizer;

import dev.plumbline.inference.format.FormatException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Cuts at the matches of a regular expression. Expressions from model files are untrusted: their
 * work is counted, and one that needs more than a bounded number of looks at a character is
 * refused.
 */
final class RegexStep implements PreTokenizer.Step {
    private static final long LOOKS_PER_CHARACTER_MAX = 2_000;
    private static final long LOOKS_FREE = 1_000_000;

    /** What becomes of a match; the names are those of tokenizer.json. */
    enum Behavior {
        ISOLATED,
        REMOVED,
        MERGED_WITH_PREVIOUS,
        MERGED_WITH_NEXT,
        CONTIGUOUS,
        /** Only matches stay. */
        KEPT;

        static Behavior of(String name) {
            String upper = name.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toUpperCase(Locale.ROOT);
            for (Behavior behavior : values()) {
                if (behavior.name().equals(upper)) {
                    return behavior;
                }
            }
            throw FormatException.unsupported(
                    "The split behavior %s is not known.".formatted(name));
        }
    }

    private final Pattern pattern;
    private final Behavior behavior;
    private final boolean trusted;

    private RegexStep(Pattern pattern, Behavior behavior, boolean trusted) {
        this.pattern = pattern;
        this.behavior = behavior;
        this.trusted = trusted;
    }

    /** One of our own expressions, known to be linear. */
    static RegexStep own(String expression) {
        return new RegexStep(compiled(expression), Behavior.ISOLATED, true);
    }

    /** An expression from a file. */
    static RegexStep untrusted(String expression, Behavior behavior) {
        String adapted = expression.replace("\\p{Han}", "\\p{IsHan}");
        try {
            return new RegexStep(compiled(adapted), behavior, false);
        } catch (PatternSyntaxException e) {
            throw FormatException.unsupported(
                    "The regular expression %s is not understood: %s."
                            .formatted(expression, e.getDescription()));
        }
    }

    private static Pattern compiled(String expression) {
        return Pattern.compile(expression, Pattern.UNICODE_CHARACTER_CLASS);
    }

    @Override
    public void split(String text, int start, int end, Spans pieces) {
        CharSequence input =
                trusted
                        ? text
                        : new CountedText(
                                text, LOOKS_FREE + LOOKS_PER_CHARACTER_MAX * (end - start));
        Matcher matcher = pattern.matcher(input).region(start, end);
        try {
            split(matcher, start, end, pieces);
        } catch (StackOverflowError e) {
            throw FormatException.unsupported(
                    "The regular expression %s nests too deeply on this text.".formatted(pattern));
        }
    }

    /** The matches in a text, [start, end) each. */
    List<int[]> matches(String text) {
        Matcher matcher =
                pattern.matcher(
                        new CountedText(
                                text, LOOKS_FREE + LOOKS_PER_CHARACTER_MAX * text.length()));
        List<int[]> result = new ArrayList<>();
        while (matcher.find()) {
            result.add(new int[] {matcher.start(), matcher.end()});
        }
        return result;
    }

    private void split(Matcher matcher, int start, int end, Spans pieces) {
        int done = start; // up to here pieces are written
        int pending =
                behavior == Behavior.KEPT ? end : start; // where the piece in the making begins
        while (matcher.find()) {
            int from = matcher.start();
            int to = matcher.end();
            switch (behavior) {
                case ISOLATED -> {
                    pieces.add(done, from);
                    pieces.add(from, to);
                    pending = to;
                }
                case REMOVED -> {
                    pieces.add(done, from);
                    pending = to;
                }
                case MERGED_WITH_PREVIOUS -> {
                    pieces.add(pending, to);
                    pending = to;
                }
                case MERGED_WITH_NEXT -> {
                    pieces.add(pending, from);
                    pending = from;
                }
                case KEPT -> {
                    pieces.add(from, to);
                    pending = end;
                }
                case CONTIGUOUS -> {
                    if (from > done || done == start) {
                        pieces.add(pending, done);
                        pieces.add(done, from);
                        pending = from;
                    }
                }
            }
            done = to;
        }
        if (behavior == Behavior.CONTIGUOUS) {
            pieces.add(pending, done);
            pending = done;
        }
        pieces.add(pending, end);
    }

    /** A text that ends the search after so many looks at its characters. */
    private static final class CountedText implements CharSequence {
        private final String text;
        private long left;

        CountedText(String text, long looksMax) {
            this.text = text;
            this.left = looksMax;
        }

        @Override
        public char charAt(int index) {
            if (--left < 0) {
                throw FormatException.tooLarge(
                        "A regular expression of the tokenizer takes too long on this text.");
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
