package dev.plumbline.ingestion.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A line of a page, in the order in which the page draws it. Coordinates are those of {@link Box}.
 */
final class PdfLine {
    /** In font sizes. */
    private static final float GAP = 1.5f;

    private final List<PdfWord> words = new ArrayList<>();
    private float left = Float.MAX_VALUE;
    private float right = -Float.MAX_VALUE;
    private float top = Float.MAX_VALUE;
    private float bottom = -Float.MAX_VALUE;
    private float sizes;
    private int letters;
    private int boldLetters;
    private int fixedLetters;

    void add(PdfWord word) {
        Box box = word.box();
        words.add(word);
        left = Math.min(left, box.x());
        right = Math.max(right, box.x() + box.width());
        top = Math.min(top, box.y());
        bottom = Math.max(bottom, box.y() + box.height());
        int length = word.text().length();
        sizes += length * word.fontSize();
        letters += length;
        boldLetters += word.bold() ? length : 0;
        fixedLetters += word.fixedPitch() ? length : 0;
    }

    List<PdfWord> words() {
        return words;
    }

    boolean isEmpty() {
        return words.isEmpty();
    }

    float left() {
        return left;
    }

    float right() {
        return right;
    }

    float top() {
        return top;
    }

    float bottom() {
        return bottom;
    }

    /** Font size, averaged over letters. */
    float fontSize() {
        return letters == 0 ? 1 : sizes / letters;
    }

    int letters() {
        return letters;
    }

    boolean bold() {
        return boldLetters * 10 >= letters * 9;
    }

    /** Whether all of it is in letters of one width. */
    boolean fixedPitch() {
        return letters > 0 && fixedLetters * 10 >= letters * 9;
    }

    int page() {
        return words.getFirst().box().page();
    }

    String text() {
        return words.stream().map(PdfWord::text).collect(Collectors.joining(" "));
    }

    /** This line cut where wide gaps are. */
    List<PdfLine> segments() {
        float gap = GAP * fontSize();
        var segments = new ArrayList<PdfLine>();
        var segment = new PdfLine();
        for (PdfWord word : words) {
            boolean wide = !segment.isEmpty() && word.box().x() - segment.right > gap;
            if (wide) {
                segments.add(segment);
                segment = new PdfLine();
            }
            segment.add(word);
        }
        segments.add(segment);
        return segments;
    }

    String first() {
        return words.getFirst().text();
    }

    String last() {
        return words.getLast().text();
    }

    /** A word as the page draws it. */
    record PdfWord(String text, Box box, float fontSize, boolean bold, boolean fixedPitch) {}
}
