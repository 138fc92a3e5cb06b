package dev.plumbline.ingestion.parse;

import org.jspecify.annotations.Nullable;

/**
 * A piece of a document's structure.
 *
 * @param kind what it is
 * @param level 1 to 6 for a heading, depth from 1 for a list item, else 0
 * @param start first code point in the canonical text
 * @param end one after the last code point
 * @param page page on which it starts, from 1 (a slide, for presentations); null where the format
 *     has none
 */
public record Block(Kind kind, int level, int start, int end, @Nullable Integer page) {
    /** What a block is. A table's rows are lines, its cells are separated by {@code " | "}. */
    public enum Kind {
        HEADING,
        PARAGRAPH,
        LIST,
        TABLE,
        CODE,
        CAPTION,
        /**
         * What is there to find one's way: running heads, page numbers, menus. Nobody asks for it.
         */
        MARGIN
    }

    public Block {
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("[" + start + ", " + end + ") is not a range");
        }
    }
}
