package dev.plumbline.inference.tokenizer;

import org.jspecify.annotations.Nullable;

/**
 * SentencePiece's normalisation for unigram models: the character map, spaces as U+2581, one in
 * front, runs of them as one. User-defined tokens pass unchanged.
 */
final class PieceNormalizer implements Normalizer {
    private final @Nullable CharacterMap map;
    private final boolean prefixSpace;
    private final boolean mergeSpaces;
    private final Trie userDefined = new Trie();

    PieceNormalizer(
            Vocabulary vocabulary,
            @Nullable CharacterMap map,
            boolean prefixSpace,
            boolean mergeSpaces) {
        this.map = map;
        this.prefixSpace = prefixSpace;
        this.mergeSpaces = mergeSpaces;
        for (int id = 0; id < vocabulary.size(); id++) {
            if (vocabulary.type(id) == TokenType.USER_DEFINED) {
                userDefined.put(vocabulary.text(id), id);
            }
        }
    }

    @Override
    public String apply(String text, boolean atStart) {
        return spaced(mapped(text));
    }

    private String mapped(String text) {
        if (map == null) {
            return text;
        }
        StringBuilder result = new StringBuilder(text.length());
        int plain = 0;
        for (int at = 0; at < text.length(); ) {
            int length = userDefinedAt(text, at);
            if (length > 0) {
                result.append(map.apply(text.substring(plain, at))).append(text, at, at + length);
                plain = at + length;
            }
            at += Math.max(1, length);
        }
        return result.append(map.apply(text.substring(plain))).toString();
    }

    private int userDefinedAt(String text, int at) {
        int node = 0;
        int length = 0;
        for (int end = at; end < text.length() && node >= 0; end++) {
            node = userDefined.child(node, text.charAt(end));
            if (node >= 0 && userDefined.value(node) >= 0) {
                length = end + 1 - at;
            }
        }
        return length;
    }

    private String spaced(String text) {
        StringBuilder result = new StringBuilder(text.length() + 1);
        boolean inWord = false;
        boolean prefixed = false;
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character == ' ') {
                inWord = false;
                if (!mergeSpaces) {
                    result.append(ScoredPairEncoder.SPACE);
                }
                continue;
            }
            if (!inWord) {
                inWord = true;
                if ((prefixSpace && !prefixed) || mergeSpaces) {
                    result.append(ScoredPairEncoder.SPACE);
                    prefixed = true;
                }
            }
            result.append(character);
        }
        return result.toString();
    }
}
