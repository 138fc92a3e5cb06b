package dev.plumbline.inference.model;

/**
 * A text, or a pair of texts, as tokens with their special ones. The array is not copied.
 *
 * @param secondFrom index of the first token of the second text (type 1); the length where there is
 *     only one
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record EncoderInput(int[] tokens, int secondFrom) {
    /** One text. */
    public static EncoderInput of(int[] tokens) {
        return new EncoderInput(tokens, tokens.length);
    }
}
