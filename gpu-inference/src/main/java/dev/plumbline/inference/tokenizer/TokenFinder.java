package dev.plumbline.inference.tokenizer;

import java.util.List;

/** Finds tokens that are written out in a text before anything else looks at it. */
interface TokenFinder {

    /** A stretch of the text, or a token (id at least 0). */
    record Fragment(int id, int start, int end) {
        private static final int TEXT = -1;

        static Fragment text(int start, int end) {
            return new Fragment(TEXT, start, end);
        }

        boolean isText() {
            return id == TEXT;
        }
    }

    /** The text in order, control tokens in it only where asked for. */
    List<Fragment> split(String text, boolean parseSpecial);
}
