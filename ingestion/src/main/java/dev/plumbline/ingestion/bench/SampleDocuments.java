package dev.plumbline.ingestion.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.poi.xwpf.usermodel.XWPFDocument;

/**
 * Writes documents of several formats from plain text: of ten, four are PDFs, two each of word
 * processing, HTML and plain text. A page is a section of five paragraphs.
 */
public final class SampleDocuments {
    private static final int PARAGRAPHS = 5;
    private static final int LINE_CHARACTERS = 84;

    private SampleDocuments() {}

    /**
     * A folder's new files.
     *
     * @param pages of each
     * @param paragraph a paragraph of ASCII text, by its number from 0
     */
    public static List<Path> write(Path folder, int files, int pages, IntFunction<String> paragraph)
            throws IOException {
        Files.createDirectories(folder);
        List<Path> written = new ArrayList<>();
        for (int i = 0; i < files; i++) {
            List<List<String>> sections = new ArrayList<>();
            for (int page = 0; page < pages; page++) {
                List<String> section = new ArrayList<>();
                for (int p = 0; p < PARAGRAPHS; p++) {
                    section.add(paragraph.apply((i * pages + page) * PARAGRAPHS + p));
                }
                sections.add(section);
            }
            written.add(write(folder, i, sections));
        }
        return written;
    }

    private static Path write(Path folder, int number, List<List<String>> sections)
            throws IOException {
        int format = number % 10;
        String extension = format < 4 ? "pdf" : format < 6 ? "docx" : format < 8 ? "html" : "txt";
        Path file = folder.resolve("document-%05d.%s".formatted(number, extension));
        switch (extension) {
            case "pdf" -> pdf(file, sections);
            case "docx" -> docx(file, sections);
            case "html" -> Files.writeString(file, html(sections));
            default -> Files.writeString(file, plain(sections), StandardCharsets.UTF_8);
        }
        return file;
    }

    private static void pdf(Path file, List<List<String>> sections) throws IOException {
        try (PDDocument document = new PDDocument()) {
            var body = new PDType1Font(Standard14Fonts.FontName.HELVETICA);
            var bold = new PDType1Font(Standard14Fonts.FontName.HELVETICA_BOLD);
            for (List<String> section : sections) {
                PDPage page = new PDPage();
                document.addPage(page);
                try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                    content.beginText();
                    content.setLeading(13);
                    content.newLineAtOffset(72, 720);
                    content.setFont(bold, 14);
                    content.showText(heading(section));
                    content.newLine();
                    content.newLine();
                    content.setFont(body, 10);
                    for (String paragraph : section) {
                        for (String line : lines(paragraph)) {
                            content.showText(line);
                            content.newLine();
                        }
                        content.newLine();
                    }
                    content.endText();
                }
            }
            document.save(file.toFile());
        }
    }

    private static void docx(Path file, List<List<String>> sections) throws IOException {
        try (XWPFDocument document = new XWPFDocument();
                OutputStream out = Files.newOutputStream(file)) {
            for (List<String> section : sections) {
                var heading = document.createParagraph();
                heading.setStyle("Heading1");
                heading.createRun().setText(heading(section));
                for (String paragraph : section) {
                    document.createParagraph().createRun().setText(paragraph);
                }
            }
            document.write(out);
        }
    }

    private static String html(List<List<String>> sections) {
        StringBuilder html = new StringBuilder("<!doctype html><html><body>\n");
        for (List<String> section : sections) {
            html.append("<h2>").append(heading(section)).append("</h2>\n");
            section.forEach(text -> html.append("<p>").append(text).append("</p>\n"));
        }
        return html.append("</body></html>\n").toString();
    }

    private static String plain(List<List<String>> sections) {
        StringBuilder plain = new StringBuilder();
        for (List<String> section : sections) {
            plain.append(heading(section)).append("\n\n");
            section.forEach(text -> plain.append(text).append("\n\n"));
        }
        return plain.toString();
    }

    /** The first three words of a section. */
    private static String heading(List<String> section) {
        String[] words = section.getFirst().split(" ", 4);
        return String.join(" ", List.of(words).subList(0, Math.min(3, words.length)));
    }

    private static List<String> lines(String paragraph) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : paragraph.split(" ")) {
            if (line.length() + word.length() >= LINE_CHARACTERS) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
