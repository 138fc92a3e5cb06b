package dev.plumbline.ingestion.parse;

import dev.plumbline.ingestion.CanonicalText;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.io.input.CloseShieldInputStream;
import org.apache.tika.exception.TikaException;
import org.apache.tika.extractor.EmbeddedDocumentExtractor;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.Parser;
import org.apache.tika.sax.EmbeddedContentHandler;
import org.jspecify.annotations.Nullable;
import org.xml.sax.ContentHandler;
import org.xml.sax.SAXException;

/**
 * Files within a file: read in place, within the budget. In mail and archives each has its name as
 * a heading; an attachment without text is named in a paragraph. One that can't be read is passed
 * over.
 */
final class Entries implements EmbeddedDocumentExtractor {
    private final Parser parser;
    private final ParseContext context;
    private final BlockWriter out;
    private final EventHandler events;
    private final Budget budget;
    private final Naming naming;

    /** Which entries are called by name. */
    enum Naming {
        NONE,
        READ,
        ALL
    }

    Entries(
            Parser parser,
            ParseContext context,
            BlockWriter out,
            EventHandler events,
            Budget budget,
            Naming naming) {
        this.parser = parser;
        this.context = context;
        this.out = out;
        this.events = events;
        this.budget = budget;
        this.naming = naming;
    }

    @Override
    public boolean shouldParseEmbedded(Metadata metadata) {
        String type = metadata.get(TikaCoreProperties.EMBEDDED_RESOURCE_TYPE);
        return !TikaCoreProperties.EmbeddedResourceType.THUMBNAIL.name().equals(type);
    }

    @Override
    public void parseEmbedded(
            InputStream stream, ContentHandler handler, Metadata metadata, boolean outputHtml)
            throws SAXException, IOException {
        budget.enter();
        String name = naming == Naming.NONE ? null : name(metadata);
        EventHandler.Mark mark = events.mark();
        if (name != null) {
            out.announce(name);
        }
        try {
            parser.parse(
                    CloseShieldInputStream.wrap(stream),
                    new EmbeddedContentHandler(handler),
                    metadata,
                    context);
        } catch (TikaException | IOException | RuntimeException e) {
            rethrow(e);
        } finally {
            events.unwind(mark);
            budget.leave();
        }
        if (out.withdraw() && name != null && naming == Naming.ALL) {
            out.begin(Block.Kind.PARAGRAPH, 0);
            out.text("Attachment: " + name);
            out.end();
        }
    }

    /** Only what ends the whole file is thrown on. */
    private void rethrow(Exception exception) {
        ParseOutcome reached = budget.reached();
        if (reached == null) {
            reached = Outcomes.hazard(exception);
        }
        if (reached != null) {
            throw budget.stop(reached);
        }
    }

    private static @Nullable String name(Metadata metadata) {
        String given = metadata.get(TikaCoreProperties.RESOURCE_NAME_KEY);
        if (given == null) {
            return null;
        }
        String name = CanonicalText.normalised(given).text().replaceAll("\\s+", " ").strip();
        return name.isEmpty() ? null : name;
    }
}
