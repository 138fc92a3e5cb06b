package dev.plumbline.ingestion.parse;

import java.util.Locale;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDFontDescriptor;

/**
 * What a PDF says of a font.
 *
 * @param ascent in font sizes, above the base line
 * @param descent in font sizes, below it and so negative
 */
record PdfFace(boolean bold, boolean fixedPitch, float ascent, float descent) {
    static PdfFace of(PDFont font) {
        String name = String.valueOf(font.getName()).toLowerCase(Locale.ROOT);
        PDFontDescriptor descriptor = font.getFontDescriptor();
        boolean bold =
                name.contains("bold")
                        || (descriptor != null
                                && (descriptor.isForceBold() || descriptor.getFontWeight() >= 700));
        boolean fixedPitch =
                name.contains("courier")
                        || name.contains("mono")
                        || name.contains("consolas")
                        || (descriptor != null && descriptor.isFixedPitch());
        float ascent = descriptor == null ? 0 : descriptor.getAscent() / 1000;
        float descent = descriptor == null ? 0 : descriptor.getDescent() / 1000;
        return new PdfFace(
                bold,
                fixedPitch,
                ascent > 0.5f && ascent < 1.2f ? ascent : 0.8f,
                descent < -0.05f && descent > -0.5f ? descent : -0.2f);
    }
}
