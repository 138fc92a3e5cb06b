package dev.plumbline.ingestion.parse;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;

/** HTML by jsoup. What a browser would not show (scripts, styles, hidden elements) is left out. */
final class Html {
    private static final List<String> INVISIBLE =
            List.of(
                    "display:none",
                    "visibility:hidden",
                    "font-size:0;",
                    "font-size:0px",
                    "opacity:0;");

    private static final Set<String> MARGIN_ROLES =
            Set.of("navigation", "banner", "contentinfo", "search", "menu", "menubar");
    private static final Set<String> MARGIN_NAMES =
            Set.of(
                    "nav",
                    "navbar",
                    "navigation",
                    "breadcrumb",
                    "breadcrumbs",
                    "site-header",
                    "site-footer",
                    "footer",
                    "skip-link",
                    "cookie-banner");

    private Html() {}

    static ParsedDocument parse(String source, String mediaType, Budget budget) {
        var out = new BlockWriter(budget);
        Document html = Jsoup.parse(source);
        traverse(html, out);
        out.close();
        var text = out.canonicalText();
        List<Block> blocks = out.blocks(text);
        var metadata = new LinkedHashMap<String, String>();
        keep(metadata, "author", html);
        keep(metadata, "keywords", html);
        keep(metadata, "description", html);
        return new ParsedDocument(
                text,
                Titles.of(html.title(), text, blocks),
                mediaType,
                0,
                blocks,
                List.of(),
                metadata);
    }

    /** Writes a page of HTML within another document. */
    static void writePage(String source, BlockWriter out) {
        traverse(Jsoup.parse(source), out);
    }

    /** Writes a piece of HTML within another document. */
    static void write(String source, BlockWriter out) {
        traverse(Jsoup.parseBodyFragment(source), out);
    }

    private static void traverse(Document html, BlockWriter out) {
        var margins = new ArrayDeque<Element>();
        var structure = new Structure(out, Structure.Tables.LAYOUT_PERHAPS);
        html.filter(
                new NodeFilter() {
                    @Override
                    public FilterResult head(Node node, int depth) {
                        if (node instanceof TextNode text) {
                            structure.flowing(text.getWholeText());
                        } else if (node instanceof Element element) {
                            if (isInvisible(element)) {
                                return FilterResult.SKIP_ENTIRELY;
                            }
                            if (isMargin(element)) {
                                margins.push(element);
                                out.beginMargin();
                            }
                            structure.open(element.normalName());
                        }
                        return FilterResult.CONTINUE;
                    }

                    @Override
                    public FilterResult tail(Node node, int depth) {
                        if (node instanceof Element element) {
                            structure.close(element.normalName());
                            if (element.equals(margins.peek())) {
                                margins.pop();
                                out.endMargin();
                            }
                        }
                        return FilterResult.CONTINUE;
                    }
                });
    }

    /** Menus, and heads and feet of whole pages; a head with the page's main heading is none. */
    private static boolean isMargin(Element element) {
        String role = element.attr("role").toLowerCase(Locale.ROOT);
        if (MARGIN_ROLES.contains(role)) {
            return true;
        }
        return switch (element.normalName()) {
            case "nav" -> true;
            case "header", "footer" ->
                    element.closest("article, main, section, aside, blockquote") == null
                            && element.selectFirst("h1") == null;
            case "div", "ul", "section" -> isNamedMargin(element);
            default -> false;
        };
    }

    private static boolean isNamedMargin(Element element) {
        return MARGIN_NAMES.contains(element.id().toLowerCase(Locale.ROOT))
                || element.classNames().stream()
                        .anyMatch(name -> MARGIN_NAMES.contains(name.toLowerCase(Locale.ROOT)));
    }

    private static boolean isInvisible(Element element) {
        if (element.hasAttr("hidden")) {
            return true;
        }
        String style = element.attr("style");
        if (style.isEmpty()) {
            return false;
        }
        String plain = style.toLowerCase(Locale.ROOT).replaceAll("\\s+", "") + ";";
        return INVISIBLE.stream().anyMatch(plain::contains);
    }

    private static void keep(Map<String, String> metadata, String name, Document html) {
        Element meta = html.selectFirst("meta[name=" + name + "]");
        if (meta != null && !meta.attr("content").isBlank()) {
            metadata.put(name, meta.attr("content").strip());
        }
    }
}
