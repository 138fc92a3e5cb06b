package dev.plumbline.ingestion.parse;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.poi.xwpf.usermodel.XWPFDocument;

/** Makes small files of several formats. */
final class SampleFiles {
    private SampleFiles() {}

    static Path text(Path folder, String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    static Path word(Path folder, String name, String... paragraphs) throws IOException {
        Path file = folder.resolve(name);
        try (var document = new XWPFDocument();
                OutputStream out = Files.newOutputStream(file)) {
            for (String paragraph : paragraphs) {
                document.createParagraph().createRun().setText(paragraph);
            }
            document.write(out);
        }
        return file;
    }

    static Path pdf(Path folder, String name, String line) throws IOException {
        Path file = folder.resolve(name);
        try (PDDocument document = page(line)) {
            document.save(file.toFile());
        }
        return file;
    }

    static Path protectedPdf(Path folder, String name, String line) throws IOException {
        Path file = folder.resolve(name);
        try (PDDocument document = page(line)) {
            var policy = new StandardProtectionPolicy("owner", "reader", new AccessPermission());
            policy.setEncryptionKeyLength(128);
            document.protect(policy);
            document.save(file.toFile());
        }
        return file;
    }

    private static PDDocument page(String line) throws IOException {
        var document = new PDDocument();
        var page = new PDPage();
        document.addPage(page);
        try (var content = new PDPageContentStream(document, page)) {
            content.beginText();
            content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
            content.newLineAtOffset(72, 700);
            content.showText(line);
            content.endText();
        }
        return document;
    }
}
