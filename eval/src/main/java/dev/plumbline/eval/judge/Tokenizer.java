package dev.plumbline.eval.judge;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.tartarus.snowball.ext.EnglishStemmer;

/**
 * Cuts a sentence into words, numbers and negations whose keys are equal where they say the same:
 * stems, numbers in digits or in words, units by their symbol. For one thread.
 */
final class Tokenizer {

    private static final int STEMS_MAX = 200_000;
    private static final Map<String, String> STEMS = new ConcurrentHashMap<>();

    private static final String[][] SPELLINGS = {
        {"isation", "ization"},
        {"isations", "izations"},
        {"ise", "ize"},
        {"ised", "ized"},
        {"ises", "izes"},
        {"ising", "izing"},
        {"our", "or"},
        {"ours", "ors"},
        {"oured", "ored"},
        {"ouring", "oring"},
        {"tre", "ter"},
        {"tres", "ters"}
    };

    private final EnglishStemmer stemmer = new EnglishStemmer();

    List<Token> tokens(String text) {
        List<Token> found = new ArrayList<>();
        int i = 0;
        while (i < text.length()) {
            int c = text.codePointAt(i);
            if (Character.isDigit(c)) {
                i = number(text, i, found);
            } else if (isIdeographic(c)) {
                int end = i + Character.charCount(c);
                String one = text.substring(i, end);
                found.add(new Token(i, end, one, one, Token.Kind.CONTENT, null));
                i = end;
            } else if (Character.isLetter(c)) {
                i = word(text, i, found);
            } else {
                i = sign(text, i, found);
            }
        }
        return NumberWords.merged(found);
    }

    private static int sign(String text, int at, List<Token> found) {
        int c = text.codePointAt(at);
        int end = at + Character.charCount(c);
        String unit =
                switch (c) {
                    case '%', '％' -> "u:%";
                    case '$' -> "u:$";
                    case '€' -> "u:€";
                    case '£' -> "u:£";
                    case '¥' -> "u:¥";
                    default -> "";
                };
        if (!unit.isEmpty()) {
            found.add(new Token(at, end, text.substring(at, end), unit, Token.Kind.FUNCTION, null));
        } else if (",;:()[]\"“”–—、，；：（）".indexOf(c) >= 0) {
            found.add(new Token(at, end, text.substring(at, end), ",", Token.Kind.BREAK, null));
        }
        return end;
    }

    private int word(String text, int start, List<Token> found) {
        int end = start;
        while (end < text.length() && isWordPart(text, end)) {
            end += Character.charCount(text.codePointAt(end));
        }
        int dotted = dottedAcronym(text, start);
        if (dotted > end) {
            String letters = text.substring(start, dotted).replace(".", "");
            found.add(new Token(start, dotted, letters, plain(letters), Token.Kind.CONTENT, null));
            return dotted;
        }
        String word = text.substring(start, end);
        String lower = plain(word);
        if (lower.endsWith("n't") && lower.length() > 3) {
            String verb = lower.substring(0, lower.length() - 3);
            int cut = end - 3;
            add(
                    found,
                    start,
                    cut,
                    text.substring(start, cut),
                    verb.equals("ca") ? "can" : verb.equals("wo") ? "will" : verb);
            found.add(
                    new Token(
                            cut,
                            end,
                            text.substring(cut, end),
                            Token.NOT,
                            Token.Kind.NEGATION,
                            null));
            return end;
        }
        int apostrophe = lower.indexOf('\'');
        if (apostrophe > 0) {
            lower =
                    lower.startsWith("o'") || lower.startsWith("d'") || lower.startsWith("l'")
                            ? lower.replace("'", "")
                            : lower.substring(0, apostrophe);
        }
        add(found, start, end, word, lower);
        return end;
    }

    private void add(List<Token> found, int start, int end, String text, String lower) {
        boolean acronym =
                text.length() > 1
                        && text.length() < 6
                        && text.equals(text.toUpperCase(Locale.ROOT));
        Token.Kind kind =
                acronym && kind(lower) == Token.Kind.FUNCTION ? Token.Kind.CONTENT : kind(lower);
        found.add(new Token(start, end, text, key(lower), kind, null));
    }

    /**
     * Where single letters with full stops, as in U.S., that begin at start end; start if there are
     * none.
     */
    private static int dottedAcronym(String text, int start) {
        int i = start;
        int letters = 0;
        while (i + 1 < text.length()
                && Character.isLetter(text.charAt(i))
                && text.charAt(i + 1) == '.') {
            i += 2;
            letters++;
        }
        return letters < 2 ? start : i;
    }

    private static Token.Kind kind(String lower) {
        if (lower.equals("lrb") || lower.equals("rrb")) {
            return Token.Kind.BREAK; // brackets in tokenised text
        }
        if (Lexicon.NEGATIONS.contains(lower)) {
            return Token.Kind.NEGATION;
        }
        return Lexicon.FUNCTION_WORDS.contains(lower) ? Token.Kind.FUNCTION : Token.Kind.CONTENT;
    }

