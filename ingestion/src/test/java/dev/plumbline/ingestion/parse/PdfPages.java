package dev.plumbline.ingestion.parse;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.documentinterchange.markedcontent.PDPropertyList;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;
import org.apache.pdfbox.util.Matrix;

/** Makes PDFs line by line; coordinates as PDF has them, origin bottom left. */
final class PdfPages implements AutoCloseable {
    static final FontName PLAIN = FontName.HELVETICA;
    static final FontName BOLD = FontName.HELVETICA_BOLD;
    static final FontName FIXED = FontName.COURIER;

    private final PDDocument document = new PDDocument();

    /** Fonts belong to one document. */
    private final Map<FontName, PDFont> fonts = new EnumMap<>(FontName.class);

    private PDPage page = new PDPage();

    PdfPages() {
        document.addPage(page);
    }

    PdfPages page() {
        page = new PDPage();
        document.addPage(page);
        return this;
    }

    PdfPages rotated(int degrees, PDRectangle crop) {
        page.setRotation(degrees);
        page.setCropBox(crop);
        return this;
    }

    /** Width of a text in points. */
    static float width(FontName font, float size, String text) throws IOException {
        return new PDType1Font(font).getStringWidth(text) / 1000 * size;
    }

    private PDFont font(FontName name) {
        return fonts.computeIfAbsent(name, PDType1Font::new);
    }

    PdfPages line(FontName font, float size, float x, float y, String text) throws IOException {
        try (var content =
                new PDPageContentStream(
                        document, page, PDPageContentStream.AppendMode.APPEND, false, true)) {
            content.beginText();
            content.setFont(font(font), size);
            content.newLineAtOffset(x, y);
            content.showText(text);
            content.endText();
        }
        return this;
    }

    /** A line of 11 points, turned counterclockwise about its start. */
    PdfPages turned(int degrees, float x, float y, String text) throws IOException {
        try (var content =
                new PDPageContentStream(
                        document, page, PDPageContentStream.AppendMode.APPEND, false, true)) {
            content.beginText();
            content.setFont(font(PLAIN), 11);
            content.setTextMatrix(Matrix.getRotateInstance(Math.toRadians(degrees), x, y));
            content.showText(text);
            content.endText();
        }
        return this;
    }

    /** Lines of 11 points, 14 below each other. */
    PdfPages lines(float x, float y, String... texts) throws IOException {
        for (int i = 0; i < texts.length; i++) {
            line(PLAIN, 11, x, y - 14 * i, texts[i]);
        }
        return this;
    }

    PdfPages invisible(float x, float y, String text) throws IOException {
        try (var content =
                new PDPageContentStream(
                        document, page, PDPageContentStream.AppendMode.APPEND, false, true)) {
            content.beginText();
            content.setRenderingMode(
                    org.apache.pdfbox.pdmodel.graphics.state.RenderingMode.NEITHER);
            content.setFont(font(PLAIN), 11);
            content.newLineAtOffset(x, y);
            content.showText(text);
            content.endText();
        }
        return this;
    }

    /** A line that stands for another text. */
    PdfPages replaced(float x, float y, String shown, String text) throws IOException {
        try (var content =
                new PDPageContentStream(
                        document, page, PDPageContentStream.AppendMode.APPEND, false, true)) {
            var properties = new COSDictionary();
            properties.setString(COSName.ACTUAL_TEXT, text);
            content.beginMarkedContent(
                    COSName.getPDFName("Span"), PDPropertyList.create(properties));
            content.beginText();
            content.setFont(font(PLAIN), 11);
            content.newLineAtOffset(x, y);
            content.showText(shown);
            content.endText();
            content.endMarkedContent();
        }
        return this;
    }

    Path save(Path folder) throws IOException {
        Path file = folder.resolve("pages.pdf");
        document.save(file.toFile());
        close();
        return file;
    }

    @Override
    public void close() throws IOException {
        document.close();
    }
}
