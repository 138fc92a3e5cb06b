package dev.plumbline.ingestion.chunk;

/** Counts the tokens of a text as the embedder's tokenizer does, special tokens aside. */
@FunctionalInterface
public interface TokenCounter {
    /**
     * Number of tokens of a text; never less for a longer text by more than a rounding at its seam.
     */
    int tokens(String text);
}
