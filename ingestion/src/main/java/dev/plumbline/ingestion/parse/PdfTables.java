package dev.plumbline.ingestion.parse;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes apart lines with wide gaps: successive ones whose gaps lie above each other are rows of a
 * table, or lines of columns of prose that a page draws side by side.
 */
final class PdfTables {
    private static final int ROWS_MIN = 3;

    /** Letters of a cell, above which most are lines of prose. */
    private static final int PROSE_LETTERS = 24;

    private static final int COLUMNS_OF_PROSE_MAX = 3;

    private PdfTables() {}

    /** A part of a page. */
    sealed interface Part {
        /** Lines to be grouped into paragraphs. */
        record Lines(List<PdfLine> lines) implements Part {}

        /** Rows of cells of words; a cell may be empty. */
        record Table(List<List<List<PdfLine.PdfWord>>> rows) implements Part {}
    }

    /** The parts of a page, in the order of its lines. */
    static List<Part> of(List<PdfLine> lines) {
        var parts = new ArrayList<Part>();
        var open = new ArrayList<PdfLine>();
        for (int i = 0; i < lines.size(); ) {
            Region region = Region.from(lines, i);
            if (region == null) {
                open.add(lines.get(i++));
                continue;
            }
            if (region.isProse()) {
                open.addAll(region.columnByColumn());
            } else {
                if (!open.isEmpty()) {
                    parts.add(new Part.Lines(List.copyOf(open)));
                    open.clear();
                }
                parts.add(region.table());
            }
            i = region.end;
        }
        if (!open.isEmpty()) {
            parts.add(new Part.Lines(List.copyOf(open)));
        }
        return parts;
    }

    /** Successive lines whose segments share columns. */
    private static final class Region {
        private final List<List<PdfLine>> rows = new ArrayList<>();
        private List<Range> columns = List.of();
        private int full;
        private int end;

        /** The region that starts at a line, or null. */
        static @Nullable Region from(List<PdfLine> lines, int start) {
            var region = new Region();
            int i = start;
            while (i < lines.size()
                    && region.add(lines.get(i), i == start ? null : lines.get(i - 1))) {
                i++;
            }
            region.end = i;
            boolean enough =
                    region.full >= ROWS_MIN || (region.full >= 2 && region.columns.size() > 2);
            return enough ? region : null;
        }

        private boolean add(PdfLine line, @Nullable PdfLine before) {
            float size = line.fontSize();
            if (before != null) {
                float step = line.bottom() - before.bottom();
                if (step < 0.5f * size || step > 3.5f * size) {
                    return false;
                }
            }
            List<PdfLine> segments = line.segments();
            if (segments.size() < 2) {
                return goesOn(line, before) && rows.add(segments);
            }
            List<Range> joined = joined(segments, 0.4f * size);
            if (joined.size() < Math.max(2, columns.size())) {
                return false;
            }
            columns = joined;
            rows.add(segments);
            full++;
            return true;
        }

        /** A line within a column other than the first goes on with the row above. */
        private boolean goesOn(PdfLine line, @Nullable PdfLine before) {
            if (before == null
                    || full < 1
                    || line.bottom() - before.bottom() > 1.6f * line.fontSize()) {
                return false;
            }
            int column = column(line);
            return column > 0
                    && line.right() <= columns.get(column).to() + line.fontSize()
                    && line.left() >= columns.get(column).from() - 1;
        }

        private int column(PdfLine segment) {
            float middle = (segment.left() + segment.right()) / 2;
            int column = 0;
            while (column + 1 < columns.size() && columns.get(column + 1).from() <= middle) {
                column++;
            }
            return column;
        }

        /** The columns with more segments; what overlaps or nearly does is one. */
        private List<Range> joined(List<PdfLine> segments, float gutter) {
            var ranges = new ArrayList<>(columns);
            segments.forEach(segment -> ranges.add(new Range(segment.left(), segment.right())));
            ranges.sort((a, b) -> Float.compare(a.from(), b.from()));
            var joined = new ArrayList<Range>();
            for (Range range : ranges) {
                if (!joined.isEmpty() && range.from() < joined.getLast().to() + gutter) {
                    Range last = joined.removeLast();
                    joined.add(new Range(last.from(), Math.max(last.to(), range.to())));
                } else {
                    joined.add(range);
                }
            }
            return joined;
        }

        boolean isProse() {
            if (columns.size() > COLUMNS_OF_PROSE_MAX) {
                return false;
            }
            long cells = rows.stream().mapToLong(List::size).sum();
            long long_ =
                    rows.stream()
                            .flatMap(List::stream)
                            .filter(segment -> segment.letters() > PROSE_LETTERS)
                            .count();
            return long_ * 10 > cells * 7;
        }

        List<PdfLine> columnByColumn() {
            var lines = new ArrayList<PdfLine>();
            for (int column = 0; column < columns.size(); column++) {
                for (List<PdfLine> row : rows) {
                    for (PdfLine segment : row) {
                        if (column(segment) == column) {
                            lines.add(segment);
                        }
                    }
                }
            }
            return lines;
        }

        Part.Table table() {
            var table = new ArrayList<List<List<PdfLine.PdfWord>>>();
            for (List<PdfLine> row : rows) {
                if (row.size() > 1 || table.isEmpty()) {
                    var cells = new ArrayList<List<PdfLine.PdfWord>>();
                    columns.forEach(_ -> cells.add(new ArrayList<>()));
                    table.add(cells);
                }
                for (PdfLine segment : row) {
                    table.getLast().get(column(segment)).addAll(segment.words());
                }
            }
            return new Part.Table(table);
        }
    }

    private record Range(float from, float to) {}
}
