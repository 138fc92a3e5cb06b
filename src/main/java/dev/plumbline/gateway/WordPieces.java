package dev.plumbline.gateway;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.huggingface.tokenizers.jni.CharSpan;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The tokenizer of an encoder, with token places in UTF-16 units and truncation to the encoder's
 * length.
 */
final class WordPieces implements AutoCloseable {

    /**
     * A text as the encoder reads it.
     *
     * @param ids token ids, the special ones at both ends included
     * @param starts where each token starts in the text, in UTF-16 units
     * @param ends where each token ends, exclusive
     */
    @SuppressWarnings("ArrayRecordComponent") // a hot path inside the package
    record Pieces(long[] ids, int[] starts, int[] ends) {}

    private static final int SPECIAL = 2;
    private static final int WORD_MAX = 40;
    private static final int COUNTS_MAX = 100_000;

    private final HuggingFaceTokenizer tokenizer;
    private final int lengthMax;
    private final Map<String, Integer> counts = new ConcurrentHashMap<>();

    private WordPieces(HuggingFaceTokenizer tokenizer, int lengthMax) {
        this.tokenizer = tokenizer;
        this.lengthMax = lengthMax;
    }

    /**
     * Reads a tokenizer.json. The native library unpacks itself under {@code cache}, and asks no
     * address on the way: the process-wide properties that decide both are set here where nobody
     * has set them before.
     */
    static WordPieces read(InputStream json, Path cache, int lengthMax) throws IOException {
        setWhereAbsent("OPT_OUT_TRACKING", "true");
        setWhereAbsent("ai.djl.offline", "true");
        setWhereAbsent("DJL_CACHE_DIR", cache.toString());
        setWhereAbsent("RUST_FLAVOR", "cpu"); // no search for a GPU, which words need not
        Map<String, String> options =
                Map.of(
                        "padding",
                        "false",
                        "truncation",
                        "false",
                        "maxLength",
                        String.valueOf(lengthMax));
        return new WordPieces(HuggingFaceTokenizer.newInstance(json, options), lengthMax);
    }

    private static void setWhereAbsent(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    /**
     * The number of tokens, the special ones included, before any truncation. White space and signs
     * end every piece, so that what stands between them counts by itself; and it repeats.
     */
    int count(String text) {
        int count = SPECIAL;
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            boolean sign = i < text.length() && isSign(text.charAt(i));
            if (sign || i == text.length() || isBlank(text.charAt(i))) {
                count += start < i ? countOfWord(text.substring(start, i)) : 0;
                count += sign ? 1 : 0;
                start = i + 1;
            }
        }
        return count;
    }

    private int countOfWord(String word) {
        if (word.length() > WORD_MAX) {
            return encodedCount(word);
        }
        Integer known = counts.get(word);
        if (known == null) {
            if (counts.size() >= COUNTS_MAX) {
                counts.clear();
            }
            known = encodedCount(word);
            counts.put(word, known);
        }
        return known;
    }

    private int encodedCount(String word) {
        return tokenizer.encode(word, false, false).getIds().length;
    }

    private static boolean isBlank(char unit) {
        return unit == ' ' || unit == '\n' || unit == '\t' || unit == '\r';
    }

    /** ASCII's signs are tokens of their own; but brackets may stand around a special token. */
    private static boolean isSign(char unit) {
        return unit > ' '
                && unit < 0x7F
                && unit != '['
                && unit != ']'
                && !Character.isLetterOrDigit(unit);
    }

    Pieces cut(String text) {
        Encoding encoding = tokenizer.encode(text, true, false);
        long[] ids = encoding.getIds();
        if (ids.length > lengthMax) {
            long last = ids[ids.length - 1];
            ids = Arrays.copyOf(ids, lengthMax);
            ids[lengthMax - 1] = last;
        }
        int[] starts = new int[ids.length];
        int[] ends = new int[ids.length];
        place(encoding.getCharTokenSpans(), new CodePoints(text), starts, ends);
        return new Pieces(ids, starts, ends);
    }

    private static void place(CharSpan[] spans, CodePoints points, int[] starts, int[] ends) {
        for (int i = 0; i < starts.length; i++) {
            // The special tokens have no place.
            if (spans[i] != null && i > 0 && i < starts.length - 1) {
                starts[i] = points.unit(spans[i].getStart());
                ends[i] = points.unit(spans[i].getEnd());
            }
        }
    }

    @Override
    public void close() {
        tokenizer.close();
    }

    /** Walks a text forward from code points to UTF-16 units. */
    private static final class CodePoints {
        private final String text;
        private final boolean plain;
        private int point;
        private int unit;

        CodePoints(String text) {
            this.text = text;
            this.plain = text.codePointCount(0, text.length()) == text.length();
        }

        int unit(int wanted) {
            if (plain) {
                return wanted;
            }
            unit = text.offsetByCodePoints(unit, wanted - point);
            point = wanted;
            return unit;
        }
    }
}
