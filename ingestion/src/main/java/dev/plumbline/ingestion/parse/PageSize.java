package dev.plumbline.ingestion.parse;

/**
 * Size of a page as it is shown (page rotation applied), in points.
 *
 * @param width to the right
 * @param height downwards
 */
public record PageSize(float width, float height) {}
