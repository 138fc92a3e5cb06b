package dev.plumbline.ingestion.parse;

import dev.plumbline.ingestion.CanonicalText;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Builds canonical text and blocks from a stream of structure: the one place that decides how
 * structure looks as text.
 *
 * <ul>
 *   <li>Blocks are separated by a blank line. Runs of white space become one space, but for code.
 *   <li>A list is one block, an item a line that begins with {@code "- "} or {@code "1. "}, two
 *       spaces more for each level.
 *   <li>A table is one block, a row a line, cells are separated by {@code " | "}. A table that only
 *       lays a page out (one column, or cells that hold headings, lists, tables or long texts) is
 *       taken apart into its blocks.
 * </ul>
 */
final class BlockWriter {
    private final StringBuilder text = new StringBuilder();
    private final List<Block> blocks = new ArrayList<>();
    private final Deque<TableDraft> tables = new ArrayDeque<>();
    private final Budget budget;

    private @Nullable OpenBlock open;
    private @Nullable ListDraft list;
    private @Nullable Integer page;
    private @Nullable String announced;
    private int margins;

    BlockWriter(Budget budget) {
        this.budget = budget;
    }

    /** What is open at some moment. */
    record Mark(
            int tables,
            int lists,
            @Nullable ListDraft list,
            int levels,
            int margins,
            @Nullable Integer page) {}

    /** Ends the open block and marks what is open around it. */
    Mark mark() {
        end();
        int levels = list == null ? 0 : list.numbers.size();
        return new Mark(tables.size(), lists(), list, levels, margins, page);
    }

    /** Ends all that was begun since. */
    void unwind(Mark mark) {
        end();
        while (tables.size() > mark.tables) {
            endTable();
        }
        while (list != null && lists() > mark.lists) {
            flush(list);
            list = list.outer;
        }
        while (list != null && list == mark.list && list.numbers.size() > mark.levels) {
            list.numbers.pop();
        }
        margins = mark.margins;
        page = mark.page;
    }

    private int lists() {
        int number = 0;
        for (ListDraft draft = list; draft != null; draft = draft.outer) {
            number++;
        }
        return number;
    }

    /** The page of what follows, from 1. */
    void page(@Nullable Integer number) {
        end();
        page = number;
    }

    /** Ends the open block and begins one. */
    void begin(Block.Kind kind, int level) {
        end();
        open = new OpenBlock(kind, level);
    }

    /** Adds text to the open block, a paragraph where none is open. */
    void text(CharSequence characters) {
        if (open == null) {
            if (isBlank(characters)) {
                return;
            }
            open = new OpenBlock(Block.Kind.PARAGRAPH, 0);
        }
        budget.characters(characters.length());
        open.append(characters);
    }

    /** Text whose line ends count: single ones stay, blank lines end a paragraph. */
    void lines(CharSequence characters) {
        if (open != null && open.kind == Block.Kind.CODE) {
            text(characters);
            return;
        }
        int from = 0;
        for (int i = 0; i < characters.length(); i++) {
            if (characters.charAt(i) == '\n') {
                text(characters.subSequence(from, i));
                lineBreak();
                from = i + 1;
            }
        }
        text(characters.subSequence(from, characters.length()));
    }

    /** A line break within a block; a second one in a row begins a new paragraph. */
    void lineBreak() {
        if (open == null) {
            return;
        }
        if (open.kind == Block.Kind.PARAGRAPH && open.endsLine()) {
            begin(Block.Kind.PARAGRAPH, 0);
        } else {
            budget.characters(1);
            open.lineBreak();
        }
    }

    /** Ends the open block. */
    void end() {
        OpenBlock piece = open;
        open = null;
        if (piece == null) {
            return;
        }
        String content = piece.content();
        if (content.isEmpty()) {
            return;
        }
        if (list != null && list.tableDepth == tables.size()) {
            if (piece.kind != Block.Kind.HEADING) {
                list.add(content);
                return;
            }
            flush(list);
        }
        place(draft(piece.kind, piece.level, content));
    }

    /** Begins a list, within an item perhaps. */
    void beginList(boolean numbered) {
        end();
        if (list == null || list.tableDepth != tables.size()) {
            list = new ListDraft(list, tables.size());
        }
        list.numbers.push(numbered ? 1 : 0);
    }

    /** Begins an item. */
    void item() {
        end();
        if (list == null) {
            beginList(false);
            item();
            return;
        }
        list.item();
    }

    /** Ends an item. */
    void endItem() {
        end();
        if (list != null) {
            list.marker = null;
        }
    }

