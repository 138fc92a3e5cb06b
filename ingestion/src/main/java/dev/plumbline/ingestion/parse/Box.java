package dev.plumbline.ingestion.parse;

/**
 * A rectangle on a page: points, origin at the page's top left, page rotation applied.
 *
 * @param page from 1
 * @param x left edge
 * @param y upper edge
 * @param width to the right
 * @param height downwards
 */
public record Box(int page, float x, float y, float width, float height) {}
