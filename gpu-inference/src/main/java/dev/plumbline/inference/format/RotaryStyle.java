package dev.plumbline.inference.format;

/** Which elements of a query or key head are rotated together. */
public enum RotaryStyle {
    /** No rotation: positions are embedded otherwise. */
    NONE,
    /** Elements 2i and 2i + 1, as GGUF orders the rows of llama's q and k. */
    INTERLEAVED,
    /** Elements i and i + dimensions / 2, as Hugging Face orders them for all families. */
    HALVES
}
