package dev.plumbline.ingestion.parse;

import dev.plumbline.ingestion.CanonicalText;
import dev.plumbline.ingestion.parse.PdfTables.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Puts the lines of all pages together: paragraphs (over the end of a page too), lists, tables,
 * headings by size and weight, offsets. Running heads and page numbers stand as blocks of their own
 * where no paragraph is cut by them.
 */
final class PdfComposition {
    private static final int HEADING_LETTERS_MAX = 150;
    private static final float LARGER = 1.15f;
    private static final int CAPTION_LINES_MAX = 6;
    private static final Pattern CAPTION =
            Pattern.compile(
                    "(?:Figure|Fig\\.|Table|Tab\\.|Chart|Exhibit|Abbildung|Abb\\.|Tabelle|Tableau|Figura|Tabla|图|表)"
                            + "\\s*[A-Z]?\\d{1,3}(?:[.:|–—-]|\\.\\d{1,3}[.:]?\\s).*",
                    Pattern.DOTALL);

    private final PdfWriter out;
    private final List<List<Part>> pages = new ArrayList<>();
    private final List<List<PdfLine>> heads = new ArrayList<>();
    private final List<List<PdfLine>> feet = new ArrayList<>();
    private final NavigableSet<Integer> headingSizes = new TreeSet<>();
    private final float body;
    private final boolean codeStands;

    /** What waits to be written until it is known whether the next page goes on with it. */
    private List<PdfLine> open = List.of();

    private final List<List<PdfLine>> waiting = new ArrayList<>();

    PdfComposition(List<List<PdfLine>> lines, List<PageSize> sizes) {
        var fonts = PdfFonts.of(lines);
        body = fonts.bodySize();
        codeStands = !fonts.bodyFixedPitch();
        out = new PdfWriter(new PdfHyphens(lines));
        Set<PdfLine> margins = PdfMargins.of(lines, sizes, body);
        for (int page = 0; page < lines.size(); page++) {
            float middle = sizes.get(page).height() / 2;
            var head = new ArrayList<PdfLine>();
            var foot = new ArrayList<PdfLine>();
            var rest = new ArrayList<PdfLine>();
            for (PdfLine line : lines.get(page)) {
                if (margins.contains(line)) {
                    (line.bottom() < middle ? head : foot).add(line);
                } else {
                    rest.add(line);
                }
            }
            heads.add(head);
            feet.add(foot);
            pages.add(grouped(PdfTables.of(rest)));
        }
    }

    /** Writes everything. */
    void compose() {
        pages.forEach(page -> page.forEach(this::noteSize));
        for (int page = 0; page < pages.size(); page++) {
            if (!heads.get(page).isEmpty()) {
                waiting.add(heads.get(page));
            }
            List<Part> parts = pages.get(page);
            for (int i = 0; i < parts.size(); i++) {
                Part next = i + 1 < parts.size() ? parts.get(i + 1) : null;
                switch (parts.get(i)) {
                    case Part.Table table -> {
                        flush();
                        out.table(table);
                    }
                    case Part.Lines(List<PdfLine> lines) ->
                            group(lines, next instanceof Part.Lines(var after) ? after : null);
                }
            }
            if (!feet.get(page).isEmpty()) {
                waiting.add(feet.get(page));
            }
        }
        flush();
    }

    CanonicalText text() {
        return out.text();
    }

    List<Block> blocks() {
        return out.blocks();
    }

    List<Word> words() {
        return out.words();
    }

    /** Tables as they are, other lines by paragraph, heading or item. */
    private static List<Part> grouped(List<Part> parts) {
        var groups = new ArrayList<Part>();
        for (Part part : parts) {
            switch (part) {
                case Part.Table table -> groups.add(table);
                case Part.Lines(List<PdfLine> lines) ->
                        PdfParagraphs.of(lines).forEach(group -> groups.add(new Part.Lines(group)));
            }
        }
        return groups;
    }

