package dev.plumbline.ingestion.parse;

import dev.plumbline.ingestion.CanonicalText;
import dev.plumbline.ingestion.parse.ParseOutcome.Failed;
import dev.plumbline.ingestion.parse.ParseOutcome.Failure;
import dev.plumbline.ingestion.parse.ParseOutcome.Hazard;
import dev.plumbline.ingestion.parse.ParseOutcome.Parsed;
import dev.plumbline.ingestion.parse.ParseOutcome.Quarantined;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.Calendar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.MemoryUsageSetting;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.jspecify.annotations.Nullable;

/** PDF: text and boxes from one pass. */
final class Pdf {
    private static final long MAIN_BYTES_MAX = 128L << 20;
    private static final long STORAGE_BYTES_MAX = 512L << 20;

    private Pdf() {}

    static ParseOutcome parse(Path file, Path temporary, Budget budget) throws IOException {
        var memory =
                MemoryUsageSetting.setupMixed(MAIN_BYTES_MAX, STORAGE_BYTES_MAX)
                        .setTempDir(temporary.toFile());
        try (PDDocument pdf = Loader.loadPDF(file.toFile(), memory.streamCache)) {
            var stripper = new PdfStripper(budget);
            stripper.writeText(pdf, Writer.nullWriter());
            ParseOutcome reached = budget.reached();
            if (reached != null) {
                return reached;
            }
            return new Parsed(document(stripper, pdf));
        } catch (InvalidPasswordException e) {
            return new Failed(Failure.ENCRYPTED, "The PDF is protected by a password.");
        } catch (IOException e) {
            if (String.valueOf(e.getMessage()).contains("scratch file memory exceeded")) {
                return new Quarantined(
                        Hazard.BOMB,
                        "The PDF unpacks to more than " + (STORAGE_BYTES_MAX >> 20) + " MiB.");
            }
            throw e;
        }
    }

    private static ParsedDocument document(PdfStripper stripper, PDDocument pdf) {
        var composition = new PdfComposition(stripper.pages(), stripper.sizes());
        composition.compose();
        CanonicalText text = composition.text();
        List<Block> blocks = Offsets.blocks(composition.blocks(), text);
        PDDocumentInformation about = pdf.getDocumentInformation();
        return new ParsedDocument(
                text,
                Titles.of(about.getTitle(), text, blocks),
                "application/pdf",
                pdf.getNumberOfPages(),
                blocks,
                Offsets.words(composition.words(), text),
                metadata(about));
    }

    private static Map<String, String> metadata(PDDocumentInformation about) {
        var metadata = new LinkedHashMap<String, String>();
        keep(metadata, "author", about.getAuthor());
        keep(metadata, "subject", about.getSubject());
        keep(metadata, "keywords", about.getKeywords());
        keep(metadata, "created", time(about.getCreationDate()));
        keep(metadata, "modified", time(about.getModificationDate()));
        return metadata;
    }

    private static void keep(Map<String, String> metadata, String name, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            metadata.put(name, CanonicalText.normalised(value).text().strip());
        }
    }

    private static @Nullable String time(@Nullable Calendar calendar) {
        return calendar == null ? null : calendar.toInstant().toString();
    }
}
