package dev.plumbline.gateway;

import java.util.Optional;
import java.util.OptionalInt;

/** Writes text to a prompt. Safe for use by many threads. */
public interface Generator extends AutoCloseable {

    /** The model's name, as receipts and releases give it. */
    String name();

    /** The hash of the weights; empty where whoever serves them does not tell. */
    Optional<String> weights();

    /** Tokens of prompt and answer together at most; empty where nobody tells. */
    default OptionalInt contextTokens() {
        return OptionalInt.empty();
    }

    /**
     * Asks whether it could write now, without having it write.
     *
     * @throws GeneratorFailure where it could not
     */
    void probe();

    /**
     * Writes. Returns when all is written, or when the listener wants no more.
     *
     * @param pieces receives the text as it is made, on the calling thread or another
     * @throws GeneratorFailure where it can't; what the listener received before is then void
     */
    Writing write(Prompt prompt, Pieces pieces);

    /** Receives pieces of text. */
    @FunctionalInterface
    interface Pieces {
        /** Takes the next piece; says whether more is wanted. */
        boolean take(String piece);
    }

    @Override
    void close();
}
