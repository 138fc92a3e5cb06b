package dev.plumbline.inference.template;

/**
 * What a rendering may use.
 *
 * @param steps evaluated expressions and statements; long texts count by their length
 * @param outputCharacters characters of the result, and of any text on the way
 * @param depth nested calls and blocks
 * @param rangeItems items of one range
 */
public record TemplateLimits(long steps, int outputCharacters, int depth, int rangeItems) {
    /** Enough for long conversations with many tools, and over within a second or two. */
    public static final TemplateLimits USUAL =
            new TemplateLimits(5_000_000, 16 << 20, 100, 100_000);
}
