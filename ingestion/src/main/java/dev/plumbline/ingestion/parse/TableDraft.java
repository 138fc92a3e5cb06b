package dev.plumbline.ingestion.parse;

import java.util.ArrayList;
import java.util.List;

/** A table that still grows. */
final class TableDraft {
    static final String SEPARATOR = " | ";
    private static final int CELL_MAX = 1_000;
    private final boolean holdsData;

    /** Of a table of data only the last row: there may be millions. */
    private final List<List<List<Draft>>> rows = new ArrayList<>();

    private final StringBuilder finished = new StringBuilder();

    /** What stands above the table's first row. */
    final List<Draft> captions = new ArrayList<>();

    TableDraft(boolean holdsData) {
        this.holdsData = holdsData;
    }

    void row() {
        if (holdsData && !rows.isEmpty()) {
            append(rows.removeLast(), finished);
        }
        rows.add(new ArrayList<>());
    }

    void cell() {
        if (rows.isEmpty()) {
            rows.add(new ArrayList<>());
        }
        rows.getLast().add(new ArrayList<>());
    }

    void add(Draft draft) {
        if (draft.kind() == Block.Kind.CAPTION && rows.isEmpty()) {
            captions.add(draft);
            return;
        }
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
                                d.kind() == Block.Kind.TABLE
                                        || d.kind() == Block.Kind.HEADING
                                        || d.text().length() > CELL_MAX);
    }

    String text() {
        rows.forEach(row -> append(row, finished));
        rows.clear();
        return finished.toString().strip();
    }

    private static void append(List<List<Draft>> row, StringBuilder out) {
        int last = row.size() - 1;
        while (last >= 0 && row.get(last).isEmpty()) {
            last--;
        }
        if (last < 0) {
            return;
        }
        if (!out.isEmpty()) {
            out.append('\n');
        }
        for (int i = 0; i <= last; i++) {
            out.append(i == 0 ? "" : SEPARATOR).append(text(row.get(i)));
        }
    }

    private static String text(List<Draft> cell) {
        if (cell.size() == 1 && cell.getFirst().text().indexOf('\n') < 0) {
            return cell.getFirst().text();
        }
        var out = new StringBuilder();
        for (Draft draft : cell) {
            out.append(out.isEmpty() ? "" : " ").append(draft.text().replace('\n', ' '));
        }
        return out.toString();
    }
}
