package dev.plumbline.inference.tokenizer;

/**
 * What becomes of special tokens.
 *
 * @param addSpecial whether begin and end tokens are added as the model says
 * @param parseSpecial whether special tokens written in the text become their ids; false for text
 *     that users wrote
 */
public record EncodeOptions(boolean addSpecial, boolean parseSpecial) {
    /** Plain text, nothing added, nothing parsed. */
    public static final EncodeOptions TEXT = new EncodeOptions(false, false);

    /** A rendered chat template: it holds all special tokens itself. */
    public static final EncodeOptions RENDERED = new EncodeOptions(false, true);
}
