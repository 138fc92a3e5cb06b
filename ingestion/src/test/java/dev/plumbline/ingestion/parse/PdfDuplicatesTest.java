package dev.plumbline.ingestion.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.apache.pdfbox.util.Matrix;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class PdfDuplicatesTest {
    private static final PDFont FONT = new PDType1Font(Standard14Fonts.FontName.HELVETICA);
    private static final float[] ODD = {
        0, -0f, 1e-30f, 1e30f, Float.MAX_VALUE, Float.NaN, Float.POSITIVE_INFINITY
    };

    private final PdfDuplicates duplicates = new PdfDuplicates();

    @RepeatedTest(20)
    void keepsWhatPdfBoxKeepsAtRandomPlaces() throws IOException {
        long seed = System.nanoTime();
        var random = new SplittableRandom(seed);
        List<Glyph> glyphs = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            glyphs.add(Glyph.random(random));
        }
        assertThat(kept(glyphs)).as("seed %d", seed).isEqualTo(new PdfBox().kept(glyphs));
    }

    @Test
    void nearnessIsAThirdOfALettersWidth() {
        assertThat(duplicates.isNew("a", 10, 10, 6)).isTrue();
        assertThat(duplicates.isNew("a", 11.9f, 11.9f, 6)).isFalse();
        assertThat(duplicates.isNew("b", 10, 10, 6)).isTrue();
        assertThat(duplicates.isNew("a", 12.1f, 10, 6)).isTrue();
        assertThat(duplicates.isNew("ab", 10, 10, 6)).isTrue();
        assertThat(duplicates.isNew("ab", 10.9f, 10, 6)).isFalse();
        assertThat(duplicates.isNew("ab", 11.1f, 10, 6)).isTrue();
    }

    @Test
    void eachPageBeginsAnew() {
        assertThat(duplicates.isNew("a", 10, 10, 6)).isTrue();
        duplicates.clear();
        assertThat(duplicates.isNew("a", 10, 10, 6)).isTrue();
    }

    private List<Integer> kept(List<Glyph> glyphs) {
        List<Integer> kept = new ArrayList<>();
        for (int i = 0; i < glyphs.size(); i++) {
            TextPosition at = glyphs.get(i).position();
            if (duplicates.isNew(at.getUnicode(), at.getX(), at.getY(), at.getWidth())) {
                kept.add(i);
            }
        }
        return kept;
    }

    private record Glyph(String text, float x, float y, float width) {
        /**
         * Crowded, so that about half are duplicates, and on a grid where many meet a range's very
         * end; one number in fifty is an odd one.
         */
        static Glyph random(SplittableRandom random) {
            String text = "abcdefg".substring(0, random.nextInt(1, 4));
            float width = random.nextInt(9) * 0.75f * text.length();
            return new Glyph(
                    text,
                    number(random, random.nextInt(400) / 4f),
                    number(random, random.nextInt(80) / 4f),
                    number(random, width));
        }

        private static float number(SplittableRandom random, float usual) {
            return random.nextInt(50) == 0 ? ODD[random.nextInt(ODD.length)] : usual;
        }

        TextPosition position() {
            var matrix = new Matrix(10, 0, 0, 10, x, y);
            return new TextPosition(
                    0,
                    1000,
                    1000,
                    matrix,
                    x + width,
                    y,
                    8,
                    width,
                    3,
                    text,
                    new int[1],
                    FONT,
                    10,
                    10);
        }
    }

    /** PDFBox with its own search. */
    private static final class PdfBox extends PDFTextStripper {
        private final List<TextPosition> pageText = new ArrayList<>();

        List<Integer> kept(List<Glyph> glyphs) {
            setShouldSeparateByBeads(false);
            charactersByArticle.add(pageText);
            List<Integer> kept = new ArrayList<>();
            for (int i = 0; i < glyphs.size(); i++) {
                int before = pageText.size();
                processTextPosition(glyphs.get(i).position());
                if (pageText.size() > before) {
                    kept.add(i);
                }
            }
            return kept;
        }
    }
}
