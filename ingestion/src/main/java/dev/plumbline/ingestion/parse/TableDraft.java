package dev.plumbline.ingestion.parse;

import java.util.ArrayList;
import java.util.List;

/** A table that still grows. */
final class TableDraft {
    private static final int CELL_MAX = 1_000;
    private final boolean holdsData;
    final List<List<List<Draft>>> rows = new ArrayList<>();

    /** What stands above the table's first row. */
    final List<Draft> captions = new ArrayList<>();

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
