package dev.plumbline.ingestion.chunk;

import java.util.Locale;
import java.util.Set;

/** What is known of words that carry a stop without ending a sentence. */
final class Abbreviations {
    /** A name or an explanation follows: these never end a sentence. */
    private static final Set<String> LEADING =
            Set.of(
                    "dr", "mr", "mrs", "ms", "mx", "prof", "st", "mt", "rev", "gen", "col", "sen",
                    "gov", "capt", "lt", "sgt", "maj", "hon", "pres", "rep", "messrs", "vs", "cf",
                    "viz", "e.g", "i.e", "eg", "ie", "z.b", "d.h", "bzw", "mme", "mlle", "sr",
                    "sra", "dra", "ing", "al");

    /** A number follows; before anything else these are ordinary words. */
    private static final Set<String> NUMBERED =
            Set.of(
                    "no", "nos", "nr", "fig", "figs", "sec", "ch", "vol", "art", "eq", "eqs", "p",
                    "pp", "pg", "para", "par", "ex", "tab", "app", "abs", "ca", "jan", "feb", "mar",
                    "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "approx");

    /** May end a sentence; does where a common first word follows. */
    private static final Set<String> TRAILING =
            Set.of(
                    "inc", "ltd", "co", "corp", "jr", "etc", "esq", "bros", "dept", "est", "usw",
                    "ave", "blvd", "rd", "assn", "univ");

    private static final Set<String> FIRST_WORDS =
            Set.of(
                    "the", "a", "an", "it", "he", "she", "we", "they", "you", "i", "this", "that",
                    "these", "those", "there", "here", "in", "on", "at", "as", "if", "when",
                    "while", "after", "before", "but", "and", "or", "so", "then", "however", "for",
                    "from", "its", "his", "her", "our", "their", "my", "what", "who", "why", "how",
                    "where", "no", "not", "each", "every", "all", "some", "many", "most", "to",
                    "by", "with", "der", "die", "das", "er", "sie", "es", "wir", "ein", "eine",
                    "le", "la", "les", "il", "elle", "nous", "un", "une", "el", "los", "las");

    private Abbreviations() {}

    /**
     * Whether a stop after {@code word} belongs to the word alone.
     *
     * @param word what stands before the stop, without it; dots within it are kept
     * @param next the word that follows, empty where none does
     * @param nextStopped whether that word carries a stop itself
     */
    static boolean keeps(String word, String next, boolean nextStopped) {
        String lower = word.toLowerCase(Locale.ROOT);
        if (next.isEmpty()) {
            return false;
        }
        if (LEADING.contains(lower)) {
            return true;
        }
        if (NUMBERED.contains(lower)) {
            return Character.isDigit(next.charAt(0));
        }
        if (word.length() == 1 && Character.isUpperCase(word.charAt(0))) {
            return (nextStopped && next.length() == 1) || !isFirstWord(next);
        }
        return (TRAILING.contains(lower) || isDotted(lower)) && !isFirstWord(next);
    }

    private static boolean isFirstWord(String word) {
        return FIRST_WORDS.contains(word.toLowerCase(Locale.ROOT));
    }

    /** Letters with single dots between short groups: {@code u.s}, {@code a.m}, {@code ph.d}. */
    private static boolean isDotted(String word) {
        boolean dotted = false;
        int run = 0;
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if (c == '.') {
                dotted = true;
                run = 0;
            } else if (!Character.isLetter(c) || ++run > 2) {
                return false;
            }
        }
        return dotted;
    }
}
