package dev.plumbline.inference.tokenizer;

import dev.plumbline.inference.tokenizer.Tokenizer.SpecialDisplay;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Turns tokens into text as they arrive. Only whole characters come out; the bytes of an unfinished
 * one wait for the next token. Control tokens are left out. For one stream and one thread.
 */
public final class Detokenizer {
    private final Tokenizer tokenizer;
    private final CharsetDecoder decoder =
            StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPLACE)
                    .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private byte[] waiting = new byte[0];
    private boolean dropSpace;

    Detokenizer(Tokenizer tokenizer, boolean dropFirstSpace) {
        this.tokenizer = tokenizer;
        this.dropSpace = dropFirstSpace;
    }

    /** The text that this token completes; often empty within a character. */
    public String next(int id) {
        byte[] piece = tokenizer.bytes(id, SpecialDisplay.HIDDEN);
        if (dropSpace) {
            dropSpace = false;
            if (piece.length > 0 && piece[0] == ' ') {
                piece = Arrays.copyOfRange(piece, 1, piece.length);
            }
        }
        return decode(piece, false);
    }

    /** What is left at the end: an unfinished character shows as U+FFFD. */
    public String finish() {
        return decode(new byte[0], true);
    }

    private String decode(byte[] piece, boolean last) {
        byte[] joined = Arrays.copyOf(waiting, waiting.length + piece.length);
        System.arraycopy(piece, 0, joined, waiting.length, piece.length);
        ByteBuffer bytes = ByteBuffer.wrap(joined);
        CharBuffer characters = CharBuffer.allocate(joined.length + 1);
        decoder.reset();
        decoder.decode(bytes, characters, last);
        if (last) {
            decoder.flush(characters);
        }
        waiting = Arrays.copyOfRange(joined, bytes.position(), joined.length);
        return characters.flip().toString();
    }
}
