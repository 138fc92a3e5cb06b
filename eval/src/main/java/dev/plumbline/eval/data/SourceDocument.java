package dev.plumbline.eval.data;

/**
 * A document of a test collection.
 *
 * @param id without white space
 * @param title empty where it has none
 */
public record SourceDocument(String id, String title, String text) {}
