package dev.plumbline.inference.tokenizer;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * GPT-2's way of writing bytes as characters: printable Latin-1 stands for itself, the other bytes
 * for U+0100 and following, in order.
 */
final class ByteLevel {
    private static final char[] CHARACTERS = new char[256];
    private static final int[] BYTES = new int[0x200];

    static {
        Arrays.fill(BYTES, -1);
        char next = 0x100;
        for (int value = 0; value < 256; value++) {
            CHARACTERS[value] = printable(value) ? (char) value : next++;
            BYTES[CHARACTERS[value]] = value;
        }
    }

    private ByteLevel() {}

    private static boolean printable(int value) {
        return (value >= 0x21 && value <= 0x7E) || (value >= 0xA1 && value != 0xAD);
    }

    static char character(int value) {
        return CHARACTERS[value];
    }

    static String encoded(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        char[] result = new char[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            result[i] = CHARACTERS[bytes[i] & 0xFF];
        }
        return new String(result);
    }

    /** The bytes of a token; characters that stand for no byte are written as they are. */
    static byte[] decoded(String token) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(token.length());
        token.codePoints().forEach(point -> write(point, bytes));
        return bytes.toByteArray();
    }

    private static void write(int point, ByteArrayOutputStream bytes) {
        if (point < BYTES.length && BYTES[point] >= 0) {
            bytes.write(BYTES[point]);
        } else {
            bytes.writeBytes(Character.toString(point).getBytes(StandardCharsets.UTF_8));
        }
    }
}
