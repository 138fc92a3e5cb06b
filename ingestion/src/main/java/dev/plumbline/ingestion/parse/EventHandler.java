package dev.plumbline.ingestion.parse;

import java.util.Set;
import org.xml.sax.Attributes;
import org.xml.sax.helpers.DefaultHandler;

/** Tika's XHTML events as blocks; counts slides as pages. */
final class EventHandler extends DefaultHandler {
    private final BlockWriter out;
    private final Structure structure;
    private final Space space;
    private final Set<String> pageClasses;
    private int pages;

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

    @Override
    public void startElement(
            String uri, String localName, String qualifiedName, Attributes attributes) {
        String name = Structure.name(localName, qualifiedName);
        if (name.equals("div")) {
            String kind = attributes.getValue("class");
            if (kind != null && pageClasses.contains(kind)) {
                out.page(++pages);
            }
        }
        structure.open(name);
    }

    @Override
    public void endElement(String uri, String localName, String qualifiedName) {
        structure.close(Structure.name(localName, qualifiedName));
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
