package dev.plumbline.ingestion.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.ingestion.chunk.ChunkSettings;
import dev.plumbline.ingestion.chunk.Chunker;
import dev.plumbline.ingestion.chunk.Passage;
import java.io.IOException;
import java.nio.file.Path;
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
