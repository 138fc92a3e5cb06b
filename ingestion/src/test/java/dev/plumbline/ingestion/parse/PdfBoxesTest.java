package dev.plumbline.ingestion.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Boxes are compared with where PDFBox says that the letters are. */
class PdfBoxesTest {
    private static final PDRectangle CROP = new PDRectangle(10, 20, 500, 700);

    @TempDir Path folder;

    private static Box box(ParsedDocument document, String words) {
        int start = document.text().text().indexOf(words);
        List<Box> boxes = document.boxes(start, start + words.length());
        assertThat(boxes).hasSize(1);
        return boxes.getFirst();
    }

    @Test
    void boxesAreMeasuredFromTheTopLeftOfThePage() throws Exception {
        Path file = new PdfPages().lines(72, 700, "The tank holds nine litres.").save(folder);
        float width = PdfPages.width(PdfPages.PLAIN, 11, "tank");
        float x = 72 + PdfPages.width(PdfPages.PLAIN, 11, "The ");

        Box box = box(InProcess.document(file), "tank");

        assertThat(box.page()).isEqualTo(1);
        assertThat(box.x()).isCloseTo(x, within(0.1f));
        assertThat(box.width()).isCloseTo(width, within(0.1f));
        // the base line is 92 points below the top of a page of 792
        assertThat(box.y()).isLessThan(92).isGreaterThan(92 - 11);
        assertThat(box.y() + box.height()).isGreaterThan(92).isLessThan(92 + 4);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 90, 180, 270})
    void rotationAndCropBoxAreApplied(int degrees) throws Exception {
        Path file =
                new PdfPages()
                        .rotated(degrees, CROP)
                        .turned(degrees, 100, 600, "Turned words stand here.")
                        .save(folder);
        float[] start = shown(degrees, 100 - CROP.getLowerLeftX(), 600 - CROP.getLowerLeftY());
        float width = PdfPages.width(PdfPages.PLAIN, 11, "words");
        float before = PdfPages.width(PdfPages.PLAIN, 11, "Turned ");

        ParsedDocument document = InProcess.document(file);
        Box box = box(document, "words");

        assertThat(box.x()).isCloseTo(start[0] + before, within(0.2f));
        assertThat(box.width()).isCloseTo(width, within(0.2f));
        assertThat(box.y()).isBetween(start[1] - 11, start[1]);
        assertThat(box.y() + box.height()).isBetween(start[1], start[1] + 4);
    }

    /** A point of the page as a viewer shows it, turned clockwise. */
    private static float[] shown(int degrees, float x, float y) {
        float width = CROP.getWidth();
        float height = CROP.getHeight();
        return switch (degrees) {
            case 90 -> new float[] {y, x};
            case 180 -> new float[] {width - x, y};
            case 270 -> new float[] {height - y, width - x};
            default -> new float[] {x, height - y};
        };
    }

    @Test
    void rangesOverLinesHaveABoxForEach() throws Exception {
        Path file =
                new PdfPages()
                        .lines(72, 700, "The tank holds nine litres of", "water, and oil too.")
                        .save(folder);
        ParsedDocument document = InProcess.document(file);
        int start = document.text().text().indexOf("nine");
        int end = document.text().text().indexOf("water") + 5;

        List<Box> boxes = document.boxes(start, end);

        assertThat(boxes).hasSize(2);
        assertThat(boxes.getLast().x()).isCloseTo(72, within(0.1f));
        assertThat(boxes.getLast().width())
                .isCloseTo(PdfPages.width(PdfPages.PLAIN, 11, "water,"), within(0.2f));
        assertThat(boxes.getLast().y() - boxes.getFirst().y()).isCloseTo(14, within(0.1f));
        assertThat(document.boxes(start, start)).isEmpty();
    }

    @Test
    void everyWordStandsWherePdfBoxFindsItsLetters() throws Exception {
        Path file =
                new PdfPages()
                        .line(PdfPages.BOLD, 18, 72, 720, "Pumps and valves")
                        .lines(72, 690, "A pump moves water.", "A valve stops it.")
                        .save(folder);
        ParsedDocument document = InProcess.document(file);

        for (TextPosition letter : letters(file)) {
            float x = letter.getXDirAdj() + letter.getWidthDirAdj() / 2;
            float y = letter.getYDirAdj() - letter.getHeightDir() / 2;
            List<Word> at =
                    document.words().stream()
                            .filter(w -> w.x() <= x && x <= w.x() + w.width())
                            .filter(w -> w.y() <= y && y <= w.y() + w.height())
                            .toList();
            assertThat(at).as(letter.getUnicode()).hasSize(1);
            assertThat(document.text().slice(at.getFirst().start(), at.getFirst().end()))
                    .contains(letter.getUnicode());
        }
    }

    private static List<TextPosition> letters(Path file) throws IOException {
        var letters = new ArrayList<TextPosition>();
        try (var pdf = Loader.loadPDF(file.toFile())) {
            new PDFTextStripper() {
                @Override
                protected void processTextPosition(TextPosition text) {
                    if (!text.getUnicode().isBlank()) {
                        letters.add(text);
                    }
                    super.processTextPosition(text);
                }
            }.getText(pdf);
        }
        return letters;
    }
}
