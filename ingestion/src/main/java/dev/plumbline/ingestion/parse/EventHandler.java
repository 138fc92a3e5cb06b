package dev.plumbline.ingestion.parse;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Set;
import org.xml.sax.Attributes;
import org.xml.sax.helpers.DefaultHandler;

/** Tika's XHTML events as blocks; counts slides as pages. */
final class EventHandler extends DefaultHandler {
    /** Classes of what stands at the edge of each page. */
    private static final Set<String> MARGINS = Set.of("header", "footer");

    private static final Set<String> ENDS_LIST =
            Set.of(
                    "p", "div", "table", "tr", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6", "ul",
                    "ol", "pre");

    private final BlockWriter out;
    private final Structure structure;
    private final Space space;
    private final Set<String> pageClasses;
    private final Deque<Boolean> margins = new ArrayDeque<>();
    private int pages;

    /** Whether a list is open that Word writes as paragraphs. */
    private boolean listed;

    /** What white space in text means. */
    enum Space {
        FLOWING,
        LINES
    }

    EventHandler(BlockWriter out, Structure.Tables tables, Space space, Set<String> pageClasses) {
        this.out = out;
        this.structure = new Structure(out, tables);
        this.space = space;
        this.pageClasses = pageClasses;
    }

    /** Number of pages seen. */
    int pages() {
        return pages;
    }

    /** What is open at some moment. */
    record Mark(BlockWriter.Mark out, Structure.Mark structure, int elements, boolean listed) {}

    /** Marks what is open where a file within the file begins. */
    Mark mark() {
        return new Mark(out.mark(), structure.mark(), margins.size(), listed);
    }

    /** Ends what that file left open. */
    void unwind(Mark mark) {
        out.unwind(mark.out);
        listed &= mark.listed;
        structure.unwind(mark.structure);
        while (margins.size() > mark.elements) {
            margins.pop();
        }
    }

    private void endList() {
        if (listed) {
            out.endList();
            listed = false;
        }
    }

    @Override
    public void startElement(
            String uri, String localName, String qualifiedName, Attributes attributes) {
        String name = Structure.name(localName, qualifiedName);
        String kind = String.valueOf(attributes.getValue("class")).toLowerCase(Locale.ROOT);
        if (name.equals("div") && pageClasses.contains(kind)) {
            out.page(++pages);
        }
        boolean margin = MARGINS.contains(kind);
        margins.push(margin);
        if (margin) {
            out.beginMargin();
        }
        boolean item = name.equals("p") && kind.startsWith("list");
        if (!item && ENDS_LIST.contains(name)) {
            endList();
        }
        if (item) {
            if (!listed) {
                out.beginList(false);
                listed = true;
            }
            out.item();
        } else {
            structure.open(name.equals("p") && kind.equals("caption") ? "caption" : name);
        }
    }

    @Override
    public void endElement(String uri, String localName, String qualifiedName) {
        structure.close(Structure.name(localName, qualifiedName));
        if (!margins.isEmpty() && margins.pop()) {
            out.endMargin();
        }
    }

    @Override
    public void characters(char[] characters, int start, int length) {
        String run = new String(characters, start, length);
        if (space == Space.LINES) {
            structure.lines(run);
        } else {
            structure.flowing(run);
        }
    }

    @Override
    public void ignorableWhitespace(char[] characters, int start, int length) {
        structure.flowing(" ");
    }
}
