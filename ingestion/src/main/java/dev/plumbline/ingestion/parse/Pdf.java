package dev.plumbline.ingestion.parse;

import dev.plumbline.ingestion.CanonicalText;
import dev.plumbline.ingestion.parse.ParseOutcome.Failed;
import dev.plumbline.ingestion.parse.ParseOutcome.Failure;
import dev.plumbline.ingestion.parse.ParseOutcome.Hazard;
import dev.plumbline.ingestion.parse.ParseOutcome.Parsed;
import dev.plumbline.ingestion.parse.ParseOutcome.Quarantined;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.MemoryUsageSetting;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.jspecify.annotations.Nullable;

/** PDF: text and boxes from one pass. Lines stay lines, hyphens at their ends stay in the text. */
final class Pdf {
    private static final long MAIN_BYTES_MAX = 128L << 20;
    private static final long STORAGE_BYTES_MAX = 512L << 20;

    private Pdf() {}

    static ParseOutcome parse(Path file, Path temporary, Budget budget) throws IOException {
        var memory =
                MemoryUsageSetting.setupMixed(MAIN_BYTES_MAX, STORAGE_BYTES_MAX)
                        .setTempDir(temporary.toFile());
        try (PDDocument pdf = Loader.loadPDF(file.toFile(), memory.streamCache)) {
            var stripper = new PdfStripper(budget);
            stripper.writeText(pdf, Writer.nullWriter());
            ParseOutcome reached = budget.reached();
            if (reached != null) {
                return reached;
            }
            return new Composition().compose(stripper, pdf);
        } catch (InvalidPasswordException e) {
            return new Failed(Failure.ENCRYPTED, "The PDF is protected by a password.");
        } catch (IOException e) {
            if (String.valueOf(e.getMessage()).contains("scratch file memory exceeded")) {
                return new Quarantined(
                        Hazard.BOMB,
                        "The PDF unpacks to more than " + (STORAGE_BYTES_MAX >> 20) + " MiB.");
            }
            throw e;
        }
    }

    /** Puts the lines of all pages together: paragraphs, headings by size and weight, offsets. */
    private static final class Composition {
        private static final int HEADING_LETTERS_MAX = 150;
        private static final float LARGER = 1.15f;

        private final StringBuilder text = new StringBuilder();
        private final List<Block> blocks = new ArrayList<>();
        private final List<Word> words = new ArrayList<>();
        private final NavigableSet<Integer> headingSizes = new TreeSet<>();
        private float body = 10;

        ParseOutcome compose(PdfStripper stripper, PDDocument pdf) {
            List<List<List<PdfLine>>> pages =
                    stripper.pages().stream().map(PdfParagraphs::of).toList();
            body = body(stripper.pages());
            pages.forEach(
                    page ->
                            page.stream()
                                    .filter(this::isLarge)
                                    .forEach(p -> headingSizes.add(size(p))));
            for (int page = 0; page < pages.size(); page++) {
                List<List<PdfLine>> paragraphs = pages.get(page);
                for (int i = 0; i < paragraphs.size(); i++) {
                    write(
                            page + 1,
                            paragraphs.get(i),
                            i + 1 < paragraphs.size() ? paragraphs.get(i + 1) : null);
                }
            }
            var canonical = CanonicalText.of(text.toString());
            List<Block> mapped = Offsets.blocks(blocks, canonical);
            PDDocumentInformation about = pdf.getDocumentInformation();
            String title = Titles.of(about.getTitle(), canonical, mapped);
            return new Parsed(
                    new ParsedDocument(
                            canonical,
                            title,
                            "application/pdf",
                            pdf.getNumberOfPages(),
                            mapped,
                            Offsets.words(words, canonical),
                            stripper.sizes(),
                            metadata(about)));
        }

