package dev.plumbline.inference.tokenizer;

import java.nio.charset.StandardCharsets;

/**
 * SentencePiece's BPE as GGUF keeps it: neighbours whose joined text is a token merge, highest
 * score first, leftmost among equals; what stays unknown becomes byte tokens. Spaces are written
 * U+2581.
 */
final class ScoredPairEncoder implements TextEncoder {
    static final char SPACE = '\u2581';

    private final Vocabulary vocabulary;
    private final boolean prefixSpace;
    private final int unknownId;

    /**
     * @param prefixSpace whether text at the start or after a special token gets a space in front
     */
    ScoredPairEncoder(Vocabulary vocabulary, boolean prefixSpace, int unknownId) {
        this.vocabulary = vocabulary;
        this.prefixSpace = prefixSpace;
        this.unknownId = unknownId;
    }

    @Override
    public void encode(String text, boolean atStart, boolean parseSpecial, Ids ids) {
        String spaced = (prefixSpace ? " " + text : text).replace(' ', SPACE);
        new Run(spaced).encode(ids);
    }

    /**
     * The encoding of one text. A part is named by where it begins; its end is where the next
     * begins.
     */
    private final class Run {
        private final String text;
        private final int[] end;
        private final int[] previous;
        private final int[] pairEnd; // end of the pair that begins here, when last considered
        private final PairHeap heap = new PairHeap();

        Run(String text) {
            this.text = text;
            this.end = new int[text.length()];
            this.previous = new int[text.length()];
            this.pairEnd = new int[text.length()];
            int before = -1;
            for (int at = 0; at < text.length(); at = end[at]) {
                end[at] = at + Character.charCount(text.codePointAt(at));
                previous[at] = before;
                before = at;
            }
        }

        void encode(Ids ids) {
            for (int at = 0; at < text.length(); at = end[at]) {
                consider(at);
            }
            while (!heap.isEmpty()) {
                long entry = heap.pop();
                int at = (int) entry;
                int right = end[at];
                boolean current = right > 0 && right < text.length() && pairEnd[at] == end[right];
                if (current && priority(at) == entry >> 32) {
                    merge(at, right);
                }
            }
            for (int at = 0; at < text.length(); at = end[at]) {
                emit(at, ids);
            }
        }

        private void merge(int at, int right) {
            end[at] = end[right];
            end[right] = 0; // gone
            if (end[at] < text.length()) {
                previous[end[at]] = at;
            }
            if (previous[at] >= 0) {
                consider(previous[at]);
            }
            consider(at);
        }

        private void consider(int at) {
            int right = end[at];
            if (right >= text.length() || end[right] - at > vocabulary.charactersMax()) {
                return;
            }
            int id = vocabulary.id(text.substring(at, end[right]));
            if (id >= 0) {
                pairEnd[at] = end[right];
                heap.push((long) priority(vocabulary.score(id)) << 32 | at);
            }
        }

        private int priority(int at) {
            return priority(vocabulary.score(vocabulary.id(text.substring(at, pairEnd[at]))));
        }

        /** Orders floats from the highest down as signed numbers. */
        private static int priority(float score) {
            int bits = Float.floatToIntBits(score == 0 ? 0f : score);
            return ~(bits < 0 ? bits ^ 0x7FFF_FFFF : bits);
        }

        private void emit(int at, Ids ids) {
            String part = text.substring(at, end[at]);
            int id = vocabulary.id(part);
            if (id >= 0) {
                ids.add(id);
                return;
            }
            for (byte value : part.getBytes(StandardCharsets.UTF_8)) {
                int byteId = vocabulary.byteId(value & 0xFF);
                if (byteId >= 0 || unknownId >= 0) {
                    ids.add(byteId >= 0 ? byteId : unknownId);
                }
            }
        }
    }
}
