package dev.plumbline.eval.judge;

/**
 * Something in a sentence that the evidence does not bear out.
 *
 * @param words the words of the sentence that it is about
 * @param evidence the words that the evidence has in their place, or an empty string
 */
public record Reason(Kind kind, String words, String evidence) {

    /**
     * What differs. All but {@link #MISSING} contradict or invent, and rule out a supported
     * verdict.
     */
    public enum Kind {
        NUMBER,
        UNIT,
        NAME,
        NEGATION,
        /** An opposite: rose for fell, before for after. */
        OPPOSITE,
        /** In a sentence that is otherwise the evidence's own, a word has another's place. */
        REPLACED,
        /** Content words that the evidence lacks. */
        MISSING,
        /** No evidence is cited, or what is cited does not exist. */
        NO_EVIDENCE
    }
}
