package dev.plumbline.inference.tokenizer;

import dev.plumbline.inference.json.JsonObject;
import java.util.Optional;

/** What the decoder of a tokenizer.json says about turning tokens into text. */
final class HfDecoder {
    private boolean wordPiece;
    private boolean byteLevel;
    private boolean dropFirstSpace;

    HfDecoder(Optional<JsonObject> json) {
        json.ifPresent(this::read);
    }

    private void read(JsonObject json) {
        switch (json.text("type").orElse("")) {
            case "Sequence" -> json.objects("decoders").forEach(this::read);
            case "WordPiece" -> {
                wordPiece = true;
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
        if (wordPiece) {
            return PieceStyle.WORD_PIECE;
        }
        return byteLevel || encodesByteLevel ? PieceStyle.BYTE_LEVEL : PieceStyle.PHANTOM_SPACE;
    }

    boolean dropFirstSpace() {
        return dropFirstSpace;
    }
}