    private String key(String lower) {
        if (Lexicon.NEGATIONS.contains(lower)) {
            return Token.NOT;
        }
        String unit = Lexicon.UNITS.get(lower);
        return unit != null ? unit : Lexicon.NATIONS.getOrDefault(lower, stem(lower));
    }

    /** The stem by which a word is compared; British and American spellings share one. */
    private String stem(String lower) {
        String known = STEMS.get(lower);
        if (known != null) {
            return known;
        }
        stemmer.setCurrent(spelling(lower));
        stemmer.stem();
        String stem = stemmer.getCurrent();
        if (STEMS.size() < STEMS_MAX) {
            STEMS.put(lower, stem);
        }
        return stem;
    }

    private static String spelling(String word) {
        if (word.length() < 6) {
            return word;
        }
        for (String[] pair : SPELLINGS) {
            if (word.endsWith(pair[0])) {
                return word.substring(0, word.length() - pair[0].length()) + pair[1];
            }
        }
        return word;
    }

    private static int number(String text, int start, List<Token> found) {
        int end = start;
        while (end < text.length()
                && (Character.isDigit(text.charAt(end)) || isSeparator(text, end))) {
            end++;
        }
        int suffix = end;
        while (suffix < text.length()
                && Character.isLetter(text.charAt(suffix))
                && !isIdeographic(text.charAt(suffix))) {
            suffix++;
        }
        String letters = text.substring(end, suffix).toLowerCase(Locale.ROOT);
        BigDecimal value = value(text.substring(start, end));
        String digits = value.stripTrailingZeros().toPlainString();
        String key =
                switch (letters) {
                    case "st", "nd", "rd", "th" -> digits + "th";
                    case "s" -> digits + "s";
                    default -> digits;
                };
        boolean whole = !key.equals(digits) || letters.isEmpty();
        if (!whole
                && !Lexicon.UNITS.containsKey(letters)
                && !Lexicon.MAGNITUDES.containsKey(letters)
                && !letters.equals("m")
                && !letters.equals("k")) {
            String mixed = plain(text.substring(start, suffix));
            found.add(
                    new Token(
                            start,
                            suffix,
                            text.substring(start, suffix),
                            mixed,
                            Token.Kind.CONTENT,
                            null));
            return suffix;
        }
        int stop = whole ? suffix : end;
        found.add(
                new Token(
                        start,
                        stop,
                        text.substring(start, stop),
                        key,
                        Token.Kind.NUMBER,
                        key.equals(digits) ? value : null));
        return stop;
    }

    private static boolean isSeparator(String text, int at) {
        return ".,'\u00a0\u202f\u2009".indexOf(text.charAt(at)) >= 0
                && at + 1 < text.length()
                && Character.isDigit(text.charAt(at + 1))
                && (text.charAt(at) == '.'
                        || threeDigitsFollow(text, at)
                        || text.charAt(at) == ',');
    }

    private static boolean threeDigitsFollow(String text, int at) {
        int i = at + 1;
        while (i < text.length() && Character.isDigit(text.charAt(i))) {
            i++;
        }
        return i == at + 4;
    }

    /**
     * The value of digits with separators: groups of three after a comma are thousands, other
     * commas decimal.
     */
    private static BigDecimal value(String digits) {
        StringBuilder plain = new StringBuilder(digits.length());
        boolean grouped = digits.matches("\\d+(?:[,'\\u00a0\\u202f\\u2009]\\d{3})+(?:\\.\\d+)?");
        boolean dotted = digits.matches("\\d{1,3}(?:\\.\\d{3}){2,}(?:,\\d+)?");
        boolean point = false;
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            if (Character.isDigit(c)) {
                plain.append((char) ('0' + Character.digit(c, 10)));
            } else if (!point && (dotted ? c == ',' : c == '.' || (c == ',' && !grouped))) {
                plain.append('.');
                point = true;
            }
        }
        return new BigDecimal(plain.toString());
    }

    private static boolean isWordPart(String text, int at) {
        int c = text.codePointAt(at);
        if ((c == '\'' || c == '’') && at + 1 < text.length()) {
            return Character.isLetter(text.codePointAt(at + 1));
        }
        return (Character.isLetter(c)
                        || Character.getType(c) == Character.NON_SPACING_MARK
                        || Character.isDigit(c))
                && !isIdeographic(c);
    }

    private static boolean isIdeographic(int c) {
        if (c < 0x2e80) {
            return false;
        }
        Character.UnicodeScript script = Character.UnicodeScript.of(c);
        return script == Character.UnicodeScript.HAN
                || script == Character.UnicodeScript.HIRAGANA
                || script == Character.UnicodeScript.KATAKANA;
    }

    /** Lower case without accents, with a straight apostrophe. */
    static String plain(String word) {
        String lower = word.toLowerCase(Locale.ROOT).replace('’', '\'');
        for (int i = 0; i < lower.length(); i++) {
            if (lower.charAt(i) > 127) {
                return Normalizer.normalize(lower, Normalizer.Form.NFKD).replaceAll("\\p{M}+", "");
            }
        }
        return lower;
    }
}
