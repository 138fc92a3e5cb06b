package dev.plumbline.inference.tokenizer;

import dev.plumbline.inference.format.FormatException;
import dev.plumbline.inference.json.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The vocabulary and merges of the {@code model} of a tokenizer.json, with its added tokens. */
final class HfVocabulary {
    private static final int TOKENS_MAX = 4_000_000;
    private static final int IDS_SPARE = 100_000;

    private final JsonObject model;
    private final List<JsonObject> added;
    private final String type;

    HfVocabulary(JsonObject model, List<JsonObject> added) {
        this.model = model;
        this.added = added;
        this.type = model.text("type").orElseGet(this::guessedType);
    }

    /** BPE, WordPiece or Unigram. */
    String type() {
        return type;
    }

    private String guessedType() {
        return model.list("merges").isPresent() ? "BPE" : "WordPiece";
    }

    Vocabulary vocabulary() {
        boolean listed = model.value("vocab").orElse(List.of()) instanceof List<?>;
        int size = listed ? listedSize() : mappedSize();
        for (JsonObject token : added) {
            size =
                    Math.max(
                            size,
                            1 + checked(token.size("id").orElseThrow(() -> token.missing("id"))));
        }
        checkDense(size, listed ? listedSize() : map().size());
        String[] texts = new String[size];
        TokenType[] types = new TokenType[size];
        float[] scores = new float[size];
        Arrays.fill(types, TokenType.UNUSED);
        if (listed) {
            fillListed(texts, types, scores);
        } else {
            fillMapped(texts, types);
        }
        fillAdded(texts, types);
        for (int id = 0; id < size; id++) {
            if (texts[id] == null) {
                texts[id] = "[EMPTY_" + id + "]";
            }
        }
        return new Vocabulary(texts, types, scores);
    }

    /** An id far beyond the number of entries would take memory for nothing. */
    private void checkDense(int size, int entries) {
        long sizeMax = 2L * (entries + added.size()) + IDS_SPARE;
        if (size > sizeMax) {
            throw FormatException.corrupt(
                    "tokenizer.json has %d tokens and the id %d; ids go to %d with so few."
                            .formatted(entries + added.size(), size - 1, sizeMax - 1));
        }
    }

    private int listedSize() {
        return checked(model.list("vocab").orElseThrow(() -> model.missing("vocab")).size());
    }

    private Map<String, Object> map() {
        return model.object("vocab").orElseThrow(() -> model.missing("vocab")).values();
    }

    private int mappedSize() {
        int size = 0;
        for (Object id : map().values()) {
            size = Math.max(size, 1 + idOf(id));
        }
        return size;
    }

    private static int idOf(Object id) {
        if (!(id instanceof Long number) || number < 0 || number >= TOKENS_MAX) {
            throw FormatException.corrupt(
                    "tokenizer.json gives a token the id %s; ids go to %d."
                            .formatted(id, TOKENS_MAX - 1));
        }
        return number.intValue();
    }

    private static int checked(int id) {
        return idOf((long) id);
    }

    private void fillMapped(String[] texts, TokenType[] types) {
        boolean bytes = model.truth("byte_fallback").orElse(false);
        map().forEach(
                        (text, value) -> {
                            int id = idOf(value);
                            texts[id] = text;
                            types[id] = bytes ? typeOf(text) : TokenType.NORMAL;
                        });
    }

    private void fillListed(String[] texts, TokenType[] types, float[] scores) {
        boolean bytes = model.truth("byte_fallback").orElse(false);
        int unknown = model.size("unk_id").orElse(-1);
        List<?> list = model.list("vocab").orElseThrow(() -> model.missing("vocab"));
        for (int id = 0; id < list.size(); id++) {
            if (!(list.get(id) instanceof List<?> pair)
                    || pair.size() != 2
                    || !(pair.getFirst() instanceof String text)
                    || !(pair.getLast() instanceof Number score)) {
                throw FormatException.corrupt(
                        "Entry %d of the vocabulary of tokenizer.json is no token with a score."
                                .formatted(id));
            }
            texts[id] = text;
            scores[id] = score.floatValue();
            types[id] = id == unknown ? TokenType.UNKNOWN : bytes ? typeOf(text) : TokenType.NORMAL;
        }
    }

    private static TokenType typeOf(String text) {
        return text.length() == 6 && text.matches("<0x[0-9A-F]{2}>")
                ? TokenType.BYTE
                : TokenType.NORMAL;
    }

    private void fillAdded(String[] texts, TokenType[] types) {
        for (JsonObject token : added) {
            int id = token.size("id").orElseThrow(() -> token.missing("id"));
            texts[id] = token.text("content").orElseThrow(() -> token.missing("content"));
            types[id] =
                    token.truth("special").orElse(false)
                            ? TokenType.CONTROL
                            : TokenType.USER_DEFINED;
        }
    }

    /** Left and right texts by turns. */
    String[] merges() {
        for (String affix : List.of("continuing_subword_prefix", "end_of_word_suffix")) {
            Optional<String> text = model.text(affix);
            if (text.isPresent() && !text.get().isEmpty()) {
                throw FormatException.unsupported("BPE with a %s is not known.".formatted(affix));
            }
        }
        List<?> merges = model.list("merges").orElseThrow(() -> model.missing("merges"));
        String[] result = new String[merges.size() * 2];
        for (int i = 0; i < merges.size(); i++) {
            if (merges.get(i) instanceof String text && text.indexOf(' ', 1) > 0) {
                result[2 * i] = text.substring(0, text.indexOf(' ', 1));
                result[2 * i + 1] = text.substring(text.indexOf(' ', 1) + 1);
            } else if (merges.get(i) instanceof List<?> pair
                    && pair.size() == 2
                    && pair.getFirst() instanceof String left
                    && pair.getLast() instanceof String right) {
                result[2 * i] = left;
                result[2 * i + 1] = right;
            } else {
                throw FormatException.corrupt(
                        "Merge %d of tokenizer.json is no pair of texts.".formatted(i));
            }
        }
        return result;
    }
}