        private void write(int page, List<PdfLine> paragraph, @Nullable List<PdfLine> next) {
            int level = headingLevel(paragraph, next);
            if (!text.isEmpty()) {
                text.append("\n\n");
            }
            int start = text.length();
            for (PdfLine line : paragraph) {
                if (text.length() > start) {
                    text.append(level > 0 ? ' ' : '\n');
                }
                boolean first = true;
                for (PdfLine.PdfWord word : line.words()) {
                    text.append(first ? "" : " ");
                    first = false;
                    int from = text.length();
                    text.append(word.text());
                    Box box = word.box();
                    words.add(
                            new Word(
                                    page,
                                    from,
                                    text.length(),
                                    box.x(),
                                    box.y(),
                                    box.width(),
                                    box.height()));
                }
            }
            Block.Kind kind =
                    level > 0
                            ? Block.Kind.HEADING
                            : PdfParagraphs.isBullet(paragraph.getFirst())
                                    ? Block.Kind.LIST
                                    : Block.Kind.PARAGRAPH;
            blocks.add(new Block(kind, level, start, text.length(), page));
        }

        /**
         * 0 for no heading. Larger than the body: by rank of size; bold and short at the body's
         * size: below those.
         */
        private int headingLevel(List<PdfLine> paragraph, @Nullable List<PdfLine> next) {
            if (isLarge(paragraph)) {
                return Math.min(6, 1 + headingSizes.tailSet(size(paragraph), false).size());
            }
            PdfLine last = paragraph.getLast();
            boolean bold =
                    paragraph.stream().allMatch(PdfLine::bold)
                            && paragraph.size() <= 2
                            && last.fontSize() > 0.95f * body
                            && letters(paragraph) <= HEADING_LETTERS_MAX
                            && ".,;".indexOf(last.last().charAt(last.last().length() - 1)) < 0
                            && hasLetter(paragraph);
            return bold && next != null && !next.getFirst().bold()
                    ? Math.min(6, 1 + headingSizes.size())
                    : 0;
        }

        private boolean isLarge(List<PdfLine> paragraph) {
            return paragraph.size() <= 3
                    && paragraph.getFirst().fontSize() >= LARGER * body
                    && letters(paragraph) <= HEADING_LETTERS_MAX
                    && hasLetter(paragraph);
        }

        private static boolean hasLetter(List<PdfLine> paragraph) {
            return paragraph.stream()
                    .flatMap(l -> l.words().stream())
                    .anyMatch(w -> w.text().codePoints().filter(Character::isLetter).count() > 1);
        }

        private static int letters(List<PdfLine> paragraph) {
            return paragraph.stream().mapToInt(PdfLine::letters).sum();
        }

        /** Size in half points. */
        private static int size(List<PdfLine> paragraph) {
            return Math.round(2 * paragraph.getFirst().fontSize());
        }

        /** The size that most letters have. */
        private static float body(List<List<PdfLine>> pages) {
            var letters = new TreeMap<Integer, Integer>();
            for (List<PdfLine> page : pages) {
                for (PdfLine line : page) {
                    letters.merge(Math.round(2 * line.fontSize()), line.letters(), Integer::sum);
                }
            }
            return letters.entrySet().stream()
                    .max(Map.Entry.comparingByValue())
                    .map(e -> e.getKey() / 2f)
                    .orElse(10f);
        }
    }

    private static Map<String, String> metadata(PDDocumentInformation about) {
        var metadata = new LinkedHashMap<String, String>();
        keep(metadata, "author", about.getAuthor());
        keep(metadata, "subject", about.getSubject());
        keep(metadata, "keywords", about.getKeywords());
        keep(metadata, "created", time(about.getCreationDate()));
        keep(metadata, "modified", time(about.getModificationDate()));
        return metadata;
    }

    private static void keep(Map<String, String> metadata, String name, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            metadata.put(name, CanonicalText.normalised(value).text().strip());
        }
    }

    private static @Nullable String time(@Nullable Calendar calendar) {
        return calendar == null ? null : calendar.toInstant().toString();
    }
}
