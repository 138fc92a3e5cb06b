package dev.plumbline.eval.faithfulness;

/** Whether a quote is what its offsets say. */
public final class QuoteCheck {

    private QuoteCheck() {}

    /**
     * Whether the code points {@code [start, end)} of a text are exactly the quote; offsets outside
     * the text, or the wrong way round, are none.
     */
    public static boolean isVerbatim(String quote, String text, int start, int end) {
        int length = text.codePointCount(0, text.length());
        if (start < 0 || end < start || end > length) {
            return false;
        }
        int from = text.offsetByCodePoints(0, start);
        return text.substring(from, text.offsetByCodePoints(from, end - start)).equals(quote);
    }
}
