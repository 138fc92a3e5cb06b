package dev.plumbline.eval.faithfulness;

import dev.plumbline.eval.judge.Span;

/** Whether a quote is what its offsets say. */
public final class QuoteCheck {

    private QuoteCheck() {}

    /**
     * Whether the code points {@code [start, end)} of a text are exactly the quote; offsets outside
     * the text, or the wrong way round, are none.
     */
    public static boolean isVerbatim(String quote, String text, int start, int end) {
        return Span.slice(text, start, end).filter(quote::equals).isPresent();
    }
}
