package dev.plumbline.index.analysis;

/**
 * A term as the index has it, and where it came from.
 *
 * @param text the analyzed form
 * @param start first code point in the analyzed text
 * @param end one past the last code point
 */
public record Term(String text, int start, int end) {}
