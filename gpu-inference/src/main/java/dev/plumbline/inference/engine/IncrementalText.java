package dev.plumbline.inference.engine;

/** Turns the tokens of one sequence into text, piece by piece, never half a character. */
public interface IncrementalText {
    /** The text that this token completes; may be empty. */
    String append(int token);

    /** What is left at the end, incomplete characters replaced. */
    String finish();
}
