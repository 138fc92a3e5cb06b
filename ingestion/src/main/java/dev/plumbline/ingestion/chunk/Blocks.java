package dev.plumbline.ingestion.chunk;

import dev.plumbline.ingestion.CanonicalText;
import dev.plumbline.ingestion.parse.Block;
import dev.plumbline.ingestion.parse.ParsedDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The blocks of a document and paragraphs for the text that no block holds. */
final class Blocks {
    private static final Pattern BLANK_LINE = Pattern.compile("\\n[ \\t]*\\n");

    private Blocks() {}

    /** In order, not overlapping, covering all that is not white. */
    static List<Block> covering(ParsedDocument document) {
        CanonicalText text = document.text();
        var blocks = new ArrayList<Block>();
        int done = 0;
        @Nullable Integer page = null;
        for (Block block : document.blocks()) {
            int start = Math.max(done, block.start());
            int end = Math.min(text.length(), block.end());
            if (start < end) {
                paragraphs(text, done, start, page, blocks);
                blocks.add(new Block(block.kind(), block.level(), start, end, block.page()));
                done = end;
                page = block.page();
            }
        }
        paragraphs(text, done, text.length(), page, blocks);
        return blocks;
    }

    private static void paragraphs(
            CanonicalText text, int start, int end, @Nullable Integer page, List<Block> into) {
        int from = text.utf16(start);
        int limit = text.utf16(end);
        Matcher blank = BLANK_LINE.matcher(text.text()).region(from, limit);
        while (from < limit) {
            int to = blank.find() ? blank.start() : limit;
            if (Spaces.skip(text.text(), from, to) < to) {
                int first = text.codePoint(from);
                into.add(new Block(Block.Kind.PARAGRAPH, 0, first, text.codePoint(to), page));
            }
            from = to == limit ? limit : blank.end();
        }
    }
}
