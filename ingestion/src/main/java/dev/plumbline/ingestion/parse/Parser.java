package dev.plumbline.ingestion.parse;

import dev.plumbline.ingestion.parse.ParseOutcome.Failed;
import dev.plumbline.ingestion.parse.ParseOutcome.Failure;
import dev.plumbline.ingestion.parse.ParseOutcome.Parsed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.tika.config.ServiceLoader;
import org.apache.tika.detect.DefaultDetector;
import org.apache.tika.detect.DefaultEncodingDetector;
import org.apache.tika.detect.Detector;
import org.apache.tika.exception.TikaException;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.mime.MediaType;
import org.apache.tika.mime.MediaTypeRegistry;
import org.apache.tika.mime.MimeTypes;
import org.apache.tika.parser.AutoDetectParser;
import org.apache.tika.parser.AutoDetectParserConfig;
import org.apache.tika.parser.DefaultParser;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.external.CompositeExternalParser;
import org.apache.tika.parser.external.ExternalParser;
import org.apache.tika.parser.html.JSoupParser;
import org.apache.tika.parser.pdf.PDFParser;
import org.jspecify.annotations.Nullable;
import org.xml.sax.SAXException;

/**
 * Parses one file within this process. Only child processes of {@link ParserPool} use it on foreign
 * files.
 */
public final class Parser {
    /**
     * Names this parser and its settings in the keys of artifacts; changes whenever its documents
     * would.
     */
    public static final String VERSION = "parser-3/tika-3.3.1/pdfbox-3.0.7/commonmark-0.28.0";

    private static final int RATIO_MAX = 100;
    private static final int XML_DEPTH_MAX = 500;
    private static final long OUTPUT_FREE = 5_000_000;

    private static final Set<String> VALUES =
            Set.of("text/csv", "text/tsv", "text/tab-separated-values");
    private static final List<String> PACKED =
            List.of(
                    ".pdf", ".docx", ".pptx", ".xlsx", ".odt", ".odp", ".ods", ".epub", ".zip",
                    ".png", ".jpg", ".jpeg");

    private final ParseLimits limits;
    private final Path temporary;
    private final MediaTypeRegistry registry;
    private final Detector detector;
    private final Charsets charsets;
    private final OfficeFiles office;

    /** What Tika's parsers read; asking them takes as long as a small file. */
    private final Set<MediaType> readable;

    Parser(ParseLimits limits, Path temporary) {
        this.limits = limits;
        this.temporary = temporary;
        var loader = new ServiceLoader(Parser.class.getClassLoader());
        var types = MimeTypes.getDefaultMimeTypes();
        registry = types.getMediaTypeRegistry();
        detector = new DefaultDetector(types, loader);
        var encodings = new DefaultEncodingDetector(loader);
        charsets = new Charsets(encodings);
        var parsers =
                new DefaultParser(
                        registry,
                        loader,
                        List.of(
                                CompositeExternalParser.class,
                                ExternalParser.class,
                                JSoupParser.class,
                                PDFParser.class),
                        encodings,
                        null);
        var tika =
                new AutoDetectParser(
                        detector, parsers, new EmbeddedHtml(encodings), new EmbeddedPdf(temporary));
        tika.setAutoDetectParserConfig(configuration(limits));
        office = new OfficeFiles(tika);
        readable = tika.getSupportedTypes(new ParseContext());
    }

    private static AutoDetectParserConfig configuration(ParseLimits limits) {
        var configuration = new AutoDetectParserConfig();
        configuration.setOutputThreshold(OUTPUT_FREE);
        configuration.setMaximumCompressionRatio(RATIO_MAX);
        configuration.setMaximumDepth(XML_DEPTH_MAX);
        configuration.setMaximumPackageEntryDepth(limits.depthMax());
        configuration.setThrowOnZeroBytes(false);
        return configuration;
    }

    /** Reads a file; never {@link ParseOutcome.Aborted}, which only the pool can know. */
    ParseOutcome parse(ParseRequest request) {
        var budget = new Budget(limits, 0);
        try {
            long bytes = Files.size(request.file());
            if (bytes == 0) {
                return new Failed(Failure.EMPTY, "The file is empty.");
            }
            budget = new Budget(limits, bytes);
            ParseOutcome outcome = read(request, bytes, budget);
            ParseOutcome reached = budget.reached();
            return reached != null ? reached : checked(outcome);
        } catch (TikaException
                | SAXException
                | IOException
                | RuntimeException
                | StackOverflowError e) {
            ParseOutcome reached = budget.reached();
            return reached != null ? reached : Outcomes.of(e);
        }
    }

