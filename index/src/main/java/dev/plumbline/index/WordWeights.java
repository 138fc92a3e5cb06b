package dev.plumbline.index;

/**
 * How words are weighed (BM25).
 *
 * @param k1 how slowly repeated words saturate, 0 and up
 * @param b how much long passages are held back, 0 to 1
 * @param neutral weight of words as they stand, beside the stemmed ones of the text's language,
 *     which have 1
 * @param title weight of the document's title, beside the passage's text, which has 1
 * @param headings weight of the headings above the passage
 */
public record WordWeights(double k1, double b, double neutral, double title, double headings) {
    public WordWeights {
        if (!(k1 >= 0 && b >= 0 && b <= 1 && neutral >= 0 && title >= 0 && headings >= 0)) {
            throw new IllegalArgumentException(
                    "k1 and weights must not be negative, b must be 0 to 1");
        }
    }

    /** Anserini's k1 and b; the weights beside them are guesses, not measured yet. */
    public static WordWeights standard() {
        return new WordWeights(0.9, 0.4, 0.3, 0.3, 0.2);
    }
}
