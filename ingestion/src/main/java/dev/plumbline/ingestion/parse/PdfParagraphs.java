package dev.plumbline.ingestion.parse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Groups the lines of a page into paragraphs by what a reader sees: gaps, indents, sizes, short
 * last lines, bullets. The order of lines stays as it is.
 */
final class PdfParagraphs {
    private static final Pattern BULLET =
            Pattern.compile("[•‣▪▫●○◦■□–—*·\\-]|\\(?(?:[0-9]{1,2}|[a-zA-Z])[.)]");

    /** Marks that begin an item wherever they begin a line; others may stand in a sentence. */
    private static final Pattern SURE_BULLET =
            Pattern.compile("[•‣▪▫●○◦■□]|\\(?(?:[0-9]{1,2}|[a-z])\\)");

    /** Relative change of size, above which lines do not belong together. */
    private static final float SIZE_CHANGE = 1.12f;

    /** Gap in leadings that parts paragraphs. */
    private static final float GAP = 1.3f;

    private final List<PdfLine> lines;
    private final float leading;

    private PdfParagraphs(List<PdfLine> lines) {
        this.lines = lines;
        this.leading = leading(lines);
    }

    static List<List<PdfLine>> of(List<PdfLine> lines) {
        return new PdfParagraphs(lines).group();
    }

    private List<List<PdfLine>> group() {
        var groups = new ArrayList<List<PdfLine>>();
        var group = new ArrayList<PdfLine>();
        for (PdfLine line : lines) {
            if (!group.isEmpty() && parts(group, line)) {
                groups.add(List.copyOf(group));
                group.clear();
            }
            group.add(line);
        }
        if (!group.isEmpty()) {
            groups.add(List.copyOf(group));
        }
        return groups;
    }

    private boolean parts(List<PdfLine> group, PdfLine next) {
        PdfLine last = group.getLast();
        float size = Math.max(last.fontSize(), next.fontSize());
        float ratio = size / Math.max(0.1f, Math.min(last.fontSize(), next.fontSize()));
        if (ratio > SIZE_CHANGE
                || last.bold() != next.bold()
                || last.fixedPitch() != next.fixedPitch()
                || startsItem(group, next)) {
            return true;
        }
        float gap = next.bottom() - last.bottom();
        if (gap < -0.3f * size) {
            return !continues(last, next);
        }
        boolean beside =
                next.left() > last.right() + 3 * size || next.right() < last.left() - 3 * size;
        if (gap > GAP * Math.max(leading * size, size) || gap > 2.6f * size || beside) {
            return true;
        }
        return endsSentence(last) && (isIndented(group, next, size) || isShort(group, last, next));
    }

    /** First line of a paragraph that is set in by one to six letters' widths. */
    private static boolean isIndented(List<PdfLine> group, PdfLine next, float size) {
        float left = Float.MAX_VALUE;
        for (PdfLine line : group) {
            left = Math.min(left, line.left());
        }
        float indent = next.left() - left;
        return indent > 0.8f * size
                && indent < 6 * size
                && (group.size() > 1 || group.getFirst().left() > left - 1);
    }

    private static boolean isShort(List<PdfLine> group, PdfLine last, PdfLine next) {
        float right = next.right();
        for (PdfLine line : group) {
            right = Math.max(right, line.right());
        }
        return last.right() < right - 0.2f * (right - last.left())
                && !Character.isLowerCase(next.first().codePointAt(0));
    }

    /** From the foot of one column to the head of the next. */
    private static boolean continues(PdfLine last, PdfLine next) {
        return !endsSentence(last) && Character.isLowerCase(next.first().codePointAt(0));
    }

    /**
     * A dash, a number or an initial at the start of a line is a mark only where nothing else can
     * be meant.
     */
    private static boolean startsItem(List<PdfLine> group, PdfLine next) {
        if (!isBullet(next)) {
            return false;
        }
        if (SURE_BULLET.matcher(next.first()).matches() || isBullet(group.getFirst())) {
            return true;
        }
        float right = next.right();
        for (PdfLine line : group) {
            right = Math.max(right, line.right());
        }
        PdfLine last = group.getLast();
        return endsSentence(last) || last.right() < right - 0.2f * (right - last.left());
    }

    static boolean endsSentence(PdfLine line) {
        String word = line.last();
        int i = word.length() - 1;
        while (i > 0 && "\"')]”’»".indexOf(word.charAt(i)) >= 0) {
            i--;
        }
        return ".!?:;。！？".indexOf(word.charAt(i)) >= 0;
    }

    static boolean isBullet(PdfLine line) {
        return line.words().size() > 1 && BULLET.matcher(line.first()).matches();
    }

    /** The usual distance between lines, in font sizes; 1.2 where there is nothing to measure. */
    private static float leading(List<PdfLine> lines) {
        float[] gaps = new float[Math.max(0, lines.size() - 1)];
        int count = 0;
        for (int i = 1; i < lines.size(); i++) {
            PdfLine a = lines.get(i - 1);
            PdfLine b = lines.get(i);
            float gap = (b.bottom() - a.bottom()) / Math.max(0.1f, b.fontSize());
            boolean overlap = a.left() < b.right() && b.left() < a.right();
            if (overlap && gap > 0.5f && gap < 3 && Math.abs(a.fontSize() - b.fontSize()) < 0.6f) {
                gaps[count++] = gap;
            }
        }
        if (count < 3) {
            return 1.2f;
        }
        Arrays.sort(gaps, 0, count);
        return Math.max(1, gaps[count / 2]);
    }
}
