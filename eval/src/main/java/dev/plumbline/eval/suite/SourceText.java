package dev.plumbline.eval.suite;

/**
 * A document, or a part of one, that a suite is made from.
 *
 * @param document texts of one document are not independent
 */
public record SourceText(String document, String text) {}
