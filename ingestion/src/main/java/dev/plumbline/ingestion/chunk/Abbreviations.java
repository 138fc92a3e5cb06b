package dev.plumbline.ingestion.chunk;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What is known of words that carry a stop without ending a sentence. */
final class Abbreviations {
    /** A name or an explanation follows: these never end a sentence. */
    private static final Set<String> LEADING =
            Set.of(
                    "dr", "mr", "mrs", "ms", "mx", "prof", "mt", "rev", "messrs", "vs", "cf", "viz",
                    "e.g", "i.e", "eg", "ie", "z.b", "d.h", "bzw", "vgl", "sog", "mme", "mlle",
                    "sra", "srta", "dra", "dña", "ing", "dipl", "al", "ee", "mio", "mrd", "tsd",
                    "resp", "p.ex", "bspw", "inkl", "exkl", "geb", "gest", "hrsg");

    /** Ranks and offices; in lower case these are ordinary words. */
    private static final Set<String> RANKS =
            Set.of(
                    "gen", "col", "sen", "gov", "capt", "lt", "sgt", "maj", "cpl", "adm", "cmdr",
                    "hon", "pres", "rep", "supt", "insp", "ud", "uds", "fr", "msgr");

    /** A number follows; before anything else these are ordinary words. */
    private static final Set<String> NUMBERED =
            Set.of(
                    "no", "nos", "nr", "fig", "figs", "sec", "secs", "ch", "chap", "vol", "vols",
                    "art", "eq", "eqs", "p", "pp", "pg", "para", "par", "ex", "tab", "app", "abs",
                    "abb", "kap", "bd", "ca", "jan", "feb", "mar", "apr", "jun", "jul", "aug",
                    "sep", "sept", "oct", "nov", "dec", "okt", "dez", "approx", "aprox", "env",
                    "op", "ref", "refs", "núm", "pág", "págs", "cap", "ed", "ziff", "str", "tel",
                    "s");

    /** May end a sentence; does where a common first word follows. */
    private static final Set<String> TRAILING =
            Set.of(
                    "inc", "ltd", "co", "corp", "jr", "sr", "st", "etc", "esq", "bros", "dept",
                    "est", "usw", "ave", "blvd", "rd", "assn", "univ", "uu", "chr", "evtl", "ggf");

    private static final Set<String> FIRST_WORDS =
            Set.of(
                    "the",
                    "a",
                    "an",
                    "it",
                    "he",
                    "she",
                    "we",
                    "they",
                    "you",
                    "i",
                    "this",
                    "that",
                    "these",
                    "those",
                    "there",
                    "here",
                    "in",
                    "on",
                    "at",
                    "as",
                    "if",
                    "when",
                    "while",
                    "after",
                    "before",
                    "but",
                    "and",
                    "or",
                    "so",
                    "then",
                    "however",
                    "for",
                    "from",
                    "its",
                    "his",
                    "her",
                    "our",
                    "their",
                    "my",
                    "what",
                    "who",
                    "why",
                    "how",
                    "where",
                    "no",
                    "not",
                    "each",
                    "every",
                    "all",
                    "some",
                    "many",
                    "most",
                    "to",
                    "by",
                    "with",
                    "der",
                    "die",
                    "das",
                    "er",
                    "sie",
                    "es",
                    "wir",
                    "ein",
                    "eine",
                    "dann",
                    "danach",
                    "dabei",
                    "doch",
                    "im",
                    "am",
                    "auch",
                    "aber",
                    "und",
                    "nach",
                    "le",
                    "la",
                    "les",
                    "il",
                    "elle",
                    "nous",
                    "un",
                    "une",
                    "el",
                    "los",
                    "las",
                    "because",
                    "again",
                    "although",
                    "though",
                    "since",
                    "until",
                    "also",
                    "thus",
                    "hence",
                    "therefore",
                    "moreover",
                    "furthermore",
                    "both",
                    "such",
                    "another",
                    "other",
                    "others",
                    "only",
                    "even",
                    "yet",
                    "still",
                    "once",
                    "during",
                    "between",
                    "among",
                    "under",
                    "over",
                    "through",
                    "without",
                    "within",
                    "despite",
                    "unlike",
                    "similarly",
                    "finally",
                    "today",
                    "now",
                    "is",
                    "are",
                    "was",
                    "were",
                    "do",
                    "does",
                    "did",
                    "has",
                    "have",
                    "had",
                    "can",
                    "may");

    /** What follows a single small letter with a stop, as in "v. Chr." */
    private static final Set<String> AFTER_LETTER = Set.of("Chr", "Hd", "Zt");

    private static final Pattern ROMAN = Pattern.compile("[IVXLC]+");

    private Abbreviations() {}

    /**
     * Whether a stop after {@code word} belongs to the word alone.
     *
     * @param word what stands before the stop, without it; dots within it are kept
     * @param next the word that follows, empty where none does
     * @param nextStopped whether that word carries a stop itself
     */
    static boolean keeps(String word, String next, boolean nextStopped) {
        if (next.isEmpty()) {
            return false;
        }
        String lower = word.toLowerCase(Locale.ROOT);
        boolean capital = !word.isEmpty() && Character.isUpperCase(word.charAt(0));
        if (LEADING.contains(lower) || (capital && RANKS.contains(lower))) {
            return true;
        }
        if (word.length() == 1) {
            return capital ? keepsInitial(next, nextStopped) : keepsLetter(next, nextStopped);
        }
        if (NUMBERED.contains(lower)) {
            return next.chars().anyMatch(Character::isDigit) || ROMAN.matcher(next).matches();
        }
        return (TRAILING.contains(lower) || isDotted(lower)) && !isFirstWord(next);
    }

    /** {@code J.} of a name. */
    private static boolean keepsInitial(String next, boolean nextStopped) {
        return (nextStopped && next.length() == 1) || !isFirstWord(next);
    }

    /** {@code c.} of "c. 1850", {@code z.} of "z. B.", {@code v.} of "v. Chr." */
    private static boolean keepsLetter(String next, boolean nextStopped) {
        return Character.isDigit(next.charAt(0))
                || (nextStopped && next.length() == 1)
                || AFTER_LETTER.contains(next);
    }

    static boolean isFirstWord(String word) {
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
