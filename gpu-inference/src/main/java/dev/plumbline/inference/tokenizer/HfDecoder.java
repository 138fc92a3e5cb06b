package dev.plumbline.inference.tokenizer;

import dev.plumbline.inference.json.JsonObject;
import java.util.Optional;

/** What the decoder of a tokenizer.json says about turning tokens into text. */
final class HfDecoder {
    private Optional<PieceStyle> wordPiece = Optional.empty();
    private boolean byteLevel;
    private boolean dropFirstSpace;

    HfDecoder(Optional<JsonObject> json) {
        json.ifPresent(this::read);
    }

    private void read(JsonObject json) {
        switch (json.text("type").orElse("")) {
            case "Sequence" -> json.objects("decoders").forEach(this::read);
            case "WordPiece" -> {
                String prefix = json.text("prefix").orElse("##");
                wordPiece =
                        Optional.of(
                                json.truth("cleanup").orElse(true)
                                        ? PieceStyle.cleanedWordPiece(prefix)
                                        : PieceStyle.wordPiece(prefix));
                dropFirstSpace = true;
            }
            case "ByteLevel" -> byteLevel = true;
            case "Strip" ->
                    dropFirstSpace =
                            json.text("content").orElse("").equals(" ")
                                    && json.size("start").orElse(0) > 0;
            case "Metaspace" ->
                    dropFirstSpace = !json.text("prepend_scheme").orElse("always").equals("never");
            default -> {
                // the others are what every piece style does anyway
            }
        }
    }

    PieceStyle style(boolean encodesByteLevel) {
        return wordPiece.orElse(
                byteLevel || encodesByteLevel ? PieceStyle.BYTE_LEVEL : PieceStyle.PHANTOM_SPACE);
    }

    boolean dropFirstSpace() {
        return dropFirstSpace;
    }
}
