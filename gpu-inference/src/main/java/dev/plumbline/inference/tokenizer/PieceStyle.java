package dev.plumbline.inference.tokenizer;

import java.nio.charset.StandardCharsets;

/** How the text of a normal token turns back into bytes. */
enum PieceStyle {
    /** Each character stands for a byte. */
    BYTE_LEVEL {
        @Override
        byte[] bytes(String token) {
            return ByteLevel.decoded(token);
        }
    },
    /** U+2581 is a space. */
    PHANTOM_SPACE {
        @Override
        byte[] bytes(String token) {
            return token.replace(ScoredPairEncoder.SPACE, ' ').getBytes(StandardCharsets.UTF_8);
        }
    },
    /** {@code ##} goes on with a word, other tokens begin one. */
    WORD_PIECE {
        @Override
        byte[] bytes(String token) {
            String text = token.startsWith("##") ? token.substring(2) : " " + token;
            return text.getBytes(StandardCharsets.UTF_8);
        }
    };

    abstract byte[] bytes(String token);
}
