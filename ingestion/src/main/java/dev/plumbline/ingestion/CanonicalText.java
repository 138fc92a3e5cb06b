package dev.plumbline.ingestion;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The one text of a document that all offsets speak of. Offsets that leave a module count Unicode
 * code points, while Java strings count UTF-16 units: this class maps between the two. Where a text
 * has no supplementary characters both are equal and mapping costs nothing; else it is a binary
 * search over the places of the supplementary ones.
 *
 * <p>Immutable and safe for use by many threads.
 */
public final class CanonicalText {
    private static final int[] NONE = {};

    private final String text;

    /** UTF-16 index of the first half of each surrogate pair, ascending. */
    private final int[] pairs;

    /** Made when it is first asked for; threads that meet there make the same. */
    private @Nullable String sha256;

    private CanonicalText(String text) {
        this.text = text;
        this.pairs = pairs(text);
    }

    /** Wraps a text as it is. */
    public static CanonicalText of(String text) {
        return new CanonicalText(text);
    }

    /**
     * Makes the canonical form of a text: line ends become {@code \n}, NUL and unpaired surrogates
     * are left out.
     */
    public static CanonicalText normalised(String raw) {
        return new CanonicalText(normalise(raw));
    }

    /** The whole text. */
    public String text() {
        return text;
    }

    /** Length in code points. */
    public int length() {
        return text.length() - pairs.length;
    }

    /**
     * The characters at {@code [start, end)}, in code points.
     *
     * @throws IndexOutOfBoundsException if the range is not within the text
     */
    public String slice(int start, int end) {
        if (start < 0 || start > end || end > length()) {
            throw new IndexOutOfBoundsException(
                    "["
                            + start
                            + ", "
                            + end
                            + ") is not within a text of "
                            + length()
                            + " code points");
        }
        return text.substring(utf16(start), utf16(end));
    }

    /** The characters of a span. */
    public String slice(Span span) {
        return slice(span.start(), span.end());
    }

    /**
     * The code point offset of a UTF-16 index; an index between the halves of a pair belongs to
     * that pair.
     */
    public int codePoint(int utf16Index) {
        if (pairs.length == 0) {
            return utf16Index;
        }
        int found = Arrays.binarySearch(pairs, utf16Index);
        return utf16Index - (found >= 0 ? found : -found - 1);
    }

    /** The UTF-16 index of a code point offset. */
    public int utf16(int codePoint) {
        int low = 0;
        int high = pairs.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (pairs[middle] - middle < codePoint) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return codePoint + low;
    }

    /**
     * SHA-256 of the text in UTF-8, lower-case hexadecimal: what citations name, and the key of
     * exact duplicates.
     */
    public String sha256() {
        String known = sha256;
        if (known == null) {
            known = digest();
            sha256 = known;
        }
        return known;
    }

    private String digest() {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CanonicalText that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }

    private static int[] pairs(String text) {
        int length = text.length();
        int count = 0;
        for (int i = 0; i + 1 < length; i++) {
            if (isPair(text, i)) {
                count++;
            }
        }
        if (count == 0) {
            return NONE;
        }
        int[] pairs = new int[count];
        int next = 0;
        for (int i = 0; i + 1 < length; i++) {
            if (isPair(text, i)) {
                pairs[next++] = i;
            }
        }
        return pairs;
    }

    private static boolean isPair(String text, int i) {
        return Character.isHighSurrogate(text.charAt(i))
                && Character.isLowSurrogate(text.charAt(i + 1));
    }

    private static String normalise(String raw) {
        int clean = 0;
        int length = raw.length();
        while (clean < length && isClean(raw.charAt(clean))) {
            clean++;
        }
        if (clean == length) {
            return raw;
        }
        var out = new StringBuilder(length).append(raw, 0, clean);
        for (int i = clean; i < length; i++) {
            char c = raw.charAt(i);
            if (isClean(c)) {
                out.append(c);
            } else if (c == '\r') {
                if (i + 1 == length || raw.charAt(i + 1) != '\n') {
                    out.append('\n');
                }
            } else if (c == '\u0085' || c == '\u2028' || c == '\u2029') {
                out.append('\n');
            } else if (i + 1 < length && Character.isSurrogatePair(c, raw.charAt(i + 1))) {
                out.append(c).append(raw.charAt(++i));
            }
        }
        return out.toString();
    }

    private static boolean isClean(char c) {
        return c != 0
                && c != '\r'
                && c != '\u0085'
                && c != '\u2028'
                && c != '\u2029'
                && !Character.isSurrogate(c);
    }
}
