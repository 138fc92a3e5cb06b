package dev.plumbline.ingestion.parse;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads elements of (X)HTML, from whatever source, as structure. */
final class Structure {
    private static final Set<String> PARAGRAPHS =
            Set.of(
                    "p",
                    "div",
                    "section",
                    "article",
                    "header",
                    "footer",
                    "nav",
                    "main",
                    "aside",
                    "address",
                    "blockquote",
                    "figure",
                    "form",
                    "fieldset",
                    "dl",
                    "dt",
                    "dd",
                    "hr",
                    "body",
                    "center",
                    "details",
                    "summary",
                    "legend",
                    "option",
                    "title");
    static final Set<String> HIDDEN =
            Set.of(
                    "script",
                    "style",
                    "template",
                    "head",
                    "noframes",
                    "svg",
                    "iframe",
                    "object",
                    "select",
                    "noscript",
                    "canvas");

    private final BlockWriter out;
    private final Tables tables;

    /** Elements that are open from the outermost hidden one on. */
    private int hidden;

    private int pre;

    /** What tables are for. */
    enum Tables {
        LAYOUT_PERHAPS,
        DATA
    }

    Structure(BlockWriter out, Tables tables) {
        this.out = out;
        this.tables = tables;
    }

    /** How many hidden and preformatted elements are open. */
    record Mark(int hidden, int pre) {}

    Mark mark() {
        return new Mark(hidden, pre);
    }

    /** Takes all elements as closed that were opened since. */
    void unwind(Mark mark) {
        hidden = mark.hidden;
        pre = mark.pre;
    }

    void open(String name) {
        if (hidden > 0 || HIDDEN.contains(name)) {
            hidden++;
            return;
        }
        switch (name) {
            case "h1", "h2", "h3", "h4", "h5", "h6" ->
                    out.begin(Block.Kind.HEADING, name.charAt(1) - '0');
            case "pre" -> {
                out.begin(Block.Kind.CODE, 0);
                pre++;
            }
            case "ul", "menu", "dir" -> out.beginList(false);
            case "ol" -> out.beginList(true);
            case "li" -> out.item();
            case "table" -> {
                if (tables == Tables.DATA) {
                    out.beginDataTable();
                } else {
                    out.beginTable();
                }
            }
            case "tr" -> out.row();
            case "td", "th" -> out.cell();
            case "caption", "figcaption" -> out.begin(Block.Kind.CAPTION, 0);
            case "br" -> lineBreak();
            default -> {
                if (PARAGRAPHS.contains(name) && pre == 0) {
                    out.begin(Block.Kind.PARAGRAPH, 0);
                }
            }
        }
    }

    void close(String name) {
        if (hidden > 0) {
            hidden--;
            return;
        }
        switch (name) {
            case "h1", "h2", "h3", "h4", "h5", "h6", "caption", "figcaption" -> out.end();
            case "pre" -> {
                out.end();
                pre--;
            }
            case "ul", "menu", "dir", "ol" -> out.endList();
            case "li" -> out.endItem();
            case "table" -> out.endTable();
            case "tr", "td", "th" -> out.end();
            default -> {
                if (PARAGRAPHS.contains(name) && pre == 0) {
                    out.end();
                }
            }
        }
    }

    /** Text whose white space means nothing. */
    void flowing(CharSequence characters) {
        if (hidden == 0) {
            out.text(characters);
        }
    }

    /** Text whose line ends count. */
    void lines(CharSequence characters) {
        if (hidden == 0) {
            out.lines(characters);
        }
    }

    private void lineBreak() {
        if (pre > 0) {
            out.text("\n");
        } else {
            out.lineBreak();
        }
    }

    static String name(@Nullable String localName, String qualifiedName) {
        String name = localName == null || localName.isEmpty() ? qualifiedName : localName;
        return name.toLowerCase(Locale.ROOT);
    }
}
