package dev.plumbline.eval.metric;

import java.text.Normalizer;

/**
 * A text in which phrases are looked for as whole words, by SQuAD's normalisation. Scripts that put
 * no space between words are compared without spaces.
 */
public final class Phrases {
    private final String words;
    private final String unspaced;

    private Phrases(String words) {
        this.words = " " + words + " ";
        this.unspaced = words.replace(" ", "");
    }

    /** Reads a text. */
    public static Phrases of(String text) {
        return new Phrases(normalised(text));
    }

    /** Whether the text has a phrase; one that normalises to nothing is in no text. */
    public boolean has(String phrase) {
        String wanted = normalised(phrase);
        if (wanted.isEmpty()) {
            return false;
        }
        return wanted.codePoints().anyMatch(Phrases::standsUnspaced)
                ? unspaced.contains(wanted.replace(" ", ""))
                : words.contains(" " + wanted + " ");
    }

    private static String normalised(String text) {
        return String.join(
                " ", AnswerMatch.words(Normalizer.normalize(text, Normalizer.Form.NFKC)));
    }

    private static boolean standsUnspaced(int codePoint) {
        return switch (Character.UnicodeScript.of(codePoint)) {
            case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR -> true;
            default -> false;
        };
    }
}
