package dev.plumbline.inference.tokenizer;

/** Encodes text in which no special token is left. */
interface TextEncoder {

    /**
     * Appends the ids of a piece of text.
     *
     * @param text never empty; surrogates are paired
     * @param atStart whether it begins the whole text; otherwise a special token came before
     * @param parseSpecial whether control tokens count that show only now
     */
    void encode(String text, boolean atStart, boolean parseSpecial, Ids ids);
}
