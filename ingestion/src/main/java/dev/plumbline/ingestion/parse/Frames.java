package dev.plumbline.ingestion.parse;

import dev.plumbline.ingestion.parse.ParseOutcome.Aborted;
import dev.plumbline.ingestion.parse.ParseOutcome.Failed;
import dev.plumbline.ingestion.parse.ParseOutcome.Failure;
import dev.plumbline.ingestion.parse.ParseOutcome.Hazard;
import dev.plumbline.ingestion.parse.ParseOutcome.Parsed;
import dev.plumbline.ingestion.parse.ParseOutcome.Quarantined;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What pool and child say to each other. Request: path, name, declared type. Answer: a letter, then
 * a parsed document in its lasting form, or code and message. A child says {@link #READY} once when
 * it can begin.
 */
final class Frames {
    static final int READY = 'R';
    private static final int PARSED = 'P';
    private static final int FAILED = 'F';
    private static final int QUARANTINED = 'Q';

    private Frames() {}

    static void writeRequest(ParseRequest request, DataOutputStream out) throws IOException {
        out.writeUTF(request.file().toAbsolutePath().toString());
        out.writeUTF(clipped(request.name()));
        String declared = request.declaredMediaType();
        out.writeUTF(declared == null ? "" : clipped(declared));
        out.flush();
    }

    static ParseRequest readRequest(DataInputStream in) throws IOException {
        Path file = Path.of(in.readUTF());
        String name = in.readUTF();
        String declared = in.readUTF();
        return new ParseRequest(file, name, declared.isEmpty() ? null : declared);
    }

    static void writeReady(DataOutputStream out) throws IOException {
        out.writeByte(READY);
        out.flush();
    }

    static void writeOutcome(ParseOutcome outcome, DataOutputStream out) throws IOException {
        switch (outcome) {
            case Parsed(ParsedDocument document) -> {
                out.writeByte(PARSED);
                var buffered = new BufferedOutputStream(out, 1 << 16);
                document.write(buffered);
                buffered.flush();
            }
            case Failed(Failure code, String message) ->
                    writeReason(FAILED, code.name(), message, out);
            case Quarantined(Hazard code, String message) ->
                    writeReason(QUARANTINED, code.name(), message, out);
            case Aborted aborted ->
                    throw new IllegalArgumentException("A child does not say " + aborted);
        }
        out.flush();
    }

    /** The next answer; null for {@link #READY}. */
    static @Nullable ParseOutcome readOutcome(DataInputStream in) throws IOException {
        int kind = in.readUnsignedByte();
        try {
            return switch (kind) {
                case READY -> null;
                case PARSED -> new Parsed(ParsedDocument.read(in));
                case FAILED -> new Failed(Failure.valueOf(in.readUTF()), in.readUTF());
                case QUARANTINED -> new Quarantined(Hazard.valueOf(in.readUTF()), in.readUTF());
                default ->
                        throw new IOException(
                                "A parser process said " + kind + ", which means nothing");
            };
        } catch (IllegalArgumentException e) {
            throw new IOException("A parser process gave an unknown reason", e);
        }
    }

    private static void writeReason(int kind, String code, String message, DataOutputStream out)
            throws IOException {
        out.writeByte(kind);
        out.writeUTF(code);
        out.writeUTF(clipped(message));
    }

    /** What a frame's text can hold, with room for three bytes a unit. */
    private static String clipped(String text) {
        return text.length() <= 20_000 ? text : text.substring(text.length() - 20_000);
    }
}
