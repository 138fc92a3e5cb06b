package dev.plumbline.ingestion.parse;

import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Knows characters that a page shows twice at nearly one place, as some writers make bold ones. The
 * rule is PDFBox's own; its search goes by columns, of which a page of prose has hundreds, this one
 * by lines.
 */
final class PdfDuplicates {
    /** Where each character was shown: places in a line, by the line's height. */
    private final Map<String, NavigableMap<Float, NavigableSet<Float>>> shown = new HashMap<>();

    /** Begins a page. */
    void clear() {
        shown.clear();
    }

    /**
     * Notes a character; false if the same one was shown before, nearer than a third of its width.
     *
     * @param width of the whole text, which may be of several letters or of none
     */
    boolean isNew(String text, float x, float y, float width) {
        float tolerance = width / text.length() / 3;
        var lines = shown.computeIfAbsent(text, _ -> new TreeMap<>());
        if (isNear(lines, x, y, tolerance)) {
            return false;
        }
        lines.computeIfAbsent(y, _ -> new TreeSet<>()).add(x);
        return true;
    }

    private static boolean isNear(
            NavigableMap<Float, NavigableSet<Float>> lines, float x, float y, float tolerance) {
        Float right = x + tolerance;
        Float below = y + tolerance;
        for (var line : lines.tailMap(y - tolerance, true).entrySet()) {
            if (line.getKey().compareTo(below) >= 0) {
                break;
            }
            Float place = line.getValue().ceiling(x - tolerance);
            if (place != null && place.compareTo(right) < 0) {
                return true;
            }
        }
        return false;
    }
}
