package dev.plumbline.inference.tensor;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/**
 * The codebooks of the IQ1, IQ2 and IQ3 types: an entry is 8 (IQ3: 4) points, flat. They were found
 * by search and follow no rule.
 */
final class Grids {
    private static final Map<String, byte[]> PACKED = read();
    private static final int[] IQ2_LEVELS = {8, 25, 43};

    static final byte[] IQ2_XXS = points("IQ2_XXS", 8, IQ2_LEVELS); // [256, 8]
    static final byte[] IQ2_XS = points("IQ2_XS", 8, IQ2_LEVELS); // [512, 8]
    static final byte[] IQ2_S = points("IQ2_S", 8, IQ2_LEVELS); // [1024, 8]
    static final byte[] IQ3_XXS = points("IQ3_XXS", 4, 4, 12, 20, 28, 36, 44, 52, 62); // [256, 4]
    static final byte[] IQ3_S = points("IQ3_S", 4, 1, 3, 5, 7, 9, 11, 13, 15); // [512, 4]
    static final byte[] IQ1 = points("IQ1", 8, -1, 0, 1); // [2048, 8]

    private Grids() {}

    private static byte[] points(String name, int pointsPerEntry, int... levels) {
        byte[] packed = PACKED.get(name);
        if (packed == null) {
            throw new IllegalStateException("grids.txt has no " + name);
        }
        int bits = pointsPerEntry == 8 ? 2 : 3;
        byte[] points = new byte[packed.length / 2 * pointsPerEntry];
        for (int i = 0; i < points.length; i++) {
            int entry = i / pointsPerEntry;
            int value = (packed[2 * entry] & 0xFF) | (packed[2 * entry + 1] & 0xFF) << 8;
            points[i] = (byte) levels[value >> ((i % pointsPerEntry) * bits) & (1 << bits) - 1];
        }
        return points;
    }

    private static Map<String, byte[]> read() {
        Map<String, byte[]> result = new HashMap<>();
        try (InputStream stream = Grids.class.getResourceAsStream("grids.txt")) {
            if (stream == null) {
                throw new IllegalStateException("grids.txt is not in the jar");
            }
            String text = new String(stream.readAllBytes(), StandardCharsets.US_ASCII);
            for (String part : text.split("= ")) {
                int end = part.indexOf('\n');
                if (!part.startsWith("#")) {
                    result.put(
                            part.substring(0, end),
                            Base64.getMimeDecoder().decode(part.substring(end)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return result;
    }
}
