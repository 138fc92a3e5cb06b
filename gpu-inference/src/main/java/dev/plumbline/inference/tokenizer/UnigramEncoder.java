package dev.plumbline.inference.tokenizer;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * SentencePiece's unigram model: of all ways to cut a text into tokens the one with the highest sum
 * of scores (Viterbi).
 */
final class UnigramEncoder implements TextEncoder {
    private static final float UNKNOWN_PENALTY = 10;

    private final Vocabulary vocabulary;
    private final Words words;
    private final int unknownId;
    private final boolean byteFallback;
    private final double unknownScore;
    private final Trie tokens = new Trie();

    UnigramEncoder(Vocabulary vocabulary, Words words, int unknownId, boolean byteFallback) {
        this.vocabulary = vocabulary;
        this.words = words;
        this.unknownId = unknownId;
        this.byteFallback = byteFallback;
        float lowest = Float.MAX_VALUE;
        for (int id = 0; id < vocabulary.size(); id++) {
            switch (vocabulary.type(id)) {
                case NORMAL -> {
                    lowest = Math.min(lowest, vocabulary.score(id));
                    tokens.put(vocabulary.text(id), id);
                }
                case USER_DEFINED, UNUSED -> tokens.put(vocabulary.text(id), id);
                case UNDEFINED, UNKNOWN, CONTROL, BYTE -> {}
            }
        }
        this.unknownScore = lowest - UNKNOWN_PENALTY;
    }

    @Override
    public void encode(String text, boolean atStart, boolean parseSpecial, Ids ids) {
        words.each(text, atStart, word -> best(word, ids));
    }

    private void best(String text, Ids ids) {
        double[] score = new double[text.length() + 1];
        int[] from = new int[text.length() + 1];
        int[] token = new int[text.length() + 1];
        Arrays.fill(score, Double.NEGATIVE_INFINITY);
        score[0] = 0;
        for (int at = 0; at < text.length(); ) {
            int single = at + Character.charCount(text.codePointAt(at));
            boolean whole = false;
            int node = tokens.child(0, text.charAt(at));
            for (int end = at + 1; node >= 0; end++) {
                int id = tokens.value(node);
                if (id >= 0) {
                    whole |= end == single;
                    double value =
                            score[at]
                                    + (vocabulary.type(id) == TokenType.USER_DEFINED
                                            ? 0
                                            : vocabulary.score(id));
                    if (value > score[end]) {
                        score[end] = value;
                        from[end] = at;
                        token[end] = id;
                    }
                }
                node = end < text.length() ? tokens.child(node, text.charAt(end)) : -1;
            }
            if (!whole && score[at] + unknownScore > score[single]) {
                score[single] = score[at] + unknownScore;
                from[single] = at;
                token[single] = -1;
            }
            at = single;
        }
        emit(text, from, token, ids);
    }

    private void emit(String text, int[] from, int[] token, Ids ids) {
        Deque<Integer> ends = new ArrayDeque<>();
        for (int end = text.length(); end > 0; end = from[end]) {
            ends.push(end);
        }
        boolean unknownBefore = false;
        for (int end : ends) {
            boolean unknown = token[end] < 0;
            if (!unknown) {
                ids.add(token[end]);
            } else if (byteFallback) {
                for (byte value : text.substring(from[end], end).getBytes(StandardCharsets.UTF_8)) {
                    int byteId = vocabulary.byteId(value & 0xFF);
                    ids.add(byteId >= 0 ? byteId : unknownId);
                }
            } else if (!unknownBefore && unknownId >= 0) {
                ids.add(unknownId);
            }
            unknownBefore = unknown;
        }
    }
}
