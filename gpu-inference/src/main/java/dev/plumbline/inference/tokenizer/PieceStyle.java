package dev.plumbline.inference.tokenizer;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** How the text of a normal token turns back into bytes. */
@FunctionalInterface
interface PieceStyle {
    /** Each character stands for a byte. */
    PieceStyle BYTE_LEVEL = ByteLevel::decoded;

    /** U+2581 is a space. */
    PieceStyle PHANTOM_SPACE =
            token -> token.replace(ScoredPairEncoder.SPACE, ' ').getBytes(StandardCharsets.UTF_8);

    /** What a WordPiece decoder that cleans up writes without the space in front. */
    List<String> CLEANED = List.of(" .", " ?", " !", " ,", " n't", " 'm", " 's", " 've", " 're");

    /** The bytes of a token. */
    byte[] bytes(String token);

    /** {@code prefix} goes on with a word, other tokens begin one. */
    static PieceStyle wordPiece(String prefix) {
        return token -> begun(token, prefix).getBytes(StandardCharsets.UTF_8);
    }

    /** As above, without the space before punctuation and English contractions. */
    static PieceStyle cleanedWordPiece(String prefix) {
        return token -> cleaned(begun(token, prefix)).getBytes(StandardCharsets.UTF_8);
    }

    private static String begun(String token, String prefix) {
        return token.startsWith(prefix) ? token.substring(prefix.length()) : " " + token;
    }

    private static String cleaned(String text) {
        String result = text;
        for (String dirty : CLEANED) {
            result = result.replace(dirty, dirty.substring(1));
        }
        return result;
    }
}
