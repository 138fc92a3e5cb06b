package dev.plumbline.eval.attribution;

import java.util.Locale;

/**
 * What lost a question, in the order in which a system works. Each stage is blamed only where all
 * before it have handed the evidence on.
 */
public enum Stage {
    /** The system gave no answer, nor declined. */
    ERROR,
    /**
     * A piece of evidence stands in no document's canonical text, or in the text but whole in no
     * passage.
     */
    PARSING,
    /**
     * Passages have the evidence, but the candidates of the search do not; also where only the
     * candidates are known, and not whether passages have it.
     */
    RETRIEVAL,
    /** A candidate has it, but ranks below the number of passages that are handed on. */
    RERANKING,
    /** It ranks high enough, and was left out of what the writer saw. */
    PACKING,
    /**
     * The writer saw it and did not say it, or declined; or there was nothing to find and an answer
     * was given.
     */
    GENERATION,
    /** The answer is right, and a sentence that says so was not found supported. */
    VERIFICATION,
    /** The system did not tell enough of how the answer came about. */
    UNKNOWN;

    /** The name in files: lower case. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
