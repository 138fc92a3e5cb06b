package dev.plumbline.ingestion.parse;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.poi.wp.usermodel.HeaderFooterType;
import org.apache.poi.xslf.usermodel.XMLSlideShow;
import org.apache.poi.xslf.usermodel.XSLFTable;
import org.apache.poi.xslf.usermodel.XSLFTextShape;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFTable;

/** Makes small office files with headings, lists and tables. */
final class SampleOffice {
    private SampleOffice() {}

    static Path docx(Path folder) throws IOException {
        Path file = folder.resolve("a.docx");
        try (var document = new XWPFDocument();
                OutputStream out = Files.newOutputStream(file)) {
            styles(document, "heading 1", "heading 2", "caption", "header", "List Paragraph");
            paragraph(document, "heading1", "Pumps");
            paragraph(document, null, "A pump moves water.");
            paragraph(document, "heading2", "Parts");
            var numbering = document.createNumbering();
            var list =
                    org.openxmlformats.schemas.wordprocessingml.x2006.main.CTAbstractNum.Factory
                            .newInstance();
            list.setAbstractNumId(BigInteger.ZERO);
            var level = list.addNewLvl();
            level.setIlvl(BigInteger.ZERO);
            level.addNewNumFmt()
                    .setVal(
                            org.openxmlformats.schemas.wordprocessingml.x2006.main.STNumberFormat
                                    .BULLET);
            level.addNewLvlText().setVal("\u2022");
            BigInteger id =
                    numbering.addNum(
                            numbering.addAbstractNum(
                                    new org.apache.poi.xwpf.usermodel.XWPFAbstractNum(list)));
            for (String part : new String[] {"Rotor", "Stator"}) {
                paragraph(document, "ListParagraph", part).setNumID(id);
            }
            XWPFTable table = document.createTable(2, 2);
            table.getRow(0).getCell(0).setText("Size");
            table.getRow(0).getCell(1).setText("Flow");
            table.getRow(1).getCell(0).setText("DN 50");
            table.getRow(1).getCell(1).setText("9 litres");
            paragraph(document, "caption", "Table 1: Sizes");
            XWPFParagraph head = document.createHeader(HeaderFooterType.DEFAULT).createParagraph();
            head.setStyle("header");
            head.createRun().setText("Head of pages");
            document.write(out);
        }
        return file;
    }

    private static void styles(XWPFDocument document, String... names) {
        var styles = document.createStyles();
        for (String name : names) {
            var style =
                    org.openxmlformats.schemas.wordprocessingml.x2006.main.CTStyle.Factory
                            .newInstance();
            style.setStyleId(name.replace(" ", ""));
            style.addNewName().setVal(name);
            styles.addStyle(new org.apache.poi.xwpf.usermodel.XWPFStyle(style));
        }
    }

    private static XWPFParagraph paragraph(
            XWPFDocument document, @org.jspecify.annotations.Nullable String style, String text) {
        XWPFParagraph paragraph = document.createParagraph();
        if (style != null) {
            paragraph.setStyle(style);
        }
        paragraph.createRun().setText(text);
        return paragraph;
    }

    static Path pptx(Path folder) throws IOException {
        Path file = folder.resolve("a.pptx");
        try (var show = new XMLSlideShow();
                OutputStream out = Files.newOutputStream(file)) {
            var layout =
                    show.getSlideMasters()
                            .getFirst()
                            .getLayout(org.apache.poi.xslf.usermodel.SlideLayout.TITLE_AND_CONTENT);
            for (String title : new String[] {"Valves", "Pumps"}) {
                var slide = show.createSlide(layout);
                XSLFTextShape[] places = slide.getPlaceholders();
                places[0].setText(title);
                places[1].setText("All about " + title);
            }
            XSLFTable table = show.getSlides().get(1).createTable(2, 2);
            table.getCell(0, 0).setText("Size");
            table.getCell(0, 1).setText("Flow");
            table.getCell(1, 0).setText("DN 50");
            table.getCell(1, 1).setText("9");
            show.write(out);
        }
        return file;
    }

