package dev.plumbline.ingestion.chunk;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds where a sentence ends, in UTF-16 indices of one string. */
final class SentenceScanner {
    private static final String STOPS = ".!?…।؟۔";
    private static final String WIDE_STOPS = "。！？｡";

    /** Directly after a stop; German quotes end with what opens English ones. */
    private static final String CLOSERS = "\"')]}”’»」』）“‘«›‹⁰¹²³⁴⁵⁶⁷⁸⁹";

    private static final String OPENERS = "\"'([{“‘«»„‚›¿¡「『";
    private static final Pattern ITEM =
            Pattern.compile(
                    "[ \\t]*(?:[-*+•‣◦▪▫●○■□–—·]|\\d{1,3}[.)]|[a-z]\\)|\\([0-9a-z]{1,3}\\))[ \\t]");

    /**
     * Notes in brackets right after a stop: {@code [12]}, {@code [3][4]}. Possessive, since a
     * greedy group takes stack for each of the thousands that may follow each other.
     */
    private static final Pattern NOTES =
            Pattern.compile("(?:\\[\\d{1,3}(?:[,–-]\\s?\\d{1,3})*+\\])++");

    private static final String CELL = " | ";

    private final String text;
    private final boolean ordinals;

    /**
     * Scans a text.
     *
     * @param ordinals whether the language writes ordinal numbers with a stop
     */
    SentenceScanner(String text, boolean ordinals) {
        this.text = text;
        this.ordinals = ordinals;
    }

    /** One after the end of the sentence that starts at {@code from}. */
    int end(int from) {
        int start = Spaces.skip(text, from, text.length());
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n') {
                if (lineEnds(i)) {
                    return i + 1;
                }
            } else if (WIDE_STOPS.indexOf(c) >= 0) {
                return afterClosers(i + 1);
            } else if (STOPS.indexOf(c) >= 0) {
                int after = afterStops(i);
                int closed = afterClosers(after);
                if (closed == text.length() || stopEnds(start, i, after, closed)) {
                    return closed;
                }
                i = closed - 1;
            }
        }
        return text.length();
    }

    private int afterStops(int from) {
        int at = from;
        while (at < text.length() && STOPS.indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return at;
    }

    private int afterClosers(int from) {
        int at = from;
        while (at < text.length()
                && (CLOSERS.indexOf(text.charAt(at)) >= 0
                        || WIDE_STOPS.indexOf(text.charAt(at)) >= 0)) {
            at++;
        }
        if (at < text.length() && text.charAt(at) == '[') {
            Matcher notes = NOTES.matcher(text).region(at, text.length());
            at = notes.lookingAt() ? notes.end() : at;
        }
        // French sets a space before the closing quote.
        boolean apart =
                at + 1 < text.length()
                        && Spaces.isSpace(text.charAt(at))
                        && text.charAt(at) != '\n'
                        && text.charAt(at + 1) == '»'
                        && (at + 2 == text.length() || Spaces.isSpace(text.charAt(at + 2)));
        return apart ? at + 2 : at;
    }

    /** A blank line, the next item of a list and rows of a table end what stands before them. */
    private boolean lineEnds(int newline) {
        int next = newline + 1;
        int end = text.indexOf('\n', next);
        end = end < 0 ? text.length() : end;
        if (Spaces.skip(text, next, end) == end) {
            return true;
        }
        int before = text.lastIndexOf('\n', newline - 1) + 1;
        return ITEM.matcher(text).region(next, end).lookingAt()
                || contains(CELL, next, end)
                || contains(CELL, before, newline);
    }

    private boolean contains(String part, int from, int to) {
        return text.substring(from, to).contains(part);
    }

    private boolean stopEnds(int start, int stop, int after, int closed) {
        if (!Spaces.isSpace(text.charAt(closed))) {
            return false;
        }
        int next = Spaces.skip(text, closed, text.length());
        while (next < text.length() && OPENERS.indexOf(text.charAt(next)) >= 0) {
            next++;
        }
        if (next == text.length()) {
            return true;
        }
        if (Character.isLowerCase(text.codePointAt(next))) {
            return isMixedCase(next);
        }
        if (text.charAt(stop) != '.' || after - stop > 1 || closed > after) {
            return true;
        }
        return !belongsToWord(start, stop, next);
    }

    /** A name such as iPhone, eBay or pH, which starts sentences as it is. */
    private boolean isMixedCase(int at) {
        return at + 1 < text.length()
                && Character.isUpperCase(text.charAt(at + 1))
                && Character.isLetter(text.charAt(at));
    }

    private boolean belongsToWord(int start, int stop, int next) {
        int from = stop;
        while (from > start && isWordPart(text.charAt(from - 1))) {
            from--;
        }
        String word = text.substring(from, stop);
        boolean number = !word.isEmpty() && word.chars().allMatch(Character::isDigit);
        if (number && word.length() <= 3 && from == start) {
            return true;
        }
        int to = next;
        while (to < text.length() && Character.isLetterOrDigit(text.charAt(to))) {
            to++;
        }
        String follower = text.substring(next, to);
        if (number && ordinals && word.length() < 3 && !isReference(from)) {
            return !Abbreviations.isFirstWord(follower);
        }
        if (isSecondLetter(from, stop)) {
            return !Abbreviations.isFirstWord(follower);
        }
        boolean stopped = to < text.length() && text.charAt(to) == '.';
        return Abbreviations.keeps(word, follower, stopped);
    }

    /** Whether a number follows an abbreviation, as in "S. 12": then it is no ordinal. */
    private boolean isReference(int from) {
        return from > 1 && Spaces.isSpace(text.charAt(from - 1)) && text.charAt(from - 2) == '.';
    }

    /** The second of two small letters with stops: {@code h.} of "d. h." */
    private boolean isSecondLetter(int from, int stop) {
        return stop - from == 1
                && Character.isLowerCase(text.charAt(from))
                && isReference(from)
                && from > 2
                && Character.isLowerCase(text.charAt(from - 3))
                && (from == 3 || !Character.isLetter(text.charAt(from - 4)));
    }

    private static boolean isWordPart(char c) {
        return Character.isLetterOrDigit(c) || c == '.';
    }
}
