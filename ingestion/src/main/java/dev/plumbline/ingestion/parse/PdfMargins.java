package dev.plumbline.ingestion.parse;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds running heads and page numbers: outermost lines of pages that say the same on many, or
 * whose number counts pages.
 */
final class PdfMargins {
    /** Part of a page's height in which they stand, at its top and at its foot. */
    private static final float REGION = 0.12f;

    private static final int LINES = 2;
    private static final int PAGES_MIN = 3;
    private static final float SHARE_MIN = 0.3f;
    private static final float LARGE = 1.15f;

    private static final String WORD = "page|seite|página|pagina|pag\\.?|p\\.|s\\.|第";
    private static final Pattern NUMBER =
            Pattern.compile(
                    "(?iu)[-–—|·\\s\\[(]*(?:(?:"
                            + WORD
                            + ")\\s*)?(\\d{1,4})(?:\\s*(?:of|von|de|sur|/|页|頁)\\s*\\d{0,4})?[-–—|·\\s\\])]*");
    private static final Pattern NUMBER_FIRST = Pattern.compile("(\\d{1,4})\\s+(\\D.*)");
    private static final Pattern NUMBER_LAST =
            Pattern.compile("(.*\\D)\\s+(\\d{1,4})(?:\\s*(?:of|/)\\s*\\d{1,4})?");
    private static final Pattern ENDS_IN_WORD = Pattern.compile("(?iu).*(?:" + WORD + "|\\|)");

    private final List<List<PdfLine>> pages;
    private final float body;
    private final Set<PdfLine> found = Collections.newSetFromMap(new IdentityHashMap<>());

    private PdfMargins(List<List<PdfLine>> pages, float body) {
        this.pages = pages;
        this.body = body;
    }

    /**
     * The marginal ones of all lines, by identity.
     *
     * @param pages lines of each page
     * @param sizes of the pages
     * @param body the font size of most letters
     */
    static Set<PdfLine> of(List<List<PdfLine>> pages, List<PageSize> sizes, float body) {
        return new PdfMargins(pages, body).find(sizes);
    }

    /** A line at the edge of a page; {@code number} where it may be a page's, else null. */
    private record Edge(int page, PdfLine line, String words, @Nullable Integer number) {}

    private Set<PdfLine> find(List<PageSize> sizes) {
        Map<String, List<Edge>> alike = new HashMap<>();
        for (int page = 0; page < pages.size(); page++) {
            float height = sizes.get(page).height();
            for (PdfLine line : edges(pages.get(page), height)) {
                Edge edge = edge(page, line);
                if (edge != null) {
                    boolean head = line.bottom() < height / 2;
                    alike.computeIfAbsent(head + edge.words(), _ -> new ArrayList<>()).add(edge);
                }
            }
        }
        alike.values().forEach(this::judge);
        return found;
    }

    private static List<PdfLine> edges(List<PdfLine> lines, float height) {
        var sorted = new ArrayList<>(lines);
        sorted.sort(Comparator.comparingDouble(PdfLine::top));
        var edges = new ArrayList<PdfLine>();
        for (int i = 0; i < sorted.size(); i++) {
            PdfLine line = sorted.get(i);
            boolean head = i < LINES && line.bottom() < REGION * height;
            boolean foot = i >= sorted.size() - LINES && line.top() > (1 - REGION) * height;
            if (head || foot) {
                edges.add(line);
            }
        }
        return edges;
    }

    private static @Nullable Edge edge(int page, PdfLine line) {
        String text = line.text();
        Matcher number = NUMBER.matcher(text);
        if (number.matches()) {
            return new Edge(page, line, "", Integer.valueOf(number.group(1)));
        }
        Matcher last = NUMBER_LAST.matcher(text);
        if (last.matches()) {
            boolean apart = line.segments().size() > 1;
            if (apart || ENDS_IN_WORD.matcher(last.group(1).strip()).matches()) {
                return new Edge(page, line, last.group(1).strip(), Integer.valueOf(last.group(2)));
            }
        }
        Matcher first = NUMBER_FIRST.matcher(text);
        if (first.matches() && line.segments().size() > 1) {
            return new Edge(page, line, first.group(2).strip(), Integer.valueOf(first.group(1)));
        }
        return new Edge(page, line, text, null);
    }

    private void judge(List<Edge> edges) {
        boolean numbered = edges.getFirst().number() != null;
        boolean many = edges.size() >= PAGES_MIN && edges.size() >= SHARE_MIN * pages.size();
        if (numbered) {
            // A number of its own counts from the second page on, one beside words from the third.
            boolean alone = edges.getFirst().words().isEmpty();
            int least = alone ? 2 : PAGES_MIN;
            boolean single = pages.size() == 1 && alone && saysPage(edges.getFirst().line());
            if (single || (edges.size() >= least && counts(edges))) {
                edges.stream()
                        .map(Edge::line)
                        .filter(line -> line.fontSize() < LARGE * body)
                        .forEach(found::add);
            }
        } else if (many && isAligned(edges)) {
            edges.forEach(edge -> found.add(edge.line()));
        }
    }

    private static boolean saysPage(PdfLine line) {
        return line.text().codePoints().anyMatch(Character::isLetter);
    }

    /** Whether most numbers go up by one from page to page. */
    private static boolean counts(List<Edge> edges) {
        var offsets = new HashMap<Integer, Integer>();
        for (Edge edge : edges) {
            Integer number = edge.number();
            offsets.merge(number == null ? -1 : number - edge.page(), 1, Integer::sum);
        }
        int most = Collections.max(offsets.values());
        return most >= 2 && most * 10 >= edges.size() * 6;
    }

    /** Whether the lines stand at one height. */
    private static boolean isAligned(List<Edge> edges) {
        float top = edges.getFirst().line().top();
        return edges.stream().allMatch(edge -> Math.abs(edge.line().top() - top) < 4);
    }
}
