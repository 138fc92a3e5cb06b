package dev.plumbline.ingestion.parse;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MediaType;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.Parser;
import org.apache.tika.sax.XHTMLContentHandler;
import org.xml.sax.ContentHandler;
import org.xml.sax.SAXException;

/** A parser of formats that exist in tests only: it hangs, crashes, hoards memory or prints. */
public final class MisbehavingParser implements Parser {
    private static final String PREFIX = "x-misbehave-";

    @Override
    public Set<MediaType> getSupportedTypes(ParseContext context) {
        return Set.of(
                MediaType.application(PREFIX + "hang"),
                MediaType.application(PREFIX + "crash"),
                MediaType.application(PREFIX + "hoard"),
                MediaType.application(PREFIX + "shout"));
    }

    @Override
    public void parse(
            InputStream stream, ContentHandler handler, Metadata metadata, ParseContext context)
            throws SAXException {
        String type = String.valueOf(metadata.get(Metadata.CONTENT_TYPE));
        switch (type.substring(type.indexOf(PREFIX) + PREFIX.length())) {
            case "hang" -> hang();
            case "crash" -> Runtime.getRuntime().halt(7);
            case "hoard" -> hoard();
            default -> shout(handler, metadata);
        }
    }

    private static void hang() {
        while (!Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(1_000_000_000);
        }
    }

    private static void hoard() {
        var hoarded = new ArrayList<byte[]>();
        while (hoarded.size() < 1_000_000) {
            hoarded.add(new byte[1 << 20]);
        }
    }

    private static void shout(ContentHandler handler, Metadata metadata) throws SAXException {
        System.out.println("Printed by a library where answers belong");
        var document = new XHTMLContentHandler(handler, metadata);
        document.startDocument();
        document.element("p", "Spoken in order");
        document.endDocument();
    }
}
