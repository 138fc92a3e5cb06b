package dev.plumbline.ingestion.parse;

import dev.plumbline.ingestion.parse.ParseOutcome.Aborted;
import dev.plumbline.ingestion.parse.ParseOutcome.Failed;
import dev.plumbline.ingestion.parse.ParseOutcome.Failure;
import dev.plumbline.ingestion.parse.ParseOutcome.Hazard;
import dev.plumbline.ingestion.parse.ParseOutcome.Parsed;
import dev.plumbline.ingestion.parse.ParseOutcome.Quarantined;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What pool and child say to each other. Request: number, path, name, declared type. Answer: a
 * letter, the request's number, then a parsed document in its lasting form, or code and message. A
 * child says {@link #READY} once when it can begin. A child may be out of its mind: whatever is not
 * as said here is an {@link IOException}.
 */
final class Frames {
    static final int READY = 'R';
    private static final int PARSED = 'P';
    private static final int FAILED = 'F';
    private static final int QUARANTINED = 'Q';

    private Frames() {}

    /** A request and its number, which its answer repeats. */
    record Numbered(int number, ParseRequest request) {}

    /** An answer and the number of its request; null and 0 for {@link #READY}. */
    record Answered(int number, @Nullable ParseOutcome outcome) {}

    static void writeRequest(int number, ParseRequest request, DataOutputStream out)
            throws IOException {
        out.writeInt(number);
        out.writeUTF(request.file().toAbsolutePath().toString());
        out.writeUTF(clipped(request.name()));
        String declared = request.declaredMediaType();
        out.writeUTF(declared == null ? "" : clipped(declared));
        out.flush();
    }

    static Numbered readRequest(DataInputStream in) throws IOException {
        int number = in.readInt();
        Path file = Path.of(in.readUTF());
        String name = in.readUTF();
        String declared = in.readUTF();
        return new Numbered(
                number, new ParseRequest(file, name, declared.isEmpty() ? null : declared));
    }

    static void writeReady(DataOutputStream out) throws IOException {
        out.writeByte(READY);
        out.flush();
    }

    static void writeOutcome(int number, ParseOutcome outcome, DataOutputStream out)
            throws IOException {
        switch (outcome) {
            case Parsed(ParsedDocument document) -> {
                out.writeByte(PARSED);
                out.writeInt(number);
                document.write(out);
            }
            case Failed(Failure code, String message) ->
                    writeReason(FAILED, number, code.name(), message, out);
            case Quarantined(Hazard code, String message) ->
                    writeReason(QUARANTINED, number, code.name(), message, out);
            case Aborted aborted ->
                    throw new IllegalArgumentException("A child does not say " + aborted);
        }
        out.flush();
    }

    /** The next answer. */
    static Answered readOutcome(DataInputStream in) throws IOException {
        int kind = in.readUnsignedByte();
        if (kind == READY) {
            return new Answered(0, null);
        }
        int number = in.readInt();
        try {
            return new Answered(
                    number,
                    switch (kind) {
                        case PARSED -> new Parsed(Artifact.read(in));
                        case FAILED -> new Failed(Failure.valueOf(in.readUTF()), in.readUTF());
                        case QUARANTINED ->
                                new Quarantined(Hazard.valueOf(in.readUTF()), in.readUTF());
                        default ->
                                throw new IOException(
                                        "A parser process said " + kind + ", which means nothing");
                    });
        } catch (IllegalArgumentException e) {
            throw new IOException("A parser process gave an unknown reason", e);
        }
    }

    private static void writeReason(
            int kind, int number, String code, String message, DataOutputStream out)
            throws IOException {
        out.writeByte(kind);
        out.writeInt(number);
        out.writeUTF(code);
        out.writeUTF(clipped(message));
    }

    /** What a frame's text can hold, with room for three bytes a unit. */
    private static String clipped(String text) {
        return text.length() <= 20_000 ? text : text.substring(text.length() - 20_000);
    }
}
