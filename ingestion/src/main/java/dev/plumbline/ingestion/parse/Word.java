package dev.plumbline.ingestion.parse;

/**
 * A word of a PDF and where it stands: points, origin at the page's top left, page rotation
 * applied.
 *
 * @param page from 1
 * @param start first code point in the canonical text
 * @param end one after the last code point
 * @param x left edge
 * @param y upper edge
 * @param width to the right
 * @param height downwards
 */
public record Word(int page, int start, int end, float x, float y, float width, float height) {}