    private ParseOutcome read(ParseRequest request, long bytes, Budget budget)
            throws IOException, TikaException, SAXException {
        // Finding the type may open a container, which is read on from there.
        try (var stream = TikaInputStream.get(request.file())) {
            return read(request, stream, bytes, budget);
        }
    }

    private ParseOutcome read(
            ParseRequest request, TikaInputStream stream, long bytes, Budget budget)
            throws IOException, TikaException, SAXException {
        var metadata = new Metadata();
        metadata.set(TikaCoreProperties.RESOURCE_NAME_KEY, request.name());
        // Versions of formats are parameters, and some readers know certain ones alone.
        MediaType detected = detect(request, stream, metadata);
        MediaType type = detected.getBaseType();
        metadata.set(Metadata.CONTENT_TYPE, type.toString());
        metadata.set(TikaCoreProperties.CONTENT_TYPE_PARSER_OVERRIDE, detected.toString());
        String name = type.toString();
        if (name.equals("application/pdf")) {
            return Pdf.parse(request.file(), temporary, budget);
        }
        if (type.equals(MediaType.TEXT_PLAIN) && isNamedOtherwise(request.name())) {
            return new Failed(Failure.CORRUPT, "The file is damaged or not what its name says.");
        }
        if (VALUES.contains(name)) {
            return new Parsed(Csv.parse(text(request.file(), bytes, budget), name, budget));
        }
        MediaType reader = reader(detected);
        if (reader == null) {
            return new Failed(
                    Failure.UNSUPPORTED,
                    "Files of type " + name + " have no text that can be read.");
        }
        return switch (reader.getBaseType().toString()) {
            case "text/html", "application/xhtml+xml" ->
                    new Parsed(Html.parse(text(request.file(), bytes, budget), name, budget));
            case "text/plain" ->
                    isMarkdown(name, request)
                            ? new Parsed(
                                    Markdown.parse(text(request.file(), bytes, budget), budget))
                            : plain(request.file(), bytes, name, budget);
            default -> new Parsed(office.parse(stream, metadata, name, budget));
        };
    }

    private MediaType detect(ParseRequest request, TikaInputStream stream, Metadata metadata)
            throws IOException {
        String declared = request.declaredMediaType();
        if (declared != null
                && MediaType.parse(declared) != null
                && !declared.startsWith("application/octet-stream")) {
            metadata.set(Metadata.CONTENT_TYPE, declared);
        }
        return detector.detect(stream, metadata);
    }

    /** True for a name such as report.docx, whose content is never plain text. */
    private static boolean isNamedOtherwise(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return PACKED.stream().anyMatch(lower::endsWith);
    }

    private static boolean isMarkdown(String type, ParseRequest request) {
        String declared = request.declaredMediaType();
        return type.equals("text/x-web-markdown")
                || type.equals("text/markdown")
                || (declared != null
                        && declared.startsWith("text/markdown")
                        && type.equals("text/plain"));
    }

    /** The nearest type above (or this) that a parser reads; null for none. */
    private @Nullable MediaType reader(MediaType type) {
        for (MediaType t = registry.normalize(type); t != null; t = registry.getSupertype(t)) {
            if (readable.contains(t)) {
                return t;
            }
        }
        return null;
    }

    private ParseOutcome plain(Path file, long bytes, String type, Budget budget)
            throws IOException {
        String text = text(file, bytes, budget);
        budget.characters(text.length());
        return new Parsed(PlainText.parse(text, type));
    }

    private String text(Path file, long bytes, Budget budget) throws IOException {
        if (bytes > 4L * limits.charactersMax()) {
            throw budget.stop(
                    new Failed(
                            Failure.TOO_LARGE,
                            "The file holds more than "
                                    + limits.charactersMax()
                                    + " characters of text."));
        }
        return charsets.decode(Files.readAllBytes(file));
    }

    /** A document without a letter or digit has no text. */
    private static ParseOutcome checked(ParseOutcome outcome) {
        if (outcome instanceof Parsed(ParsedDocument document)
                && document.text().text().codePoints().noneMatch(Character::isLetterOrDigit)) {
            return new Failed(
                    Failure.NO_TEXT,
                    "No text was found in the file"
                            + (document.pages() > 0 ? "; its pages may be pictures." : "."));
        }
        return outcome;
    }
}