    private void noteSize(Part part) {
        if (part instanceof Part.Lines(List<PdfLine> lines) && isLarge(lines)) {
            headingSizes.add(size(lines));
        }
    }

    private void group(List<PdfLine> lines, @Nullable List<PdfLine> next) {
        int level = headingLevel(lines, next);
        if (level > 0) {
            flush();
            out.heading(lines, level);
            return;
        }
        boolean newPage = !open.isEmpty() && open.getLast().page() != lines.getFirst().page();
        if (newPage && goesOn(open.getLast(), lines.getFirst())) {
            var joined = new ArrayList<>(open);
            joined.addAll(lines);
            open = joined;
            return;
        }
        flush();
        open = lines;
    }

    /** Whether the first line of a page goes on with the last one of the page before. */
    private boolean goesOn(PdfLine last, PdfLine first) {
        boolean alike =
                Math.abs(last.fontSize() - first.fontSize()) < 0.06f * body
                        && last.bold() == first.bold()
                        && last.fixedPitch() == first.fixedPitch();
        if (!alike || PdfParagraphs.isBullet(first) || PdfParagraphs.endsSentence(last)) {
            return false;
        }
        return Character.isLowerCase(first.first().codePointAt(0)) || isFull(last);
    }

    /** Whether a line of prose reaches as far to the right as its paragraph does. */
    private boolean isFull(PdfLine last) {
        float right = 0;
        for (PdfLine line : open) {
            right = Math.max(right, line.right());
        }
        return open.size() > 1
                && last.letters() > 30
                && last.right() > right - 0.04f * (right - last.left());
    }

    private void flush() {
        if (!open.isEmpty()) {
            if (codeStands && open.stream().allMatch(PdfLine::fixedPitch) && open.size() > 1) {
                out.code(open);
            } else if (PdfParagraphs.isBullet(open.getFirst())) {
                out.item(open);
            } else {
                out.prose(open, isCaption(open) ? Block.Kind.CAPTION : Block.Kind.PARAGRAPH);
            }
            open = List.of();
        }
        waiting.forEach(lines -> out.prose(lines, Block.Kind.MARGIN));
        waiting.clear();
    }

    private static boolean isCaption(List<PdfLine> lines) {
        return lines.size() <= CAPTION_LINES_MAX
                && CAPTION.matcher(lines.getFirst().text()).matches();
    }

    /**
     * 0 for no heading. Larger than the body: by rank of size; bold and short at the body's size:
     * below those.
     */
    private int headingLevel(List<PdfLine> group, @Nullable List<PdfLine> next) {
        if (isLarge(group)) {
            return Math.min(6, 1 + headingSizes.tailSet(size(group), false).size());
        }
        PdfLine last = group.getLast();
        boolean bold =
                group.stream().allMatch(PdfLine::bold)
                        && group.size() <= 2
                        && last.fontSize() > 0.95f * body
                        && letters(group) <= HEADING_LETTERS_MAX
                        && ".,;".indexOf(last.last().charAt(last.last().length() - 1)) < 0
                        && hasLetter(group)
                        && !isCaption(group);
        return bold && next != null && !next.getFirst().bold()
                ? Math.min(6, 1 + headingSizes.size())
                : 0;
    }

    private boolean isLarge(List<PdfLine> group) {
        return group.size() <= 3
                && group.getFirst().fontSize() >= LARGER * body
                && letters(group) <= HEADING_LETTERS_MAX
                && hasLetter(group);
    }

    private static boolean hasLetter(List<PdfLine> group) {
        return group.stream()
                .flatMap(line -> line.words().stream())
                .anyMatch(w -> w.text().codePoints().filter(Character::isLetter).count() > 1);
    }

    private static int letters(List<PdfLine> group) {
        return group.stream().mapToInt(PdfLine::letters).sum();
    }

    /** Size in half points. */
    private static int size(List<PdfLine> group) {
        return Math.round(2 * group.getFirst().fontSize());
    }
}
