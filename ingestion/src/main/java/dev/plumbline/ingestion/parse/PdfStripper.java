package dev.plumbline.ingestion.parse;

import dev.plumbline.ingestion.CanonicalText;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.apache.pdfbox.util.Matrix;
import org.jspecify.annotations.Nullable;

/** The one pass over a PDF: lines of words with their boxes, page by page. */
final class PdfStripper extends PDFTextStripper {
    private final Budget budget;
    private final List<List<PdfLine>> pages = new ArrayList<>();
    private final List<PageSize> sizes = new ArrayList<>();
    private List<PdfLine> lines = new ArrayList<>();
    private PdfLine line = new PdfLine();
    private float cropWidth;
    private float cropHeight;
    private int rotation;
    private final List<TextPosition> unseen = new ArrayList<>();
    private final PdfDuplicates duplicates = new PdfDuplicates();
    private final Deque<Boolean> marked = new ArrayDeque<>();
    private final IdentityHashMap<PDFont, PdfFace> faces = new IdentityHashMap<>();
    private boolean hasPictures;
    private boolean seen;

    /** Whether what is drawn stands for another text, of which nothing is a duplicate. */
    private boolean replaced;

    PdfStripper(Budget budget) {
        this.budget = budget;
        setSuppressDuplicateOverlappingText(false); // it is done here
    }

    /** Lines of each page, up to the last that has contents. */
    List<List<PdfLine>> pages() {
        return pages;
    }

    List<PageSize> sizes() {
        return sizes;
    }

    @Override
    protected void startPage(PDPage page) throws IOException {
        PDRectangle crop = page.getCropBox();
        cropWidth = crop.getWidth();
        cropHeight = crop.getHeight();
        rotation = Math.floorMod(page.getRotation(), 360);
        boolean lies = rotation == 90 || rotation == 270;
        pad(getCurrentPageNo() - 1);
        sizes.add(lies ? new PageSize(cropHeight, cropWidth) : new PageSize(cropWidth, cropHeight));
        lines = new ArrayList<>();
        line = new PdfLine();
        hasPictures = hasPictures(page);
        unseen.clear();
        seen = false;
        duplicates.clear();
        faces.clear();
    }

    @Override
    public void beginMarkedContentSequence(COSName tag, @Nullable COSDictionary properties) {
        replaced = properties != null && properties.getString(COSName.ACTUAL_TEXT) != null;
        marked.push(replaced);
        super.beginMarkedContentSequence(tag, properties);
    }

    @Override
    public void endMarkedContentSequence() {
        if (!marked.isEmpty() && marked.pop()) {
            replaced = false;
        }
        super.endMarkedContentSequence();
    }

    /**
     * Invisible text is the text of a picture, as scanners write it; on a page without pictures it
     * is meant for nobody.
     */
    @Override
    protected void processTextPosition(TextPosition text) {
        boolean invisible =
                getGraphicsState().getTextState().getRenderingMode() == RenderingMode.NEITHER;
        if (invisible && !hasPictures) {
            unseen.add(text);
        } else {
            seen = true;
            show(text);
        }
    }

    private void show(TextPosition text) {
        if (replaced
                || duplicates.isNew(text.getUnicode(), text.getX(), text.getY(), text.getWidth())) {
            super.processTextPosition(text);
        }
    }

    /** A page with nothing but invisible text is a scanned one all the same. */
    @Override
    protected void writePage() throws IOException {
        if (!seen) {
            unseen.forEach(this::show);
        }
        super.writePage();
    }

    private static boolean hasPictures(PDPage page) {
        PDResources resources = page.getResources();
        return resources != null && resources.getXObjectNames().iterator().hasNext();
    }

    @Override
    protected void endPage(PDPage page) {
        endLine();
        pages.add(lines);
    }

    /** Pages without contents are passed over: they are pages all the same. */
    private void pad(int number) {
        while (pages.size() < number) {
            pages.add(List.of());
            sizes.add(new PageSize(0, 0));
        }
    }

    @Override
    protected void writeLineSeparator() {
        endLine();
    }

    @Override
    protected void writeParagraphStart() {
        endLine();
    }

    @Override
    protected void writeParagraphEnd() {
        endLine();
    }

    @Override
    protected void writePageEnd() {
        endLine();
    }

    @Override
    protected void writeWordSeparator() {
        // Each string that is written is a word or more; the space between is written with the
        // text.
    }

