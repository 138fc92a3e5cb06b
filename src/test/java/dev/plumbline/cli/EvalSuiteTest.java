package dev.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvalSuiteTest {
    @TempDir private Path folder = Path.of("");

    /** A Word file of one paragraph. */
    private static void word(Path file, String text) throws IOException {
        String types =
                "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
                        + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
                        + "<Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>";
        String rels =
                "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
                        + "<Relationship Id=\"r\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/></Relationships>";
        String document =
                "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body><w:p><w:r><w:t>"
                        + text
                        + "</w:t></w:r></w:p></w:body></w:document>";
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            String[][] parts = {
                {"[Content_Types].xml", types},
                {"_rels/.rels", rels},
                {"word/document.xml", document}
            };
            for (String[] part : parts) {
                zip.putNextEntry(new ZipEntry(part[0]));
                zip.write(part[1].getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    @Test
    void filesOfOtherFormatsAreParsedAndWhatCannotBeReadIsToldAndLeftOut() throws IOException {
        Path corpus = Files.createDirectories(folder.resolve("corpus"));
        word(
                corpus.resolve("mill.docx"),
                "The northern mill ground corn until the winter of 1902.");
        Files.writeString(corpus.resolve("note.txt"), "A brook of nine miles drives the wheel.");
        Files.write(corpus.resolve("blob.bin"), new byte[] {0, 1, 2, 3, (byte) 255});
        Files.writeString(corpus.resolve(".hidden.txt"), "Nobody should read this line here.");
        Path out = folder.resolve("out");
        Ended ended =
                Ended.run(
                        "eval",
                        "suite",
                        "--corpus",
                        corpus.toString(),
                        "--out",
                        out.toString(),
                        "--count",
                        "2");
        assertThat(ended.code()).as(ended.told()).isZero();
        assertThat(ended.told()).contains("blob.bin is left out");
        StringBuilder all = new StringBuilder();
        try (var files = Files.list(out.resolve("documents"))) {
            for (Path file : files.toList()) {
                all.append(Files.readString(file));
            }
        }
        assertThat(all.toString())
                .contains("northern mill ground corn", "brook of nine miles")
                .doesNotContain("Nobody should read");
    }

    @Test
    void aFolderWithoutTextIsWrongUsage() {
        Ended ended =
                Ended.run(
                        "eval",
                        "suite",
                        "--corpus",
                        folder.toString(),
                        "--out",
                        folder.resolve("out").toString());
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.told()).contains("no file with text");
    }
}
