package dev.plumbline.ingestion.parse;

import dev.plumbline.ingestion.CanonicalText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Plain text keeps its own text, line ends aside. Paragraphs are parted by blank lines; where a
 * text has none but long lines, each line is a paragraph, since nobody wraps at such a width.
 */
final class PlainText {
    private static final int LONG_LINE = 160;

    private PlainText() {}

    static ParsedDocument parse(String raw, String mediaType) {
        var text = CanonicalText.normalised(raw);
        return new ParsedDocument(
                text,
                null,
                mediaType,
                0,
                Offsets.blocks(blocks(text.text()), text),
                List.of(),
                Map.of());
    }

    private static List<Block> blocks(String text) {
        var blocks = new ArrayList<Block>();
        int start = -1;
        int end = -1;
        boolean wrapped = true;
        for (int from = 0; from < text.length(); ) {
            int newline = text.indexOf('\n', from);
            int to = newline < 0 ? text.length() : newline;
            int first = firstInk(text, from, to);
            boolean longLine = to - from > LONG_LINE;
            if (start >= 0 && (first < 0 || (longLine && !wrapped))) {
                blocks.add(new Block(Block.Kind.PARAGRAPH, 0, start, end, null));
                start = -1;
            }
            if (first >= 0) {
                start = start < 0 ? first : start;
                end = lastInk(text, first, to);
                wrapped = !longLine;
            }
            from = to + 1;
        }
        if (start >= 0) {
            blocks.add(new Block(Block.Kind.PARAGRAPH, 0, start, end, null));
        }
        return blocks;
    }

    private static int firstInk(String text, int from, int to) {
        int i = from;
        while (i < to && isBlank(text.charAt(i))) {
            i++;
        }
        return i < to ? i : -1;
    }

    private static int lastInk(String text, int from, int to) {
        int i = to;
        while (i > from && isBlank(text.charAt(i - 1))) {
            i--;
        }
        return i;
    }

    private static boolean isBlank(char c) {
        return Character.isWhitespace(c) || BlockWriter.isSpace(c) || c == '\ufeff';
    }
}