    static Path xlsx(Path folder) throws IOException {
        Path file = folder.resolve("a.xlsx");
        try (var book = new XSSFWorkbook();
                OutputStream out = Files.newOutputStream(file)) {
            var sheet = book.createSheet("Pumps");
            String[][] rows = {{"Size", "Flow"}, {"DN 50", "9"}, {"DN 80", "24"}};
            for (int r = 0; r < rows.length; r++) {
                var row = sheet.createRow(r);
                for (int c = 0; c < rows[r].length; c++) {
                    row.createCell(c).setCellValue(rows[r][c]);
                }
            }
            book.write(out);
        }
        return file;
    }

    static Path odt(Path folder) throws IOException {
        return zip(
                folder.resolve("a.odt"),
                "mimetype",
                "application/vnd.oasis.opendocument.text",
                "META-INF/manifest.xml",
                """
                <manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">
                <manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/>
                <manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>
                """,
                "content.xml",
                """
                <?xml version="1.0" encoding="UTF-8"?>
                <office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
                 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
                 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"><office:body><office:text>
                <text:h text:outline-level="1">Pumps</text:h><text:p>A pump moves water.</text:p>
                <text:h text:outline-level="2">Parts</text:h>
                <text:list><text:list-item><text:p>Rotor</text:p></text:list-item>
                <text:list-item><text:p>Stator</text:p></text:list-item></text:list>
                <table:table><table:table-row><table:table-cell><text:p>Size</text:p></table:table-cell>
                <table:table-cell><text:p>Flow</text:p></table:table-cell></table:table-row>
                <table:table-row><table:table-cell><text:p>DN 50</text:p></table:table-cell>
                <table:table-cell><text:p>9 litres</text:p></table:table-cell></table:table-row></table:table>
                </office:text></office:body></office:document-content>
                """);
    }

    /** A text whose XML ends within its table. */
    static Path odtCutOffInItsTable(Path folder) throws IOException {
        return zip(
                folder.resolve("cut.odt"),
                "mimetype",
                "application/vnd.oasis.opendocument.text",
                "content.xml",
                """
                <?xml version="1.0" encoding="UTF-8"?>
                <office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
                 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
                 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"><office:body><office:text>
                <table:table><table:table-row><table:table-cell><text:p>Size</text:p></table:table-cell>
                <table:table-cell><text:p>Flow</text:p></table:table-cell></table:table-row><table:table-row>
                """);
    }

    static Path epub(Path folder) throws IOException {
        return zip(
                folder.resolve("a.epub"),
                "mimetype",
                "application/epub+zip",
                "META-INF/container.xml",
                """
                <container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
                <rootfiles><rootfile full-path="book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>
                """,
                "book.opf",
                """
                <package version="3.0" xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/">
                <metadata><dc:title>The pump book</dc:title></metadata>
                <manifest><item id="one" href="one.xhtml" media-type="application/xhtml+xml"/>
                <item id="two" href="two.xhtml" media-type="application/xhtml+xml"/></manifest>
                <spine><itemref idref="one"/><itemref idref="two"/></spine></package>
                """,
                "one.xhtml",
                """
                <html xmlns="http://www.w3.org/1999/xhtml"><head><title>One</title></head>
                <body><h1>Pumps</h1><p>A pump moves water.</p><ul><li>Rotor</li><li>Stator</li></ul></body></html>
                """,
                "two.xhtml",
                """
                <html xmlns="http://www.w3.org/1999/xhtml"><head><title>Two</title></head>
                <body><h1>Valves</h1><p>A valve stops water.</p></body></html>
                """);
    }

    /** A file within a file. */
    @SuppressWarnings("ArrayRecordComponent") // only written
    record Entry(String name, byte[] content) {}

    static Entry entry(String name, String content) {
        return new Entry(name, content.getBytes(StandardCharsets.UTF_8));
    }

    /** Names and contents by turns. */
    private static Path zip(Path file, String... parts) throws IOException {
        var entries = new Entry[parts.length / 2];
        for (int i = 0; i < entries.length; i++) {
            entries[i] = entry(parts[2 * i], parts[2 * i + 1].strip());
        }
        return zip(file, entries);
    }

    static Path zip(Path file, Entry... entries) throws IOException {
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (Entry entry : entries) {
                zip.putNextEntry(new ZipEntry(entry.name()));
                zip.write(entry.content());
            }
        }
        return file;
    }
}
