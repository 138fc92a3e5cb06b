package dev.plumbline.inference.tokenizer;

import dev.plumbline.inference.format.FormatException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * SentencePiece's compiled normalisation: a trie of byte sequences with replacements. Layout:
 * length of the trie in bytes (u32), the trie as a double array of 32-bit units, then the
 * replacements, each ended by a zero byte.
 *
 * <p>A unit holds a label in bits 0-7, "is a leaf" in bit 8, and the distance to its children in
 * bits 10-30, times 256 where bit 9 is set; where bit 31 is set it holds the offset of a
 * replacement instead.
 */
final class CharacterMap {
    private static final int LABEL = 0x8000_00FF;

    private final ByteBuffer units;
    private final byte[] replacements;

    CharacterMap(byte[] compiled) {
        ByteBuffer buffer = ByteBuffer.wrap(compiled).order(ByteOrder.LITTLE_ENDIAN);
        long length = compiled.length < 4 ? -1 : buffer.getInt(0) & 0xFFFF_FFFFL;
        if (length < 4 || length > compiled.length - 4) {
            throw FormatException.corrupt(
                    "The tokenizer's character map of %d bytes claims a trie of %d."
                            .formatted(compiled.length, length));
        }
        this.units = buffer.slice(4, (int) length).order(ByteOrder.LITTLE_ENDIAN);
        this.replacements = new byte[compiled.length - 4 - (int) length];
        buffer.get(4 + (int) length, replacements);
    }

    /** The text with each longest known sequence replaced. */
    String apply(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        StringBuilder result = new StringBuilder(text.length());
        for (int at = 0; at < bytes.length; ) {
            at = step(bytes, at, result);
        }
        return result.toString();
    }

    /** What the shortest known sequence at the start of these bytes is replaced by. */
    Optional<String> replacement(byte[] bytes) {
        return Optional.ofNullable(known(bytes, 0, Pick.SHORTEST))
                .map(sequence -> replacement(sequence.offset));
    }

    private int step(byte[] bytes, int at, StringBuilder result) {
        Sequence longest = known(bytes, at, Pick.LONGEST);
        if (longest != null) {
            result.append(replacement(longest.offset));
            return longest.end;
        }
        int length = characterBytes(bytes[at]);
        result.append(
                new String(bytes, at, Math.min(length, bytes.length - at), StandardCharsets.UTF_8));
        return at + length;
    }

    private enum Pick {
        SHORTEST,
        LONGEST
    }

    /** Known bytes up to {@code end}, with the place of their replacement. */
    private record Sequence(int end, int offset) {}

    private @Nullable Sequence known(byte[] bytes, int start, Pick pick) {
        Sequence found = null;
        int node = children(0, 0);
        for (int i = start; i < bytes.length && bytes[i] != 0; i++) {
            int label = bytes[i] & 0xFF;
            node ^= label;
            if ((unit(node) & LABEL) != label) {
                break;
            }
            boolean leaf = (unit(node) >> 8 & 1) == 1;
            node = children(node, node);
            if (leaf) {
                found = new Sequence(i + 1, unit(node) & 0x7FFF_FFFF);
                if (pick == Pick.SHORTEST) {
                    break;
                }
            }
        }
        return found;
    }

    private int children(int node, int from) {
        int unit = unit(node);
        return from ^ (unit >>> 10) << ((unit & 1 << 9) >>> 6);
    }

    private int unit(int node) {
        if (node < 0 || node >= units.capacity() / 4) {
            throw FormatException.corrupt("The tokenizer's character map points outside itself.");
        }
        return units.getInt(node * 4);
    }

    private String replacement(int offset) {
        int end = offset;
        while (end < replacements.length && replacements[end] != 0) {
            end++;
        }
        if (offset >= replacements.length || end == replacements.length) {
            throw FormatException.corrupt(
                    "The tokenizer's character map has a replacement without an end.");
        }
        return new String(replacements, offset, end - offset, StandardCharsets.UTF_8);
    }

    private static int characterBytes(byte first) {
        int lead = first & 0xFF;
        if (lead < 0xC0) {
            return 1;
        }
        return lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    }
}
