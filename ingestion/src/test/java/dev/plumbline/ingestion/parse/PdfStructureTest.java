package dev.plumbline.ingestion.parse;

import static dev.plumbline.ingestion.parse.PdfPages.BOLD;
import static dev.plumbline.ingestion.parse.PdfPages.FIXED;
import static dev.plumbline.ingestion.parse.PdfPages.PLAIN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.ingestion.chunk.ChunkSettings;
import dev.plumbline.ingestion.chunk.Chunker;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PdfStructureTest {
    @TempDir Path folder;

    private List<String> blocks(PdfPages pages) throws Exception {
        return InProcess.blocks(InProcess.document(pages.save(folder)));
    }

    @Test
    void pagesWithoutContentsCountAsPages() throws Exception {
        var pages = new PdfPages();
        for (int number = 1; number <= 5; number += 2) {
            pages.lines(72, 700, "A pump moves water from one", "place to the next, day by day.");
            pages.lines(300, 30, Integer.toString(number));
            pages.page().page();
        }

        assertThat(blocks(pages)).contains("MARGIN p1: 1", "MARGIN p3: 3", "MARGIN p5: 5");
    }

    @Test
    void headingsAreToldBySizeAndWeight() throws Exception {
        var pages =
                new PdfPages()
                        .line(PLAIN, 20, 72, 720, "All about pumps")
                        .lines(72, 690, "A pump moves water from one place to", "another.")
                        .line(PLAIN, 15, 72, 650, "Parts")
                        .lines(72, 630, "A pump has a rotor and a stator.")
                        .line(BOLD, 11, 72, 600, "Rotor")
                        .lines(72, 586, "The rotor turns and the water moves.");

        assertThat(blocks(pages))
                .containsExactly(
                        "HEADING 1 p1: All about pumps",
                        "PARAGRAPH p1: A pump moves water from one place to\nanother.",
                        "HEADING 2 p1: Parts",
                        "PARAGRAPH p1: A pump has a rotor and a stator.",
                        "HEADING 3 p1: Rotor",
                        "PARAGRAPH p1: The rotor turns and the water moves.");
    }

    @Test
    void wordsCutAtLineEndsAreWholeAgain() throws Exception {
        var pages =
                new PdfPages()
                        .lines(
                                72,
                                700,
                                "The inter-",
                                "national pump has a well-known low-",
                                "pressure part, sold in 2019-",
                                "2020 as a well-",
                                "known thing.");

        assertThat(blocks(pages))
                .containsExactly(
                        "PARAGRAPH p1: The international pump has a well-known lowpressure part, sold in"
                                + " 2019-\n2020 as a well-\nknown thing.");
    }

    @Test
    void wordThatWasCutHasABoxInEachLine() throws Exception {
        ParsedDocument document =
                InProcess.document(
                        new PdfPages().lines(72, 700, "An inter-", "national pump.").save(folder));

        int start = document.text().text().indexOf("international");
        List<Box> boxes = document.boxes(start, start + "international".length());

        assertThat(boxes).hasSize(2);
        assertThat(boxes.getLast().x()).isEqualTo(72, org.assertj.core.api.Assertions.within(0.5f));
        assertThat(boxes.getLast().y() - boxes.getFirst().y())
                .isEqualTo(14, org.assertj.core.api.Assertions.within(0.1f));
    }

    @Test
    void runningHeadsAndPageNumbersAreMargins() throws Exception {
        var pages = new PdfPages();
        for (int page = 1; page <= 4; page++) {
            pages.line(PLAIN, 9, 72, 760, "The pump book")
                    .lines(
                            72,
                            700,
                            "Words that a reader looks for stand on page "
                                    + List.of("one", "two", "three", "four").get(page - 1)
                                    + ".")
                    .line(PLAIN, 9, 300, 30, "Page " + page + " of 4");
            if (page < 4) {
                pages.page();
            }
        }
        ParsedDocument document = InProcess.document(pages.save(folder));

        assertThat(InProcess.blocks(document).subList(0, 4))
                .containsExactly(
                        "MARGIN p1: The pump book",
                        "PARAGRAPH p1: Words that a reader looks for stand on page one.",
                        "MARGIN p1: Page 1 of 4",
                        "MARGIN p2: The pump book");
        var chunker = new Chunker(String::length, new ChunkSettings(100, 60));
        assertThat(
                        chunker.passages(document).stream()
                                .map(p -> document.text().slice(p.start(), p.end())))
                .containsExactly(
                        "Words that a reader looks for stand on page one.",
                        "Words that a reader looks for stand on page two.",
                        "Words that a reader looks for stand on page three.",
                        "Words that a reader looks for stand on page four.");
    }

    @Test
    void headingsThatCountPagesStayHeadings() throws Exception {
        var pages = new PdfPages();
        for (int page = 1; page <= 4; page++) {
            pages.line(BOLD, 11, 72, 720, "Chapter " + page)
                    .lines(
                            72,
                            700,
                            "Words number " + page * page + " belong to a chapter and stand here.");
            if (page < 4) {
                pages.page();
            }
        }

        assertThat(blocks(pages)).contains("HEADING 1 p2: Chapter 2", "HEADING 1 p4: Chapter 4");
    }

    @Test
    void paragraphsGoOnOverTheEndOfAPage() throws Exception {
        var pages = new PdfPages();
        for (int page = 1; page <= 3; page++) {
            pages.line(PLAIN, 9, 300, 30, String.valueOf(page));
            switch (page) {
                case 1 ->
                        pages.lines(72, 100, "This sentence begins on the first page and goes")
                                .page();
                case 2 -> pages.lines(72, 720, "on over the second one.").page();
                default -> pages.lines(72, 720, "Third page.");
            }
        }
        ParsedDocument document = InProcess.document(pages.save(folder));

        assertThat(InProcess.blocks(document))
                .startsWith(
                        "PARAGRAPH p1: This sentence begins on the first page and goes\non over the"
                                + " second one.",
                        "MARGIN p1: 1");
        assertThat(document.boxes(0, document.blocks().getFirst().end()))
                .extracting(Box::page)
                .containsExactly(1, 2);
    }

    @Test
    void rowsOfAlignedCellsAreATable() throws Exception {
        var pages = new PdfPages().lines(72, 720, "Sizes and flows of our pumps are these:");
        String[][] rows = {
            {"Size", "Flow", "Price"},
            {"DN 50", "9 l", "14.20"},
            {"DN 80", "", "20.00"},
            {"DN 100", "40 l", "31.50"}
        };
        for (int r = 0; r < rows.length; r++) {
            for (int c = 0; c < 3; c++) {
                if (!rows[r][c].isEmpty()) {
                    pages.line(PLAIN, 11, 72 + 120 * c, 690 - 16 * r, rows[r][c]);
                }
            }
        }
        pages.lines(72, 600, "Nothing else is sold.");

        assertThat(blocks(pages))
                .containsExactly(
                        "PARAGRAPH p1: Sizes and flows of our pumps are these:",
                        "TABLE p1: Size | Flow | Price\nDN 50 | 9 l | 14.20\nDN 80 |  | 20.00\nDN 100 | 40 l |"
                                + " 31.50",
                        "PARAGRAPH p1: Nothing else is sold.");
    }

    @Test
    void columnsDrawnSideBySideAreReadOneAfterTheOther() throws Exception {
        var pages = new PdfPages();
        String[] left = {
            "The left column starts here and it",
            "goes on for some lines that are",
            "long enough to be prose and end."
        };
        String[] right = {
            "Here the right column follows with",
            "other words, which nobody mixes up",
            "with those at the left of it."
        };
        for (int i = 0; i < 3; i++) {
            pages.line(PLAIN, 11, 60, 700 - 14 * i, left[i])
                    .line(PLAIN, 11, 320, 700 - 14 * i, right[i]);
        }

        assertThat(blocks(pages))
                .containsExactly(
                        "PARAGRAPH p1: " + String.join("\n", left),
                        "PARAGRAPH p1: " + String.join("\n", right));
    }

    @Test
    void itemsAreOneList() throws Exception {
        var pages =
                new PdfPages()
                        .lines(72, 700, "Bring these things:")
                        .lines(
                                90,
                                680,
                                "\u2022 a rotor",
                                "\u2022 a stator, which is the part that",
                                "   stands still",
                                "\u2022 water")
                        .lines(72, 600, "Then begin.");

        assertThat(blocks(pages))
                .containsExactly(
                        "PARAGRAPH p1: Bring these things:",
                        "LIST p1: \u2022 a rotor\n\u2022 a stator, which is the part that\nstands still\n\u2022 water",
                        "PARAGRAPH p1: Then begin.");
    }

    @Test
    void dashesAndInitialsAtLineStartsBeginNoItem() throws Exception {
        var pages =
                new PdfPages()
                        .lines(
                                72,
                                700,
                                "The pump was built by the engineer",
                                "J. Smith and it was sold by others",
                                "- so they say - for much money.");

        assertThat(blocks(pages)).hasSize(1);
    }

    @Test
    void captionsAndCodeAreToldApart() throws Exception {
        var pages =
                new PdfPages()
                        .lines(72, 700, "Figure 2: A pump with a rotor")
                        .line(FIXED, 10, 72, 660, "if (wet) {")
                        .line(FIXED, 10, 84, 648, "pump();")
                        .line(FIXED, 10, 72, 636, "}")
                        .lines(
                                72,
                                600,
                                "Figure 2 shows a pump that has a rotor and",
                                "a stator, and it is wet.");

        assertThat(blocks(pages))
                .containsExactly(
                        "CAPTION p1: Figure 2: A pump with a rotor",
                        "CODE p1: if (wet) {\n  pump();\n}",
                        "PARAGRAPH p1: Figure 2 shows a pump that has a rotor and\na stator, and it is wet.");
    }

    @Test
    void invisibleTextIsLeftOut() throws Exception {
        var pages = new PdfPages().lines(72, 700, "Seen by all.").invisible(72, 600, "Unseen.");

        assertThat(blocks(pages)).containsExactly("PARAGRAPH p1: Seen by all.");
    }

    @Test
    void doubledLettersAreReadOnceUnlessTheyStandForOtherText() throws Exception {
        var pages =
                new PdfPages()
                        .lines(72, 700, "Bold.")
                        .lines(72.3f, 700, "Bold.")
                        .replaced(72, 600, "x", "one")
                        .replaced(72, 600, "x", "two")
                        .lines(72, 500, "Again.")
                        .lines(72.3f, 500, "Again.");

        assertThat(blocks(pages))
                .containsExactly(
                        "PARAGRAPH p1: Bold.", "PARAGRAPH p1: onetwo", "PARAGRAPH p1: Again.");
    }
}
