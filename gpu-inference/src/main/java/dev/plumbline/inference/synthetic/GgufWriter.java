package dev.plumbline.inference.synthetic;

import dev.plumbline.inference.tensor.DType;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The part of a GGUF file (version 3) before its weights: metadata and the directory of tensors.
 */
final class GgufWriter {
    static final int ALIGNMENT = 32;
    private static final int UINT32 = 4;
    private static final int INT32 = 5;
    private static final int FLOAT32 = 6;
    private static final int BOOL = 7;
    private static final int STRING = 8;
    private static final int ARRAY = 9;

    /** A tensor to come: [rows, columns], rows 0 for a vector. */
    record Entry(String name, DType type, int rows, int columns) {
        long bytes() {
            return type.bytes(columns) * Math.max(1, rows);
        }
    }

    private final ByteArrayOutputStream metadata = new ByteArrayOutputStream();
    private final List<Entry> entries = new ArrayList<>();
    private int keys;

    void number(String key, int value) {
        key(key, UINT32);
        write(bytes(4).putInt(value));
    }

    void real(String key, float value) {
        key(key, FLOAT32);
        write(bytes(4).putFloat(value));
    }

    void flag(String key, boolean value) {
        key(key, BOOL);
        write(bytes(1).put((byte) (value ? 1 : 0)));
    }

    void text(String key, String value) {
        key(key, STRING);
        string(value);
    }

    void texts(String key, List<String> values) {
        key(key, ARRAY);
        write(bytes(12).putInt(STRING).putLong(values.size()));
        values.forEach(this::string);
    }

    void numbers(String key, List<Integer> values) {
        key(key, ARRAY);
        write(bytes(12).putInt(INT32).putLong(values.size()));
        values.forEach(value -> write(bytes(4).putInt(value)));
    }

    void tensor(Entry entry) {
        entries.add(entry);
    }

    List<Entry> entries() {
        return entries;
    }

    /** Everything before the first tensor, padded. */
    byte[] header() {
        byte[] keyed = metadata.toByteArray();
        metadata.reset();
        write(bytes(24).putInt(0x46554747).putInt(3).putLong(entries.size()).putLong(keys));
        metadata.writeBytes(keyed);
        long offset = 0;
        for (Entry entry : entries) {
            string(entry.name());
            if (entry.rows() == 0) {
                write(bytes(12).putInt(1).putLong(entry.columns()));
            } else {
                write(bytes(20).putInt(2).putLong(entry.columns()).putLong(entry.rows()));
            }
            write(bytes(12).putInt(entry.type().ggmlId()).putLong(offset));
            offset += padded(entry.bytes());
        }
        metadata.writeBytes(new byte[(int) (padded(metadata.size()) - metadata.size())]);
        return metadata.toByteArray();
    }

    static long padded(long size) {
        return (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }

    private void key(String key, int type) {
        keys++;
        string(key);
        write(bytes(4).putInt(type));
    }

    private void string(String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        write(bytes(8).putLong(utf8.length));
        metadata.writeBytes(utf8);
    }

    private static ByteBuffer bytes(int count) {
        return ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
    }

    private void write(ByteBuffer buffer) {
        byte[] content = new byte[buffer.position()];
        buffer.flip().get(content);
        metadata.writeBytes(content);
    }
}
