package dev.plumbline.ingestion.parse;

import dev.plumbline.ingestion.parse.ParseOutcome.Aborted;
import dev.plumbline.ingestion.parse.ParseOutcome.Failed;
import dev.plumbline.ingestion.parse.ParseOutcome.Parsed;
import dev.plumbline.ingestion.parse.ParseOutcome.Quarantined;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serial;
import java.nio.file.Path;
import java.util.Set;
import org.apache.tika.exception.TikaException;
import org.apache.tika.io.TemporaryResources;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MediaType;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.Parser;
import org.xml.sax.ContentHandler;

/** PDF within other files, read as PDF alone is, but without pages and boxes. */
final class EmbeddedPdf implements Parser {
    @Serial private static final long serialVersionUID = 1;

    private final transient Path temporary;

    EmbeddedPdf(Path temporary) {
        this.temporary = temporary;
    }

    @Override
    public Set<MediaType> getSupportedTypes(ParseContext context) {
        return Set.of(MediaType.application("pdf"));
    }

    @Override
    public void parse(
            InputStream stream, ContentHandler handler, Metadata metadata, ParseContext context)
            throws IOException, TikaException {
        BlockWriter out = context.get(BlockWriter.class);
        Budget budget = context.get(Budget.class);
        if (out == null || budget == null) {
            throw new TikaException("There is no place for the text of a PDF within a file");
        }
        try (var resources = new TemporaryResources()) {
            Path file = TikaInputStream.get(stream, resources, metadata).getPath();
            switch (Pdf.parse(file, temporary, budget)) {
                case Parsed(ParsedDocument document) -> write(document, out);
                case Failed failed -> throw new TikaException(failed.message());
                case Quarantined hazard -> throw budget.stop(hazard);
                case Aborted aborted -> throw new TikaException(aborted.message());
            }
        }
    }

    private static void write(ParsedDocument document, BlockWriter out) {
        for (Block block : document.blocks()) {
            boolean margin = block.kind() == Block.Kind.MARGIN;
            if (margin) {
                out.beginMargin();
            }
            out.begin(block.kind(), block.level());
            out.lines(document.text().slice(block.start(), block.end()));
            out.end();
            if (margin) {
                out.endMargin();
            }
        }
    }
}
