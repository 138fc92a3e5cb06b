package dev.plumbline.ingestion.parse;

import dev.plumbline.ingestion.parse.ParseOutcome.Failed;
import dev.plumbline.ingestion.parse.ParseOutcome.Failure;
import dev.plumbline.ingestion.parse.ParseOutcome.Hazard;
import dev.plumbline.ingestion.parse.ParseOutcome.Quarantined;
import java.io.EOFException;
import java.util.zip.ZipException;
import org.apache.poi.EncryptedDocumentException;
import org.apache.tika.exception.UnsupportedFormatException;
import org.apache.tika.exception.ZeroByteFileException;
import org.jspecify.annotations.Nullable;
import org.xml.sax.SAXException;

/** What the exceptions of many libraries mean. */
final class Outcomes {
    private static final int CAUSES_MAX = 20;

    private Outcomes() {}

    /** The outcome of an exception that parsing ended with. */
    static ParseOutcome of(Throwable thrown) {
        ParseOutcome hazard = hazard(thrown);
        if (hazard != null) {
            return hazard;
        }
        int depth = 0;
        for (Throwable cause = thrown;
                cause != null && depth++ < CAUSES_MAX;
                cause = cause.getCause()) {
            switch (cause) {
                case org.apache.tika.exception.EncryptedDocumentException e -> {
                    return new Failed(Failure.ENCRYPTED, "The file is protected by a password.");
                }
                case EncryptedDocumentException e -> {
                    return new Failed(Failure.ENCRYPTED, "The file is protected by a password.");
                }
                case ZeroByteFileException e -> {
                    return new Failed(Failure.EMPTY, "The file is empty.");
                }
                case UnsupportedFormatException e -> {
                    return new Failed(
                            Failure.UNSUPPORTED, "Files of this version or kind can't be read.");
                }
                default -> {}
            }
        }
        return new Failed(
                Failure.CORRUPT,
                "The file is damaged or not what its name says" + reason(thrown) + ".");
    }

    /** The outcome of an exception that tells of an attack, else null. */
    static @Nullable ParseOutcome hazard(Throwable thrown) {
        int depth = 0;
        for (Throwable cause = thrown;
                cause != null && depth++ < CAUSES_MAX;
                cause = cause.getCause()) {
            if (cause instanceof LimitReached limit) {
                return limit.outcome();
            }
            if (cause instanceof StackOverflowError) {
                return new Quarantined(Hazard.TOO_DEEP, "The file's structure is nested too deep.");
            }
            String message = String.valueOf(cause.getMessage());
            if (message.contains("nesting") && message.contains("Suspected zip bomb")) {
                return new Quarantined(Hazard.TOO_DEEP, "The file's structure is nested too deep.");
            }
            if (message.contains("Zip bomb detected") || message.contains("zip bomb")) {
                return new Quarantined(Hazard.BOMB, "The file unpacks to far more than its size.");
            }
            if (cause instanceof SAXException
                    && (message.contains("JAXP0001000") || message.contains("entity expansions"))) {
                return new Quarantined(
                        Hazard.BOMB, "The file's entities expand to far more than its size.");
            }
        }
        return null;
    }

    /** What kind of damage, where that is known. */
    private static String reason(Throwable thrown) {
        int depth = 0;
        for (Throwable cause = thrown;
                cause != null && depth++ < CAUSES_MAX;
                cause = cause.getCause()) {
            if (cause instanceof EOFException) {
                return ": it ends too early";
            }
            if (cause instanceof ZipException) {
                return ": its packing is broken";
            }
        }
        return "";
    }
}
