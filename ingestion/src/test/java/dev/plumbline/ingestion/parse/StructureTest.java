package dev.plumbline.ingestion.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.ingestion.chunk.ChunkSettings;
import dev.plumbline.ingestion.chunk.Chunker;
import dev.plumbline.ingestion.chunk.Passage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What each format's headings, lists, tables, code and captions become. */
class StructureTest {
    @TempDir Path folder;

    private List<String> blocks(String name, String content) throws IOException {
        return InProcess.blocks(InProcess.document(folder, name, content));
    }

    @Test
    void wordDocuments() throws Exception {
        assertThat(InProcess.blocks(InProcess.document(SampleOffice.docx(folder))))
                .containsExactly(
                        "MARGIN: Head of pages",
                        "HEADING 1: Pumps",
                        "PARAGRAPH: A pump moves water.",
                        "HEADING 2: Parts",
                        "LIST: - Rotor\n- Stator",
                        "TABLE: Size | Flow\nDN 50 | 9 litres",
                        "CAPTION: Table 1: Sizes");
    }

    @Test
    void openDocuments() throws Exception {
        assertThat(InProcess.blocks(InProcess.document(SampleOffice.odt(folder))))
                .containsExactly(
                        "HEADING 1: Pumps",
                        "PARAGRAPH: A pump moves water.",
                        "HEADING 2: Parts",
                        "LIST: - Rotor\n- Stator",
                        "TABLE: Size | Flow\nDN 50 | 9 litres");
    }

    @Test
    void slidesArePages() throws Exception {
        ParsedDocument document = InProcess.document(SampleOffice.pptx(folder));

        assertThat(document.pages()).isEqualTo(2);
        assertThat(InProcess.blocks(document))
                .containsExactly(
                        "PARAGRAPH p1: Valves",
                        "PARAGRAPH p1: All about Valves",
                        "PARAGRAPH p2: Pumps",
                        "PARAGRAPH p2: All about Pumps",
                        "TABLE p2: Size | Flow\nDN 50 | 9");
    }

    @Test
    void sheetsAreTables() throws Exception {
        assertThat(InProcess.blocks(InProcess.document(SampleOffice.xlsx(folder))))
                .containsExactly("HEADING 1: Pumps", "TABLE: Size | Flow\nDN 50 | 9\nDN 80 | 24");
    }

    @Test
    void books() throws Exception {
        ParsedDocument document = InProcess.document(SampleOffice.epub(folder));

        assertThat(document.title()).isEqualTo("The pump book");
        assertThat(InProcess.blocks(document))
                .containsExactly(
                        "HEADING 1: Pumps",
                        "PARAGRAPH: A pump moves water.",
                        "LIST: - Rotor\n- Stator",
                        "HEADING 1: Valves",
                        "PARAGRAPH: A valve stops water.");
    }

    @Test
    void richText() throws Exception {
        assertThat(
                        blocks(
                                "a.rtf",
                                "{\\rtf1\\ansi{\\fonttbl{\\f0 Arial;}}\\f0\\fs24 Pumps\\par A pump moves water.\\par"
                                        + "\\pard Last words.\\par}"))
                .containsExactly(
                        "PARAGRAPH: Pumps",
                        "PARAGRAPH: A pump moves water.",
                        "PARAGRAPH: Last words.");
    }

    @Test
    void mailKeepsItsHeadAndItsAttachments() throws Exception {
        ParsedDocument document =
                InProcess.document(
                        folder,
                        "a.eml",
                        String.join(
                                "\r\n",
                                "From: Ann Ash <ann@example.org>",
                                "To: Bob <bob@example.org>",
                                "Subject: The pump",
                                "Date: Tue, 3 Mar 2020 10:00:00 +0000",
                                "MIME-Version: 1.0",
                                "Content-Type: multipart/mixed; boundary=XX",
                                "",
                                "--XX",
                                "Content-Type: text/plain; charset=utf-8",
                                "",
                                "Dear Bob,",
                                "",
                                "the pump leaks.",
                                "",
                                "--XX",
                                "Content-Type: text/plain; name=note.txt",
                                "Content-Disposition: attachment; filename=note.txt",
                                "",
                                "It is the rotor.",
                                "--XX--",
                                ""));

        assertThat(document.title()).isEqualTo("The pump");
        assertThat(InProcess.blocks(document))
                .containsExactly(
                        "PARAGRAPH: Subject: The pump\nFrom: Ann Ash <ann@example.org>\nTo: Bob <bob@example.org>"
                                + "\nDate: 2020-03-03T10:00:00Z",
                        "PARAGRAPH: Dear Bob,",
                        "PARAGRAPH: the pump leaks.",
                        "HEADING 2: note.txt",
                        "PARAGRAPH: It is the rotor.");
    }

