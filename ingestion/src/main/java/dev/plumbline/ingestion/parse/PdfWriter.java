package dev.plumbline.ingestion.parse;

import dev.plumbline.ingestion.CanonicalText;
import java.util.ArrayList;
import java.util.List;

/** Writes groups of lines as canonical text with blocks and the boxes of words. */
final class PdfWriter {
    private final StringBuilder text = new StringBuilder();
    private final List<Block> blocks = new ArrayList<>();
    private final List<Word> words = new ArrayList<>();
    private final PdfHyphens hyphens;

    PdfWriter(PdfHyphens hyphens) {
        this.hyphens = hyphens;
    }

    CanonicalText text() {
        return CanonicalText.of(text.toString());
    }

    /** In UTF-16 units. */
    List<Block> blocks() {
        return blocks;
    }

    /** In UTF-16 units. */
    List<Word> words() {
        return words;
    }

    void heading(List<PdfLine> lines, int level) {
        int start = begin();
        lines(lines, ' ');
        end(Block.Kind.HEADING, level, start, lines.getFirst().page());
    }

    /** Lines stay lines; a word that a hyphen cuts is one again. */
    void prose(List<PdfLine> lines, Block.Kind kind) {
        int start = begin();
        lines(lines, '\n');
        end(kind, 0, start, lines.getFirst().page());
    }

    /** An item, in one block with the items before it. */
    void item(List<PdfLine> lines) {
        boolean goesOn = !blocks.isEmpty() && blocks.getLast().kind() == Block.Kind.LIST;
        if (!goesOn) {
            prose(lines, Block.Kind.LIST);
            return;
        }
        Block list = blocks.removeLast();
        text.append('\n');
        lines(lines, '\n');
        blocks.add(new Block(list.kind(), 0, list.start(), text.length(), list.page()));
    }

    /** Lines with their indents as spaces. */
    void code(List<PdfLine> lines) {
        int start = begin();
        float left = Float.MAX_VALUE;
        for (PdfLine line : lines) {
            left = Math.min(left, line.left());
        }
        boolean first = true;
        for (PdfLine line : lines) {
            text.append(first ? "" : "\n");
            first = false;
            float width = (line.right() - line.left()) / Math.max(1, line.text().length());
            int indent = width > 0 ? Math.round((line.left() - left) / width) : 0;
            text.append(" ".repeat(Math.clamp(indent, 0, 80)));
            words(line.words());
        }
        end(Block.Kind.CODE, 0, start, lines.getFirst().page());
    }

    void table(PdfTables.Part.Table table) {
        int start = begin();
        int page = 0;
        for (List<List<PdfLine.PdfWord>> row : table.rows()) {
            text.append(text.length() > start ? "\n" : "");
            for (int column = 0; column < row.size(); column++) {
                text.append(column == 0 ? "" : " | ");
                List<PdfLine.PdfWord> cell = row.get(column);
                words(cell);
                if (page == 0 && !cell.isEmpty()) {
                    page = cell.getFirst().box().page();
                }
            }
        }
        end(Block.Kind.TABLE, 0, start, page);
    }

    private int begin() {
        if (!text.isEmpty()) {
            text.append("\n\n");
        }
        return text.length();
    }

    private void end(Block.Kind kind, int level, int start, int page) {
        blocks.add(new Block(kind, level, start, text.length(), page));
    }

    private void lines(List<PdfLine> lines, char separator) {
        String last = "";
        for (PdfLine line : lines) {
            if (!last.isEmpty()) {
                if (hyphens.joins(last, line.first())) {
                    dropHyphen();
                } else {
                    text.append(separator);
                }
            }
            words(line.words());
            last = line.last();
        }
    }

    private void dropHyphen() {
        text.setLength(text.length() - 1);
        Word cut = words.removeLast();
        words.add(
                new Word(
                        cut.page(),
                        cut.start(),
                        text.length(),
                        cut.x(),
                        cut.y(),
                        cut.width(),
                        cut.height()));
    }

    private void words(List<PdfLine.PdfWord> line) {
        boolean first = true;
        for (PdfLine.PdfWord word : line) {
            text.append(first ? "" : " ");
            first = false;
            int from = text.length();
            text.append(word.text());
            Box box = word.box();
            words.add(
                    new Word(
                            box.page(),
                            from,
                            text.length(),
                            box.x(),
                            box.y(),
                            box.width(),
                            box.height()));
        }
    }
}
