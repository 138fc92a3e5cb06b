package dev.plumbline.page;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;

/** PDFs made for the tests: set in two columns, words cut at line ends, running over pages. */
final class Papers {
    private static final float SIZE = 11;
    private static final float LEADING = 14;
    private static final float COLUMN = 215;
    private static final float TOP = 700;
    private static final int LINES = 14; // a column's, so that a sentence or two cross each border

    private static final String REPORT =
            """
            The spring of 1872 was wet, and the lower galleries of the Gannet mine stood under water for nineteen days. \
            The board asked its engineer, Marguerite Oakenshaw, to examine every pump and to report on the condition of valves, rods and packing before the summer shift began. \
            Of the forty-one pumps in the eastern workings, thirty-six had been refitted with the regulating valve, and none of these had failed. \
            Efficiency of the refitted pumps was higher by a fifth, and the consumption of coal had fallen in the same proportion during the quarter. \
            She recommended that the remaining five be refitted at once, at an estimated expense of two hundred and ten pounds. \
            The board agreed on the third of May, subject to the approbation of the shareholders, who met in Port Ellery a fortnight afterwards. \
            A telegraph line between the pithead and the harbour office was considered at the same meeting and deferred until the following year. \
            The chairman thanked the contractors, whose superintendence of the excavations had been without accident since the beginning of the undertaking. \
            Ventilation of the northern drift remained insufficient in warm weather, and a second furnace was ordered from the foundry at Skerry. \
            Wages were to be paid fortnightly instead of monthly, an arrangement that the surgeon had repeatedly recommended.""";

    private Papers() {}

    /**
     * A report in two columns, with a running head and a page number, over several pages; words of
     * ten letters and more are cut at line ends.
     */
    static byte[] report() {
        try (PDDocument pdf = new PDDocument()) {
            PDFont font = new PDType1Font(FontName.TIMES_ROMAN);
            List<String> lines = set(REPORT, font);
            for (int from = 0, number = 1; from < lines.size(); from += 2 * LINES, number++) {
                PDPage page = new PDPage(PDRectangle.LETTER);
                pdf.addPage(page);
                try (PDPageContentStream content = new PDPageContentStream(pdf, page)) {
                    line(content, font, 72, 745, "Gannet mine: the engineer's report");
                    column(content, font, 72, part(lines, from));
                    column(content, font, 330, part(lines, from + LINES));
                    line(content, font, 300, 50, "- " + number + " -");
                }
            }
            return bytes(pdf);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A PDF that nobody can read without its password. */
    static byte[] locked() {
        try (PDDocument pdf = new PDDocument()) {
            pdf.addPage(new PDPage(PDRectangle.LETTER));
            pdf.protect(new StandardProtectionPolicy("owner", "reader", new AccessPermission()));
            return bytes(pdf);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> set(String text, PDFont font) throws IOException {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ")) {
            String rest = word;
            if (width(font, line + rest) > COLUMN) {
                int cut = rest.length() / 2;
                String head = rest.substring(0, cut) + "-";
                if (rest.matches("[a-z]{10,}[.,]?") && width(font, line + head) <= COLUMN) {
                    line.append(head);
                    rest = rest.substring(cut);
                }
                lines.add(line.toString().strip());
                line.setLength(0);
            }
            line.append(rest).append(' ');
        }
        lines.add(line.toString().strip());
        return lines;
    }

    private static float width(PDFont font, String text) throws IOException {
        return font.getStringWidth(text) / 1000 * SIZE;
    }

    private static List<String> part(List<String> lines, int from) {
        return from >= lines.size()
                ? List.of()
                : lines.subList(from, Math.min(lines.size(), from + LINES));
    }

    private static void column(
            PDPageContentStream content, PDFont font, float x, List<String> lines)
            throws IOException {
        float y = TOP;
        for (String text : lines) {
            line(content, font, x, y, text);
            y -= LEADING;
        }
    }

    private static void line(
            PDPageContentStream content, PDFont font, float x, float y, String text)
            throws IOException {
        content.beginText();
        content.setFont(font, SIZE);
        content.newLineAtOffset(x, y);
        content.showText(text);
        content.endText();
    }

    private static byte[] bytes(PDDocument pdf) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        pdf.save(out);
        return out.toByteArray();
    }
}