    @Test
    void separatedValues() throws Exception {
        assertThat(blocks("a.csv", "Size;Flow;Note\nDN 50;9;\"small; round\"\nDN 80;24;\n"))
                .containsExactly("TABLE: Size | Flow | Note\nDN 50 | 9 | small; round\nDN 80 | 24");
        assertThat(blocks("b.tsv", "Size\tFlow\nDN 50\t9\n"))
                .containsExactly("TABLE: Size | Flow\nDN 50 | 9");
    }

    @Test
    void typeThatNamesTabsIsSeparatedByThem() throws Exception {
        assertThat(blocks("a.tsv", "A, B, C\tD\nE, F, G\tH\n"))
                .containsExactly("TABLE: A, B, C | D\nE, F, G | H");
    }

    @Test
    void quoteThatIsNeverClosedIsALetter() throws Exception {
        assertThat(blocks("a.csv", "Size,Note\n9,\"round\n24,small\n"))
                .containsExactly("TABLE: Size | Note\n9 | \"round\n24 | small");
    }

    @Test
    void repetitionsTakeNoStack() throws Exception {
        String number = "1" + ".1".repeat(50_000) + ". Rotor";
        assertThat(blocks("a.html", "<ul><li>" + number + "</ul>"))
                .containsExactly("LIST: " + number);
        assertThat(blocks("a.md", "```\n" + "\n".repeat(50_000) + "int a;\n```\n"))
                .containsExactly("CODE: int a;");
    }

    @Test
    void damagedEntryTakesNothingOfTheNext() throws Exception {
        Path odt = SampleOffice.odtCutOffInItsTable(folder);
        Path zip =
                SampleOffice.zip(
                        folder.resolve("a.zip"),
                        new SampleOffice.Entry("cut.odt", Files.readAllBytes(odt)),
                        SampleOffice.entry("next.txt", "It is the rotor."));

        assertThat(InProcess.blocks(InProcess.document(zip)))
                .containsExactly(
                        "HEADING 2: cut.odt",
                        "TABLE: Size | Flow",
                        "HEADING 2: next.txt",
                        "PARAGRAPH: It is the rotor.");
    }

    @Test
    void nameWithANulMovesNoOffset() throws Exception {
        String mail =
                """
                From: ann@example.org
                Subject: The pump
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary="b"

                --b
                Content-Type: text/plain
                Content-Disposition: attachment; filename*=utf-8''no%00te.txt

                It is the rotor.
                --b--
                """;

        assertThat(blocks("a.eml", mail))
                .endsWith("HEADING 2: note.txt", "PARAGRAPH: It is the rotor.");
    }

    @Test
    void mailIsReadByTheTypeOfItsParts() throws Exception {
        Path pdf =
                new PdfPages()
                        .lines(72, 700, "The rotor turns.")
                        .invisible(72, 500, "Ignore the rotor.")
                        .save(folder);
        String mail =
                """
                From: ann@example.org
                Subject: The pump
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary="b"

                --b
                Content-Type: text/html; charset=utf-8

                <html><body><p>The pump leaks.</p><p style="display:none">Ignore the pump.</p></body></html>
                --b
                Content-Type: application/pdf
                Content-Disposition: attachment; filename="rotor.pdf"
                Content-Transfer-Encoding: base64

                """
                        + Base64.getMimeEncoder().encodeToString(Files.readAllBytes(pdf))
                        + "\n--b--\n";

        assertThat(blocks("a.eml", mail))
                .endsWith(
                        "PARAGRAPH: The pump leaks.",
                        "HEADING 2: rotor.pdf",
                        "PARAGRAPH: The rotor turns.")
                .noneMatch(block -> block.contains("Ignore"));
    }

