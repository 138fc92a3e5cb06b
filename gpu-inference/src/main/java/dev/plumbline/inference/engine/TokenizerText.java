package dev.plumbline.inference.engine;

import dev.plumbline.inference.tokenizer.Detokenizer;
import dev.plumbline.inference.tokenizer.Tokenizer;

/** Text by a model's own tokenizer. */
final class TokenizerText implements IncrementalText {
    private final Detokenizer detokenizer;

    TokenizerText(Tokenizer tokenizer) {
        detokenizer = tokenizer.detokenizer();
    }

    @Override
    public String append(int token) {
        return detokenizer.next(token);
    }

    @Override
    public String finish() {
        return detokenizer.finish();
    }
}
