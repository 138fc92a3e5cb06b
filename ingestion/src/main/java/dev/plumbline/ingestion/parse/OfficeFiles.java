package dev.plumbline.ingestion.parse;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.tika.exception.TikaException;
import org.apache.tika.extractor.EmbeddedDocumentExtractor;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Message;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.Office;
import org.apache.tika.metadata.Property;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.parser.AutoDetectParser;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.Parser;
import org.apache.tika.parser.html.HtmlMapper;
import org.apache.tika.parser.microsoft.OfficeParserConfig;
import org.jspecify.annotations.Nullable;
import org.xml.sax.SAXException;

/**
 * Everything that Tika's own parsers read: office files, mail, books, archives, XML and more,
 * through its XHTML events.
 */
final class OfficeFiles {
    private static final Set<String> SLIDES = Set.of("slide-content", "slide");
    private static final HtmlMapper ALL_ELEMENTS = new AllElements();

    private final AutoDetectParser parser;

    OfficeFiles(AutoDetectParser parser) {
        this.parser = parser;
    }

    /** Reads a file of a type that is known and stands in the metadata. */
    ParsedDocument parse(TikaInputStream stream, Metadata metadata, String mediaType, Budget budget)
            throws IOException, SAXException, TikaException {
        var out = new BlockWriter(budget);
        var handler =
                new EventHandler(
                        out,
                        tables(mediaType),
                        space(mediaType),
                        isSlides(mediaType) ? SLIDES : Set.of());
        parser.parse(stream, handler, metadata, context(out, handler, budget, naming(mediaType)));
        out.close();
        if (mediaType.equals("message/rfc822")) {
            out.prepend(mailHead(metadata));
        }
        var text = out.canonicalText();
        List<Block> blocks = out.blocks(text);
        String title = Titles.of(metadata.get(TikaCoreProperties.TITLE), text, blocks);
        return new ParsedDocument(
                text, title, mediaType, handler.pages(), blocks, List.of(), kept(metadata));
    }

    private ParseContext context(
            BlockWriter out, EventHandler handler, Budget budget, Entries.Naming naming) {
        var context = new ParseContext();
        context.set(Parser.class, parser);
        context.set(BlockWriter.class, out);
        context.set(Budget.class, budget);
        context.set(HtmlMapper.class, ALL_ELEMENTS);
        context.set(
                EmbeddedDocumentExtractor.class,
                new Entries(parser, context, out, handler, budget, naming));
        var office = new OfficeParserConfig();
        office.setExtractMacros(false);
        office.setIncludeDeletedContent(false);
        context.set(OfficeParserConfig.class, office);
        return context;
    }

    private static Structure.Tables tables(String mediaType) {
        return mediaType.contains("spreadsheet")
                        || mediaType.contains("excel")
                        || mediaType.contains("dbf")
                ? Structure.Tables.DATA
                : Structure.Tables.LAYOUT_PERHAPS;
    }

    private static EventHandler.Space space(String mediaType) {
        return mediaType.equals("application/epub+zip")
                        || mediaType.equals("application/xml")
                        || mediaType.endsWith("+xml")
                ? EventHandler.Space.FLOWING
                : EventHandler.Space.LINES;
    }

    private static boolean isSlides(String mediaType) {
        return mediaType.contains("presentation") || mediaType.contains("powerpoint");
    }

    private static Entries.Naming naming(String mediaType) {
        if (mediaType.equals("message/rfc822") || mediaType.equals("application/vnd.ms-outlook")) {
            return Entries.Naming.ALL;
        }
        boolean archive =
                mediaType.equals("application/zip")
                        || mediaType.contains("tar")
                        || mediaType.contains("7z")
                        || mediaType.contains("rar")
                        || mediaType.equals("application/java-archive");
        return archive ? Entries.Naming.READ : Entries.Naming.NONE;
    }

    private static String mailHead(Metadata metadata) {
        var head = new StringBuilder();
        line(head, "Subject", metadata.getValues(TikaCoreProperties.TITLE));
        line(head, "From", metadata.getValues(Message.MESSAGE_FROM));
        line(head, "To", metadata.getValues(Message.MESSAGE_TO));
        line(head, "Cc", metadata.getValues(Message.MESSAGE_CC));
        line(head, "Date", metadata.getValues(TikaCoreProperties.CREATED));
        return head.toString();
    }

    private static void line(StringBuilder out, String name, String... values) {
        if (values.length > 0) {
            out.append(out.isEmpty() ? "" : "\n")
                    .append(name)
                    .append(": ")
                    .append(String.join(", ", values));
        }
    }

    private static Map<String, String> kept(Metadata metadata) {
        var kept = new LinkedHashMap<String, String>();
        keep(kept, "author", metadata, TikaCoreProperties.CREATOR);
        keep(kept, "created", metadata, TikaCoreProperties.CREATED);
        keep(kept, "modified", metadata, TikaCoreProperties.MODIFIED);
        keep(kept, "language", metadata, TikaCoreProperties.LANGUAGE);
        keep(kept, "subject", metadata, TikaCoreProperties.SUBJECT);
        keep(kept, "keywords", metadata, Office.KEYWORDS);
        keep(kept, "description", metadata, TikaCoreProperties.DESCRIPTION);
        return kept;
    }

    private static void keep(
            Map<String, String> kept, String name, Metadata metadata, Property property) {
        String value = joined(metadata.getValues(property));
        if (value != null) {
            kept.put(name, value);
        }
    }

    private static @Nullable String joined(String... values) {
        String value = String.join(", ", values).strip();
        return value.isEmpty() ? null : value.substring(0, Math.min(value.length(), 1_000));
    }

    /** Lets every element through but those that are never shown, where Tika's own keeps a few. */
    private static final class AllElements implements HtmlMapper {
        @Override
        public String mapSafeElement(String name) {
            return name.toLowerCase(java.util.Locale.ROOT);
        }

        @Override
        public boolean isDiscardElement(String name) {
            String lower = name.toLowerCase(java.util.Locale.ROOT);
            return Structure.HIDDEN.contains(lower) && !lower.equals("head");
        }

        @Override
        public @Nullable String mapSafeAttribute(String elementName, String attributeName) {
            return null;
        }
    }
}