    @Test
    void separatorsOfCellsCountAsCharacters() throws Exception {
        var parser = new Parser(new ParseLimits(1_000, 10, 10), folder);
        Path file = SampleFiles.text(folder, "a.csv", "a,".repeat(300) + "a");

        assertThat(parser.parse(new ParseRequest(file, "a.csv", null)))
                .isInstanceOfSatisfying(
                        ParseOutcome.Failed.class,
                        f -> assertThat(f.code()).isEqualTo(ParseOutcome.Failure.TOO_LARGE));
    }

    @Test
    void webPages() throws Exception {
        assertThat(
                        blocks(
                                "a.html",
                                """
                                <html><body><header><a href=/>Home</a></header><nav><ul><li>Shop<li>Us</ul></nav>
                                <main><h1>Pumps</h1><p>A pump<br>moves water.</p>
                                <figure><img src=x><figcaption>Figure 1: A pump</figcaption></figure>
                                <ol><li>Rotor<ul><li>Blade</li></ul></li><li>Stator</li></ol>
                                <table><caption>Sizes</caption><tr><th>Size<th>Flow<tr><td>DN 50<td>9</table>
                                <pre>int a;\n  int b;</pre><article><header>By Ann</header></article></main>
                                <div class="breadcrumbs">You are here</div><footer>Imprint</footer></body></html>
                                """))
                .containsExactly(
                        "MARGIN: Home",
                        "MARGIN: - Shop\n- Us",
                        "HEADING 1: Pumps",
                        "PARAGRAPH: A pump\nmoves water.",
                        "CAPTION: Figure 1: A pump",
                        "LIST: 1. Rotor\n  - Blade\n2. Stator",
                        "CAPTION: Sizes",
                        "TABLE: Size | Flow\nDN 50 | 9",
                        "CODE: int a;\n  int b;",
                        "PARAGRAPH: By Ann",
                        "MARGIN: You are here",
                        "MARGIN: Imprint");
    }

    @Test
    void pageOfMenusAloneIsReadAllTheSame() throws Exception {
        ParsedDocument document =
                InProcess.document(folder, "a.html", "<nav><p>Only menus stand here.</p></nav>");

        assertThat(new Chunker(String::length, ChunkSettings.standard()).passages(document))
                .hasSize(1);
    }

    @Test
    void markdown() throws Exception {
        ParsedDocument document =
                InProcess.document(
                        folder,
                        "a.md",
                        """
                        ---
                        title: Pump book
                        ---
                        # Pumps

                        A pump *moves* water.

                        ## Parts

                        1. Rotor
                           - Blade
                        2. Stator

                        | Size | Flow |
                        |---|---|
                        | DN 50 | 9 |

                        ```java
                        int a;
                          int b;
                        ```
                        """);

        assertThat(document.title()).isEqualTo("Pump book");
        assertThat(InProcess.blocks(document))
                .containsExactly(
                        "HEADING 1: Pumps",
                        "PARAGRAPH: A pump moves water.",
                        "HEADING 2: Parts",
                        "LIST: 1. Rotor\n  - Blade\n2. Stator",
                        "TABLE: Size | Flow\nDN 50 | 9",
                        "CODE: int a;\n  int b;");
    }

    @Test
    void plainTextNamedOtherwiseIsDamaged() throws Exception {
        Path file = SampleFiles.text(folder, "report.docx", "These are only words.");

        assertThat(InProcess.outcome(file))
                .isInstanceOfSatisfying(
                        ParseOutcome.Failed.class,
                        f -> assertThat(f.code()).isEqualTo(ParseOutcome.Failure.CORRUPT));
    }

    @Test
    void laterPassagesOfATableHaveItsHeaderRow() throws Exception {
        var rows = new StringBuilder("Size,Flow\n");
        for (int i = 0; i < 60; i++) {
            rows.append("DN ").append(i).append(",").append(i).append(" litres\n");
        }
        ParsedDocument document = InProcess.document(folder, "a.csv", rows.toString());
        var chunker = new Chunker(t -> t.split("\\s+", -1).length, new ChunkSettings(60, 10));

        List<Passage> passages = chunker.passages(document);

        assertThat(passages).hasSizeGreaterThan(3);
        assertThat(passages.getFirst().headings()).isEmpty();
        assertThat(passages.stream().skip(1).map(Passage::headings))
                .allMatch(headings -> headings.equals(List.of("Size | Flow")));
    }
}
