package dev.plumbline.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Token ids from a file, arrays of floats into one. */
final class TokenLists {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final int HEADER_ALIGNMENT = 64;
    private static final int MAGIC_BYTES = 10;

    private TokenLists() {}

    /** A JSON list of lists of ids, none empty. */
    static int[][] read(Path file) throws IOException {
        try {
            int[][] lists = MAPPER.readValue(Files.readAllBytes(file), int[][].class);
            for (int[] list : lists) {
                if (list == null || list.length == 0) {
                    throw new UsageException(file + " has an empty list of token ids.");
                }
            }
            return lists;
        } catch (JsonProcessingException malformed) {
            throw new UsageException(
                    file
                            + " is no JSON list of lists of token ids: "
                            + malformed.getOriginalMessage());
        }
    }

    static String json(Object value) throws IOException {
        return MAPPER.writeValueAsString(value);
    }

    static void writeJson(Path file, Object value) throws IOException {
        Files.write(file, MAPPER.writeValueAsBytes(value));
    }

    /** A float32 array [rows, columns] in NumPy's format, version 1. */
    static void writeNpy(Path file, List<float[]> rows, int columns) throws IOException {
        String header =
                String.format(
                        Locale.ROOT,
                        "{'descr': '<f4', 'fortran_order': False, 'shape': (%d, %d), }",
                        rows.size(),
                        columns);
        int length = MAGIC_BYTES + header.length() + 1;
        int padded = Math.ceilDiv(length, HEADER_ALIGNMENT) * HEADER_ALIGNMENT;
        ByteBuffer bytes =
                ByteBuffer.allocate(padded + rows.size() * columns * Float.BYTES)
                        .order(ByteOrder.LITTLE_ENDIAN);
        bytes.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII));
        bytes.put((byte) 1).put((byte) 0).putShort((short) (padded - MAGIC_BYTES));
        bytes.put(header.getBytes(StandardCharsets.US_ASCII));
        bytes.put(" ".repeat(padded - length).getBytes(StandardCharsets.US_ASCII)).put((byte) '\n');
        for (float[] row : rows) {
            for (float value : row) {
                bytes.putFloat(value);
            }
        }
        Files.write(file, bytes.array());
    }
}
