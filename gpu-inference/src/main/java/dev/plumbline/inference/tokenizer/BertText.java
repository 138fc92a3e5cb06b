package dev.plumbline.inference.tokenizer;

import java.text.Normalizer.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * BERT's cleaning and its cutting into words: as GGUF files are made and tested with ({@link
 * #words}), which keeps only the first character of a decomposition (so a Hangul syllable its first
 * letter), and as tokenizer.json describes it ({@link #normalizer}).
 */
final class BertText {
    private final boolean lowercase;
    private final boolean stripAccents;

    BertText(boolean lowercase, boolean stripAccents) {
        this.lowercase = lowercase;
        this.stripAccents = stripAccents;
    }

    List<String> words(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        text.codePoints()
                .forEach(
                        original -> {
                            int point = stripAccents ? firstOfDecomposition(original) : original;
                            if (whitespace(point)) {
                                finish(word, words);
                            } else if (point != 0
                                    && point != 0xFFFD
                                    && !control(point)
                                    && !(stripAccents && mark(point))) {
                                String character =
                                        Character.toString(
                                                lowercase ? Character.toLowerCase(point) : point);
                                if (standsAlone(point)) {
                                    finish(word, words);
                                    words.add(character);
                                } else {
                                    word.append(character);
                                }
                            }
                        });
        finish(word, words);
        return words;
    }

    private static void finish(StringBuilder word, List<String> words) {
        if (!word.isEmpty()) {
            words.add(word.toString());
            word.setLength(0);
        }
    }

    private static int firstOfDecomposition(int point) {
        if (point < 0xC0 || (point >= 0xD800 && point < 0xE000)) {
            return point;
        }
        return java.text.Normalizer.normalize(Character.toString(point), Form.NFD).codePointAt(0);
    }

    /** tokenizer.json's BertNormalizer. */
    static Normalizer normalizer(
            boolean cleanText, boolean separateChinese, boolean stripAccents, boolean lowercase) {
        return (text, atStart) -> {
            String result = text;
            if (cleanText) {
                result = cleaned(result);
            }
            if (separateChinese) {
                result = separated(result);
            }
            if (stripAccents) {
                result = withoutNonspacingMarks(java.text.Normalizer.normalize(result, Form.NFD));
            }
            return lowercase ? lowercased(result) : result;
        };
    }

    private static String cleaned(String text) {
        StringBuilder result = new StringBuilder(text.length());
        text.codePoints()
                .forEach(
                        point -> {
                            boolean line = point == '\t' || point == '\n' || point == '\r';
                            if (line || (whitespace(point) && !control(point))) {
                                result.append(' ');
                            } else if (point != 0
                                    && point != 0xFFFD
                                    && !control(point)
                                    && Character.getType(point) != Character.UNASSIGNED) {
                                result.appendCodePoint(point);
                            }
                        });
        return result.toString();
    }

    private static String separated(String text) {
        StringBuilder result = new StringBuilder(text.length());
        text.codePoints()
                .forEach(
                        point -> {
                            if (chinese(point)) {
                                result.append(' ').appendCodePoint(point).append(' ');
                            } else {
                                result.appendCodePoint(point);
                            }
                        });
        return result.toString();
    }

    static String withoutNonspacingMarks(String text) {
        StringBuilder result = new StringBuilder(text.length());
        text.codePoints()
                .filter(point -> Character.getType(point) != Character.NON_SPACING_MARK)
                .forEach(result::appendCodePoint);
        return result.toString();
    }

    static String withoutMarks(String text) {
        StringBuilder result = new StringBuilder(text.length());
        text.codePoints().filter(point -> !mark(point)).forEach(result::appendCodePoint);
        return result.toString();
    }

    /** Character by character, so that no letter looks at its neighbours. */
    static String lowercased(String text) {
        StringBuilder result = new StringBuilder(text.length());
        text.codePoints()
                .forEach(
                        point -> result.append(Character.toString(point).toLowerCase(Locale.ROOT)));
        return result.toString();
    }

    static boolean standsAlone(int point) {
        return punctuation(point) || chinese(point);
    }

    static boolean punctuation(int point) {
        return switch (Character.getType(point)) {
            case Character.CONNECTOR_PUNCTUATION,
                    Character.DASH_PUNCTUATION,
                    Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION,
                    Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION,
                    Character.OTHER_PUNCTUATION ->
                    true;
            case Character.MATH_SYMBOL,
                    Character.CURRENCY_SYMBOL,
                    Character.MODIFIER_SYMBOL,
                    Character.OTHER_SYMBOL ->
                    point < 0x7F;
            default -> false;
        };
    }

    static boolean whitespace(int point) {
        return switch (point) {
            case 0x09,
                    0x0A,
                    0x0B,
                    0x0C,
                    0x0D,
                    0x20,
                    0x85,
                    0xA0,
                    0x1680,
                    0x2028,
                    0x2029,
                    0x202F,
                    0x205F,
                    0x3000 ->
                    true;
            default -> point >= 0x2000 && point <= 0x200A;
        };
    }

    private static boolean control(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL, Character.FORMAT, Character.PRIVATE_USE, Character.SURROGATE ->
                    true;
            default -> false;
        };
    }

    private static boolean mark(int point) {
        return switch (Character.getType(point)) {
            case Character.NON_SPACING_MARK,
                    Character.COMBINING_SPACING_MARK,
                    Character.ENCLOSING_MARK ->
                    true;
            default -> false;
        };
    }

    /**
     * The ranges that BERT's own tokenizer lists, with the start that its common port has for the
     * last but two.
     */
    private static boolean chinese(int point) {
        return (point >= 0x4E00 && point <= 0x9FFF)
                || (point >= 0x3400 && point <= 0x4DBF)
                || (point >= 0x20000 && point <= 0x2A6DF)
                || (point >= 0x2A700 && point <= 0x2B73F)
                || (point >= 0x2B740 && point <= 0x2B81F)
                || (point >= 0x2B920 && point <= 0x2CEAF)
                || (point >= 0xF900 && point <= 0xFAFF)
                || (point >= 0x2F800 && point <= 0x2FA1F);
    }
}
