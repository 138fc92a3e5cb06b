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

    private @Nullable Piece open;
    private @Nullable ListDraft list;
    private @Nullable Integer page;
    private @Nullable String announced;

    BlockWriter(Budget budget) {
        this.budget = budget;
    }

    /** The page of what follows, from 1. */
    void page(@Nullable Integer number) {
        end();
        page = number;
    }

    /** Ends the open block and begins one. */
    void begin(Block.Kind kind, int level) {
        end();
        open = new Piece(kind, level);
    }

    /** Adds text to the open block, a paragraph where none is open. */
    void text(CharSequence characters) {
        if (open == null) {
            if (isBlank(characters)) {
                return;
            }
            open = new Piece(Block.Kind.PARAGRAPH, 0);
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
        Piece piece = open;
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
        place(new Draft(piece.kind, piece.level, content, page));
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
            tables.getFirst().rows.add(new ArrayList<>());
        }
    }

    void cell() {
        end();
        if (!tables.isEmpty()) {
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
        if (table.isLayout()) {
            table.pieces().forEach(this::place);
        } else {
            String rows = table.text();
            if (!rows.isEmpty()) {
                place(new Draft(Block.Kind.TABLE, 0, rows, page));
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
        return CanonicalText.normalised(text.toString());
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

    /** A heading that is written only if something follows before the next {@link #withdraw}. */
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

    private void flush(ListDraft draft) {
        if (!draft.lines.isEmpty()) {
            String lines = draft.lines.toString();
            draft.lines.setLength(0);
            place(new Draft(Block.Kind.LIST, 0, lines, page));
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
            write(new Draft(Block.Kind.HEADING, 2, heading, draft.page));
        }
        write(draft);
    }

    private void write(Draft draft) {
        if (!text.isEmpty()) {
            text.append("\n\n");
        }
        int start = text.length();
        text.append(draft.text);
        blocks.add(new Block(draft.kind, draft.level, start, text.length(), draft.page));
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

    /** A finished block that has no place in the text yet. */
    private record Draft(Block.Kind kind, int level, String text, @Nullable Integer page) {}

    /** A block that still grows. */
    private static final class Piece {
        private final Block.Kind kind;
        private final int level;
        private final StringBuilder content = new StringBuilder();

        Piece(Block.Kind kind, int level) {
            this.kind = kind;
            this.level = level;
        }

        void append(CharSequence characters) {
            if (kind == Block.Kind.CODE) {
                content.append(characters);
                return;
            }
            for (int i = 0; i < characters.length(); i++) {
                char c = characters.charAt(i);
                if (!isSpace(c)) {
                    if (c != 0 && c != '\u00ad') {
                        content.append(c);
                    }
                } else if (!content.isEmpty() && !isSpace(content.charAt(content.length() - 1))) {
                    content.append(' ');
                }
            }
        }

        void lineBreak() {
            if (kind == Block.Kind.HEADING) {
                append(" ");
                return;
            }
            trim();
            if (!content.isEmpty()) {
                content.append('\n');
            }
        }

        boolean endsLine() {
            int last = content.length() - 1;
            while (last >= 0 && content.charAt(last) == ' ') {
                last--;
            }
            return last >= 0 && content.charAt(last) == '\n';
        }

        private void trim() {
            while (!content.isEmpty() && content.charAt(content.length() - 1) == ' ') {
                content.setLength(content.length() - 1);
            }
        }

        /** Canonical at once, so that no later cleaning moves an offset. */
        String content() {
            String clean = CanonicalText.normalised(content.toString()).text();
            if (kind != Block.Kind.CODE) {
                return clean.strip();
            }
            return clean.isBlank()
                    ? ""
                    : clean.stripTrailing().replaceFirst("^(?:[ \\t]*\\n)+", "");
        }
    }

    private static final class ListDraft {
        private final @Nullable ListDraft outer;
        private final int tableDepth;
        private final Deque<Integer> numbers = new ArrayDeque<>();
        private final StringBuilder lines = new StringBuilder();
        private @Nullable String marker;

        ListDraft(@Nullable ListDraft outer, int tableDepth) {
            this.outer = outer;
            this.tableDepth = tableDepth;
        }

        void item() {
            int number = numbers.isEmpty() ? 0 : numbers.pop();
            marker = number == 0 ? "- " : number + ". ";
            numbers.push(number == 0 ? 0 : number + 1);
        }

        void add(String content) {
            String indent = "  ".repeat(Math.max(0, Math.min(numbers.size(), 20) - 1));
            if (!lines.isEmpty()) {
                lines.append('\n');
            }
            lines.append(indent).append(marker == null ? "  " : marker);
            lines.append(content.replace("\n", "\n" + indent + "  "));
            marker = null;
        }
    }

    private static final class TableDraft {
        private static final int CELL_MAX = 1_000;
        private final boolean holdsData;
        private final List<List<List<Draft>>> rows = new ArrayList<>();

        TableDraft(boolean holdsData) {
            this.holdsData = holdsData;
        }

        void cell() {
            if (rows.isEmpty()) {
                rows.add(new ArrayList<>());
            }
            rows.getLast().add(new ArrayList<>());
        }

        void add(Draft draft) {
            if (rows.isEmpty() || rows.getLast().isEmpty()) {
                cell();
            }
            rows.getLast().getLast().add(draft);
        }

        List<Draft> pieces() {
            return rows.stream().flatMap(List::stream).flatMap(List::stream).toList();
        }

        boolean isLayout() {
            if (holdsData) {
                return false;
            }
            return rows.stream().allMatch(row -> row.size() <= 1)
                    || rows.stream().flatMap(List::stream).anyMatch(TableDraft::isLayoutCell);
        }

        private static boolean isLayoutCell(List<Draft> cell) {
            return cell.stream()
                    .anyMatch(
                            d ->
                                    d.kind == Block.Kind.TABLE
                                            || d.kind == Block.Kind.HEADING
                                            || d.text.length() > CELL_MAX);
        }

        String text() {
            var out = new StringBuilder();
            for (List<List<Draft>> row : rows) {
                int last = row.size() - 1;
                while (last >= 0 && row.get(last).isEmpty()) {
                    last--;
                }
                if (last < 0) {
                    continue;
                }
                if (!out.isEmpty()) {
                    out.append('\n');
                }
                for (int i = 0; i <= last; i++) {
                    out.append(i == 0 ? "" : " | ").append(text(row.get(i)));
                }
            }
            return out.toString().strip();
        }

        private static String text(List<Draft> cell) {
            if (cell.size() == 1 && cell.getFirst().text.indexOf('\n') < 0) {
                return cell.getFirst().text;
            }
            var out = new StringBuilder();
            for (Draft draft : cell) {
                out.append(out.isEmpty() ? "" : " ").append(draft.text.replace('\n', ' '));
            }
            return out.toString();
        }
    }
}
