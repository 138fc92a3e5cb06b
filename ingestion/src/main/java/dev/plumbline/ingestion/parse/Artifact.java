package dev.plumbline.ingestion.parse;

import dev.plumbline.ingestion.CanonicalText;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The lasting form of a parsed document. Big-endian; strings are a length in bytes (-1: null) and
 * UTF-8; lists a count and their items; integers are variable length, seven bits a byte, low ones
 * first.
 */
final class Artifact {
    private static final int MAGIC = 0x504c5044; // "PLPD"
    private static final int FORM = 2;

    /** A kind is written as its place here; new ones are added at the end. */
    private static final List<Block.Kind> KINDS = List.of(Block.Kind.values());

    private Artifact() {}

    static void write(ParsedDocument document, OutputStream out) throws IOException {
        var data = new DataOutputStream(new SingleThreadOutput(out));
        data.writeInt(MAGIC);
        data.writeInt(FORM);
        string(data, document.text().text());
        string(data, document.title());
        string(data, document.mediaType());
        number(data, document.pages());
        blocks(data, document.blocks());
        words(data, document.words());
        number(data, document.metadata().size());
        for (Map.Entry<String, String> entry : new TreeMap<>(document.metadata()).entrySet()) {
            string(data, entry.getKey());
            string(data, entry.getValue());
        }
        data.flush();
    }

    /** May take more from the stream than the document's own bytes. */
    static ParsedDocument read(InputStream in) throws IOException {
        return read(new DataInputStream(new SingleThreadInput(in)));
    }

    /** Takes the document's bytes from the stream and no more. */
    static ParsedDocument read(DataInputStream data) throws IOException {
        if (data.readInt() != MAGIC) {
            throw new IOException("This is no parsed document");
        }
        int form = data.readInt();
        if (form != FORM) {
            throw new IOException("This parsed document has form " + form + ", known is " + FORM);
        }
        try {
            return body(data);
        } catch (IllegalArgumentException e) {
            throw new IOException("This parsed document is damaged: " + e.getMessage(), e);
        }
    }

    private static ParsedDocument body(DataInputStream data) throws IOException {
        var text = CanonicalText.of(required(data));
        @Nullable String title = string(data);
        String mediaType = required(data);
        int pages = number(data);
        List<Block> blocks = blocks(data);
        List<Word> words = words(data);
        var metadata = new LinkedHashMap<String, String>();
        for (int i = number(data); i > 0; i--) {
            metadata.put(required(data), required(data));
        }
        return new ParsedDocument(text, title, mediaType, pages, blocks, words, metadata);
    }

    private static void blocks(DataOutputStream data, List<Block> blocks) throws IOException {
        number(data, blocks.size());
        int last = 0;
        for (Block block : blocks) {
            data.writeByte(KINDS.indexOf(block.kind()));
            data.writeByte(block.level());
            number(data, block.start() - last);
            number(data, block.end() - block.start());
            Integer page = block.page();
            number(data, page == null ? 0 : page);
            last = block.end();
        }
    }

    private static List<Block> blocks(DataInputStream data) throws IOException {
        var blocks = new ArrayList<Block>();
        int last = 0;
        for (int i = number(data); i > 0; i--) {
            int kind = data.readUnsignedByte();
            if (kind >= KINDS.size()) {
                throw new IOException(
                        "This parsed document is damaged: there is no kind of block " + kind);
            }
            int level = data.readUnsignedByte();
            int start = last + number(data);
            last = start + number(data);
            int page = number(data);
            blocks.add(new Block(KINDS.get(kind), level, start, last, page == 0 ? null : page));
        }
        return blocks;
    }

    private static void words(DataOutputStream data, List<Word> words) throws IOException {
        number(data, words.size());
        int last = 0;
        for (Word word : words) {
            number(data, word.page());
            number(data, word.start() - last);
            number(data, word.end() - word.start());
            data.writeFloat(word.x());
            data.writeFloat(word.y());
            data.writeFloat(word.width());
            data.writeFloat(word.height());
            last = word.end();
        }
    }

    private static List<Word> words(DataInputStream data) throws IOException {
        var words = new ArrayList<Word>();
        int last = 0;
        for (int i = number(data); i > 0; i--) {
            int page = number(data);
            int start = last + number(data);
            last = start + number(data);
            words.add(
                    new Word(
                            page,
                            start,
                            last,
                            data.readFloat(),
                            data.readFloat(),
                            data.readFloat(),
                            data.readFloat()));
        }
        return words;
    }

    private static void string(DataOutputStream data, @Nullable String value) throws IOException {
        if (value == null) {
            data.writeInt(-1);
            return;
        }
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        data.writeInt(bytes.length);
        data.write(bytes);
    }

    private static @Nullable String string(DataInputStream data) throws IOException {
        int length = data.readInt();
        if (length < 0) {
            return null;
        }
        byte[] bytes = data.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("This parsed document ends too early");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static String required(DataInputStream data) throws IOException {
        String value = string(data);
        if (value == null) {
            throw new IOException("This parsed document is damaged: a text is missing");
        }
        return value;
    }

    private static void number(DataOutputStream data, int value) throws IOException {
        if (value < 0) {
            throw new IllegalArgumentException("Ranges of a parsed document must be in order");
        }
        int rest = value;
        while (rest >= 0x80) {
            data.writeByte((rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        data.writeByte(rest);
    }

    private static int number(DataInputStream data) throws IOException {
        int value = 0;
        for (int shift = 0; shift < 35; shift += 7) {
            int next = data.readUnsignedByte();
            value |= (next & 0x7f) << shift;
            if (next < 0x80) {
                if (value < 0) {
                    break;
                }
                return value;
            }
        }
        throw new IOException("This parsed document is damaged: a number is out of range");
    }
}
