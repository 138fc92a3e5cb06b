package dev.plumbline.inference.tokenizer;

import java.util.function.Consumer;

/** Cuts text into the words that a model encodes one by one. */
@FunctionalInterface
interface Words {
    /**
     * Hands on the words of a text in order.
     *
     * @param atStart whether it begins the whole text; otherwise a special token came before
     */
    void each(String text, boolean atStart, Consumer<String> word);

    /** The words of a text that is changed as a whole and then cut. */
    static Words of(Normalizer normalizer, PreTokenizer preTokenizer) {
        return (text, atStart, word) -> {
            String normalized = normalizer.apply(text, atStart);
            Spans spans = preTokenizer.split(normalized);
            for (int i = 0; i < spans.size(); i++) {
                word.accept(normalized.substring(spans.start(i), spans.end(i)));
            }
        };
    }
}
