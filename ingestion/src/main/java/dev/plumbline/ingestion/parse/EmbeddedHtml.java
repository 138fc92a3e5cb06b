package dev.plumbline.ingestion.parse;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serial;
import java.util.Set;
import org.apache.commons.io.IOUtils;
import org.apache.commons.io.input.CloseShieldInputStream;
import org.apache.tika.detect.AutoDetectReader;
import org.apache.tika.detect.EncodingDetector;
import org.apache.tika.exception.TikaException;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MediaType;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.Parser;
import org.apache.tika.parser.html.JSoupParser;
import org.xml.sax.ContentHandler;
import org.xml.sax.SAXException;

/** HTML within other files, read as HTML alone is: without what a browser would not show. */
final class EmbeddedHtml implements Parser {
    @Serial private static final long serialVersionUID = 1;

    private final EncodingDetector encodings;
    private final JSoupParser elsewhere;

    EmbeddedHtml(EncodingDetector encodings) {
        this.encodings = encodings;
        this.elsewhere = new JSoupParser(encodings);
    }

    @Override
    public Set<MediaType> getSupportedTypes(ParseContext context) {
        return elsewhere.getSupportedTypes(context);
    }

    @Override
    public void parse(
            InputStream stream, ContentHandler handler, Metadata metadata, ParseContext context)
            throws IOException, SAXException, TikaException {
        BlockWriter out = context.get(BlockWriter.class);
        if (out == null) { // a reader of Tika's that begins a context of its own
            elsewhere.parse(stream, handler, metadata, context);
            return;
        }
        try (var reader =
                new AutoDetectReader(CloseShieldInputStream.wrap(stream), metadata, encodings)) {
            Html.writePage(IOUtils.toString(reader), out);
        }
    }
}
