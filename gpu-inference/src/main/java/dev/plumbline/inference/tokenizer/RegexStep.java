package dev.plumbline.inference.tokenizer;

import dev.plumbline.inference.format.FormatException;
import java.util.ArrayList;
import java.util.BitSet;
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
        CONTIGUOUS;

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

    /** Whether what is found counts as a match, or what is between. */
    enum Matches {
        AS_FOUND,
        INVERTED
    }

    private final Pattern pattern;
    private final Behavior behavior;
    private final Matches kind;
    private final boolean trusted;

    private RegexStep(Pattern pattern, Behavior behavior, Matches kind, boolean trusted) {
        this.pattern = pattern;
        this.behavior = behavior;
        this.kind = kind;
        this.trusted = trusted;
    }

    /** One of our own expressions, known to be linear. */
    static RegexStep own(String expression) {
        return new RegexStep(compiled(expression), Behavior.ISOLATED, Matches.AS_FOUND, true);
    }

    /** An expression from a file. */
    static RegexStep untrusted(String expression, Behavior behavior, Matches kind) {
        String adapted = expression.replace("\\p{Han}", "\\p{IsHan}");
        try {
            return new RegexStep(compiled(adapted), behavior, kind, false);
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
        Spans segments = behavior == Behavior.ISOLATED ? pieces : new Spans();
        BitSet matched = new BitSet();
        boolean straight = kind == Matches.AS_FOUND;
        int done = start;
        while (matcher.find()) {
            matched.set(segments.size(), !straight && matcher.start() > done);
            segments.add(done, matcher.start());
            matched.set(segments.size(), straight && matcher.end() > matcher.start());
            segments.add(matcher.start(), matcher.end());
            done = matcher.end();
        }
        matched.set(segments.size(), !straight && end > done);
        segments.add(done, end);
        switch (behavior) {
            case ISOLATED -> {}
            case REMOVED -> removed(segments, matched, pieces);
            case MERGED_WITH_PREVIOUS, MERGED_WITH_NEXT, CONTIGUOUS ->
                    merged(segments, matched, pieces);
        }
    }

    private static void removed(Spans segments, BitSet matched, Spans pieces) {
        for (int i = 0; i < segments.size(); i++) {
            if (!matched.get(i)) {
                pieces.add(segments.start(i), segments.end(i));
            }
        }
    }

    /** Of neighbours at most one match joins one stretch without, but for CONTIGUOUS. */
    private void merged(Spans segments, BitSet matched, Spans pieces) {
        int first = 0;
        for (int i = 0; i < segments.size(); i++) {
            if (i + 1 == segments.size() || !joined(matched.get(i), matched.get(i + 1))) {
                pieces.add(segments.start(first), segments.end(i));
                first = i + 1;
            }
        }
    }

    private boolean joined(boolean match, boolean nextMatch) {
        return switch (behavior) {
            case MERGED_WITH_PREVIOUS -> !match && nextMatch;
            case MERGED_WITH_NEXT -> match && !nextMatch;
            case CONTIGUOUS -> match == nextMatch;
            case ISOLATED, REMOVED -> false;
        };
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
