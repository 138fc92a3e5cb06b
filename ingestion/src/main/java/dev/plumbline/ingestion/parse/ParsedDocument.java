package dev.plumbline.ingestion.parse;

import dev.plumbline.ingestion.CanonicalText;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a parser made of a file. Blocks are separated by blank lines in the text; all offsets count
 * code points.
 *
 * @param text the canonical text
 * @param title the document's own title, or null
 * @param mediaType detected type, without parameters
 * @param pages number of pages or slides; 0 where the format has none
 * @param blocks in the order of the text, not overlapping
 * @param words boxes, in the order of the text; only of PDFs
 * @param metadata what is worth keeping: author, created, modified, language, keywords, subject
 */
public record ParsedDocument(
        CanonicalText text,
        @Nullable String title,
        String mediaType,
        int pages,
        List<Block> blocks,
        List<Word> words,
        Map<String, String> metadata) {

    public ParsedDocument {
        blocks = List.copyOf(blocks);
        words = List.copyOf(words);
        metadata = Map.copyOf(metadata);
    }

    /**
     * Where the text at {@code [start, end)} stands: one box a line; empty for formats without
     * boxes.
     */
    public List<Box> boxes(int start, int end) {
        return WordBoxes.merged(words, start, end);
    }

    /**
     * The page on which the text at {@code [start, end)} begins, from 1; null where there are no
     * pages.
     */
    public @Nullable Integer page(int start, int end) {
        List<Box> boxes = boxes(start, end);
        if (!boxes.isEmpty()) {
            return boxes.getFirst().page();
        }
        @Nullable Integer page = null;
        for (Block block : blocks) {
            if (block.start() > start) {
                break;
            }
            page = block.page();
        }
        return page;
    }

    /** Writes this document in its lasting binary form; equal documents give equal bytes. */
    public void write(OutputStream out) throws IOException {
        Artifact.write(this, out);
    }

    /**
     * Reads what {@link #write} wrote, and may read on.
     *
     * @throws IOException if the bytes are of another form or version, or damaged
     */
    public static ParsedDocument read(InputStream in) throws IOException {
        return Artifact.read(in);
    }
}
