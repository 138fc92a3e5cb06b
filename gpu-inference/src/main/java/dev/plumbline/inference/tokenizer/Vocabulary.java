package dev.plumbline.inference.tokenizer;

import dev.plumbline.inference.format.FormatException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The tokens with their texts, types and scores. */
final class Vocabulary {
    private final String[] texts;
    private final TokenType[] types;
    private final float[] scores;
    private final Map<String, Integer> ids;
    private final int charactersMax;
    private final int[] byteIds = new int[256];

    /**
     * @param scores one for each token, or none at all
     */
    Vocabulary(String[] texts, TokenType[] types, float @Nullable [] scores) {
        if (types.length < texts.length || (scores != null && scores.length < texts.length)) {
            throw FormatException.corrupt(
                    "The vocabulary has %d tokens, but %d types and %s scores."
                            .formatted(
                                    texts.length,
                                    types.length,
                                    scores == null ? "no" : scores.length));
        }
        this.texts = texts;
        this.types = types;
        this.scores = scores == null ? new float[texts.length] : scores;
        this.ids = HashMap.newHashMap(texts.length);
        int longest = 0;
        for (int id = 0; id < texts.length; id++) {
            ids.put(texts[id], id);
            longest = Math.max(longest, texts[id].length());
        }
        this.charactersMax = longest;
        Arrays.setAll(byteIds, value -> id("<0x%02X>".formatted(value)));
    }

    int size() {
        return texts.length;
    }

    String text(int id) {
        return texts[id];
    }

    TokenType type(int id) {
        return types[id];
    }

    void setType(int id, TokenType type) {
        types[id] = type;
    }

    float score(int id) {
        return scores[id];
    }

    /** The token with that text, or -1. */
    int id(String text) {
        Integer id = ids.get(text);
        return id == null ? -1 : id;
    }

    /** The token for one byte, or -1. */
    int byteId(int value) {
        return byteIds[value];
    }

    /** Length of the longest token in UTF-16 units. */
    int charactersMax() {
        return charactersMax;
    }
}