    /** Ends the innermost list. */
    void endList() {
        end();
        if (list == null || list.tableDepth != tables.size()) {
            return;
        }
        list.numbers.pop();
        if (list.numbers.isEmpty()) {
            flush(list);
            list = list.outer;
        }
    }

    /** What follows belongs to no passage, until as many times {@link #endMargin}. */
    void beginMargin() {
        end();
        margins++;
    }

    void endMargin() {
        end();
        margins--;
    }

    /** Begins a table that may turn out to be there for layout only. */
    void beginTable() {
        end();
        tables.push(new TableDraft(false));
    }

    /** Begins a table that is one whatever it holds. */
    void beginDataTable() {
        end();
        tables.push(new TableDraft(true));
    }

    void row() {
        end();
        if (!tables.isEmpty()) {
            tables.getFirst().row();
        }
    }

    void cell() {
        end();
        if (!tables.isEmpty()) {
            budget.characters(TableDraft.SEPARATOR.length());
            tables.getFirst().cell();
        }
    }

    void endTable() {
        end();
        if (tables.isEmpty()) {
            return;
        }
        while (list != null && list.tableDepth == tables.size()) {
            flush(list);
            list = list.outer;
        }
        TableDraft table = tables.pop();
        table.captions.forEach(this::place);
        if (table.isLayout()) {
            table.pieces().forEach(this::place);
        } else {
            String rows = table.text();
            if (!rows.isEmpty()) {
                place(draft(Block.Kind.TABLE, 0, rows));
            }
        }
    }

    /** Ends everything that is open. */
    void close() {
        end();
        while (!tables.isEmpty()) {
            endTable();
        }
        while (list != null) {
            flush(list);
            list = list.outer;
        }
    }

    boolean isEmpty() {
        return text.isEmpty();
    }

    /** The text so far. */
    CanonicalText canonicalText() {
        return CanonicalText.of(text.toString());
    }

    /** The blocks so far, in code points. */
    List<Block> blocks(CanonicalText canonical) {
        return Offsets.blocks(blocks, canonical);
    }

    /** Puts a paragraph in front of all. */
    void prepend(String paragraph) {
        String clean = CanonicalText.normalised(paragraph).text().strip();
        if (clean.isEmpty()) {
            return;
        }
        int shift = clean.length() + (text.isEmpty() ? 0 : 2);
        text.insert(0, text.isEmpty() ? clean : clean + "\n\n");
        blocks.replaceAll(
                b -> new Block(b.kind(), b.level(), b.start() + shift, b.end() + shift, b.page()));
        blocks.addFirst(new Block(Block.Kind.PARAGRAPH, 0, 0, clean.length(), null));
    }

    /**
     * A canonical heading that is written only if something follows before the next {@link
     * #withdraw}.
     */
    void announce(String heading) {
        end();
        announced = heading;
    }

    /** Takes back what was announced; true if nothing came of it. */
    boolean withdraw() {
        end();
        boolean unused = announced != null;
        announced = null;
        return unused;
    }

    private Draft draft(Block.Kind kind, int level, String content) {
        return margins > 0
                ? new Draft(Block.Kind.MARGIN, 0, content, page)
                : new Draft(kind, level, content, page);
    }

    private void flush(ListDraft draft) {
        if (!draft.lines.isEmpty()) {
            String lines = draft.lines.toString();
            draft.lines.setLength(0);
            place(draft(Block.Kind.LIST, 0, lines));
        }
    }

    private void place(Draft draft) {
        if (!tables.isEmpty()) {
            tables.getFirst().add(draft);
            return;
        }
        String heading = announced;
        if (heading != null) {
            announced = null;
            write(new Draft(Block.Kind.HEADING, 2, heading, draft.page()));
        }
        write(draft);
    }

    private void write(Draft draft) {
        if (!text.isEmpty()) {
            text.append("\n\n");
        }
        int start = text.length();
        text.append(draft.text());
        blocks.add(new Block(draft.kind(), draft.level(), start, text.length(), draft.page()));
    }

    private static boolean isBlank(CharSequence characters) {
        return characters.chars().allMatch(BlockWriter::isSpace);
    }

    static boolean isSpace(int c) {
        return c == ' '
                || c == '\u00a0'
                || c == '\t'
                || c == '\n'
                || c == '\r'
                || c == '\f'
                || c == 0x0b
                || c == '\u2028'
                || c == '\u2029'
                || c == '\u0085';
    }
}