    @Override
    protected void writeString(String text, List<TextPosition> positions) {
        budget.characters(text.length() + 1);
        if (positions.isEmpty()) {
            return;
        }
        if (text.indexOf(' ') < 0 && text.indexOf('\u00a0') < 0) {
            word(text, positions);
        } else {
            split(text, positions);
        }
    }

    /**
     * A string with spaces becomes words where its letters can be told apart, and stays one box
     * where they can't.
     */
    private void split(String text, List<TextPosition> positions) {
        var joined = new StringBuilder();
        for (TextPosition position : positions) {
            joined.append(position.getUnicode());
        }
        if (!joined.toString().equals(text)) {
            for (String part : text.strip().split("[ \u00a0]+")) {
                word(part, positions);
            }
            return;
        }
        int from = 0;
        var word = new StringBuilder();
        for (int i = 0; i < positions.size(); i++) {
            String unicode = positions.get(i).getUnicode();
            if (unicode.isBlank() || unicode.equals("\u00a0")) {
                word(word.toString(), positions.subList(from, i));
                word.setLength(0);
                from = i + 1;
            } else {
                word.append(unicode);
            }
        }
        word(
                word.toString(),
                positions.subList(Math.min(from, positions.size()), positions.size()));
    }

    private void word(String raw, List<TextPosition> positions) {
        String text = CanonicalText.normalised(raw).text().strip();
        if (text.isEmpty() || positions.isEmpty()) {
            return;
        }
        text = text.indexOf('\n') < 0 ? text : text.replace('\n', ' ');
        TextPosition first = positions.getFirst();
        float size = fontSize(first);
        PdfFace face = face(first);
        line.add(new PdfLine.PdfWord(text, box(positions), size, face.bold(), face.fixedPitch()));
    }

    private void endLine() {
        if (!line.isEmpty()) {
            lines.add(line);
            line = new PdfLine();
        }
    }

    private static float fontSize(TextPosition position) {
        Matrix matrix = position.getTextMatrix();
        float size = length(matrix.getValue(1, 0), matrix.getValue(1, 1));
        return size > 1 && size < 1000 ? size : Math.max(1, position.getHeight() * 1.4f);
    }

    /** Most text stands upright, where nothing is to be squared. */
    private static float length(float x, float y) {
        return x == 0 ? Math.abs(y) : (float) Math.hypot(x, y);
    }

    private PdfFace face(TextPosition position) {
        return faces.computeIfAbsent(position.getFont(), PdfFace::of);
    }

    /** The smallest rectangle about some letters, as the page is shown. */
    private Box box(List<TextPosition> positions) {
        float left = Float.MAX_VALUE;
        float top = Float.MAX_VALUE;
        float right = -Float.MAX_VALUE;
        float bottom = -Float.MAX_VALUE;
        for (TextPosition position : positions) {
            Matrix matrix = position.getTextMatrix();
            float upX = matrix.getValue(1, 0);
            float upY = matrix.getValue(1, 1);
            float length = length(upX, upY);
            float size = fontSize(position);
            upX = length > 0 ? upX / length * size : 0;
            upY = length > 0 ? upY / length * size : size;
            PdfFace face = face(position);
            for (int corner = 0; corner < 4; corner++) {
                float rise = (corner & 1) == 0 ? face.ascent() : face.descent();
                float x =
                        ((corner & 2) == 0 ? matrix.getTranslateX() : position.getEndX())
                                + upX * rise;
                float y =
                        ((corner & 2) == 0 ? matrix.getTranslateY() : position.getEndY())
                                + upY * rise;
                float shownX = shownX(x, y);
                float shownY = shownY(x, y);
                left = Math.min(left, shownX);
                right = Math.max(right, shownX);
                top = Math.min(top, shownY);
                bottom = Math.max(bottom, shownY);
            }
        }
        return new Box(getCurrentPageNo(), left, top, right - left, bottom - top);
    }

    private float shownX(float x, float y) {
        return switch (rotation) {
            case 90 -> y;
            case 180 -> cropWidth - x;
            case 270 -> cropHeight - y;
            default -> x;
        };
    }

    private float shownY(float x, float y) {
        return switch (rotation) {
            case 90 -> x;
            case 180 -> y;
            case 270 -> cropWidth - x;
            default -> cropHeight - y;
        };
    }
}
