package dev.plumbline.eval.judge;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A word, a number or a negation of a sentence.
 *
 * @param start first UTF-16 unit within the sentence
 * @param end one past the last unit
 * @param text as it stands there
 * @param key what two tokens have in common that say the same: a stem, a normal number, {@link
 *     #NOT}
 * @param value the number that it states, or null
 */
record Token(int start, int end, String text, String key, Kind kind, @Nullable BigDecimal value) {

    /** The key of every negation. */
    static final String NOT = "\u00ac";

    enum Kind {
        /** Carries meaning. */
        CONTENT,
        /** Articles, prepositions, pronouns, auxiliaries. */
        FUNCTION,
        NUMBER,
        NEGATION,
        /** A comma, a bracket or the like: ends the reach of a negation. */
        BREAK
    }

    boolean isContent() {
        return kind == Kind.CONTENT || kind == Kind.NUMBER;
    }

    boolean isCapitalised() {
        return Character.isUpperCase(text.codePointAt(0));
    }
}
