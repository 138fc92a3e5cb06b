package dev.plumbline.eval.judge;

/**
 * A sentence within a longer text.
 *
 * @param start first code point within that text
 * @param end one past the last code point
 * @param text exactly the text's code points {@code [start, end)}; begins and ends with no white
 *     space
 */
public record Sentence(int start, int end, String text) {}
