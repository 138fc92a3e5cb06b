package dev.plumbline.eval.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Cuts a text into sentences by rule, in linear time. Blank lines and list markers end a sentence
 * as punctuation does, a single line break does not, so that hard-wrapped text stays whole.
 */
public final class Sentences {

    private static final Set<String> ABBREVIATIONS =
            Set.of(
                    "mr", "mrs", "ms", "dr", "prof", "st", "sr", "jr", "rev", "hon", "gen", "col",
                    "lt", "sgt", "capt", "cmdr", "adm", "gov", "sen", "rep", "pres", "messrs", "vs",
                    "v", "cf", "e.g", "i.e", "eg", "ie", "viz", "approx", "ca", "c", "fig", "figs",
                    "eq", "eqs", "sec", "ch", "vol", "vols", "pp", "p", "ed", "eds", "no", "nos",
                    "art", "al", "op", "mt", "ft", "bzw", "z.b", "d.h", "u.a", "usw", "nr", "abs",
                    "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov",
                    "dec", "u.s", "u.k", "u.n", "a.m", "p.m", "a.k.a", "ph.d", "b.c", "a.d", "d.c");

    /** Abbreviations that often end a sentence too; a capital after them decides. */
    private static final Set<String> MAY_END =
            Set.of(
                    "u.s", "u.k", "u.n", "a.m", "p.m", "ph.d", "b.c", "a.d", "d.c", "al", "usw",
                    "jr", "sr", "ft");

    private static final Pattern LIST_MARKER =
            Pattern.compile(
                    "(?:[-*+•‣◦–—]|\\(?\\d{1,3}[.)]|\\(?[a-zA-Z][.)])[ \\t].*", Pattern.DOTALL);

    private static final String CLOSERS = "\"'”’»)]}›」』）】*";

    private Sentences() {}

    /** The sentences of a text in order; what lies between them is white space. */
    public static List<Sentence> split(String text) {
        List<Sentence> found = new ArrayList<>();
        int start = 0;
        int units = 0;
        int points = 0;
        for (int i = 0; i < text.length(); i++) {
            int end = boundary(text, start, i);
            if (end < 0 && i < text.length() - 1) {
                continue;
            }
            end = end < 0 ? text.length() : end;
            int from = skipSpace(text, start, end);
            int to = trimSpace(text, from, end);
            if (from < to) {
                int first = points + text.codePointCount(units, from);
                int last = first + text.codePointCount(from, to);
                found.add(new Sentence(first, last, text.substring(from, to)));
                units = to;
                points = last;
            }
            start = end;
            i = Math.max(i, end - 1);
        }
        return found;
    }

    /** Where a sentence that began at start ends because of what stands at i, or -1. */
    private static int boundary(String text, int start, int i) {
        char c = text.charAt(i);
        if (c == '\n') {
            return lineEnds(text, start, i) ? i + 1 : -1;
        }
        if ("。！？".indexOf(c) >= 0) {
            return afterClosers(text, i + 1);
        }
        if (".!?…".indexOf(c) < 0) {
            return -1;
        }
        int end = i + 1;
        while (end < text.length() && ".!?…".indexOf(text.charAt(end)) >= 0) {
            end++;
        }
        end = afterClosers(text, end);
        end = afterReferences(text, end);
        if (end < text.length() && !isSpace(text.charAt(end))) {
            return -1;
        }
        return ends(text, start, i, end) ? end : -1;
    }

    private static boolean ends(String text, int start, int at, int end) {
        int next = skipSpace(text, end, text.length());
        if (next == text.length() || text.substring(end, next).indexOf('\n') >= 0) {
            return !isMarkerOnly(text, start, at);
        }
        int after = text.codePointAt(next);
        while (next < text.length() - 1 && "\"'“‘«([{*".indexOf(after) >= 0) {
            next++;
            after = text.codePointAt(next);
        }
        boolean apart =
                at > start && isSpace(text.charAt(at - 1)); // as tokenised text has it: "the end ."
        if (apart) {
            return true;
        }
        if (text.charAt(at) != '.') {
            return !Character.isLowerCase(after);
        }
        return !Character.isLowerCase(after)
                && !isMarkerOnly(text, start, at)
                && !isAbbreviation(text, start, at, after);
    }

    /** Whether only a list marker such as "1." or "a." stands between start and the full stop. */
    private static boolean isMarkerOnly(String text, int start, int at) {
        int from = skipSpace(text, start, at);
        if (at - from > 3 || from == at) {
            return false;
        }
        String head = text.substring(from, at);
        return head.chars().allMatch(Character::isDigit)
                || (head.length() == 1 && Character.isLetter(head.charAt(0)));
    }

    private static boolean isAbbreviation(String text, int start, int at, int after) {
        int from = at;
        while (from > start
                && (Character.isLetter(text.charAt(from - 1)) || text.charAt(from - 1) == '.')) {
            from--;
        }
        String word = text.substring(from, at);
        if (word.length() == 1 && Character.isUpperCase(word.charAt(0))) {
            return from == start || text.charAt(from - 1) == ' ' || text.charAt(from - 1) == '(';
        }
        String lower = word.toLowerCase(Locale.ROOT);
        if (lower.equals("no") || lower.equals("nos") || lower.equals("nr")) {
            return Character.isDigit(after);
        }
        if (MAY_END.contains(lower)) {
            return !Character.isUpperCase(after);
        }
        return ABBREVIATIONS.contains(lower) && (word.length() > 1 || Character.isDigit(after));
    }

    private static boolean lineEnds(String text, int start, int newline) {
        int next = newline + 1;
        while (next < text.length()
                && (text.charAt(next) == ' '
                        || text.charAt(next) == '\t'
                        || text.charAt(next) == '\r')) {
            next++;
        }
        if (next == text.length() || text.charAt(next) == '\n') {
            return true;
        }
        int stop = Math.min(text.length(), next + 8);
        return LIST_MARKER.matcher(text.substring(next, stop)).matches()
                && !isBracketOpen(text, start, newline);
    }

    private static boolean isBracketOpen(String text, int start, int end) {
        int open = text.lastIndexOf('(', end);
        return open >= start && text.indexOf(')', open) >= end;
    }

    private static int afterClosers(String text, int from) {
        int end = from;
        while (end < text.length() && CLOSERS.indexOf(text.charAt(end)) >= 0) {
            end++;
        }
        return end;
    }

    /** Past footnote marks such as [3] or [citation needed] that touch the end of a sentence. */
    private static int afterReferences(String text, int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) == '[') {
            int close = text.indexOf(']', end);
            if (close < 0 || close - end > 20) {
                break;
            }
            end = close + 1;
        }
        return end;
    }

    private static int skipSpace(String text, int from, int limit) {
        int i = from;
        while (i < limit && isSpace(text.charAt(i))) {
            i++;
        }
        return i;
    }

    private static int trimSpace(String text, int from, int end) {
        int i = end;
        while (i > from && isSpace(text.charAt(i - 1))) {
            i--;
        }
        return i;
    }

    private static boolean isSpace(char c) {
        return Character.isWhitespace(c) || c == '\u00a0' || c == '\u3000';
    }
}
