package dev.plumbline.inference.kernel;

/**
 * Rotation of queries and keys by position.
 *
 * @param cosines [positions, dimensions / 2]
 * @param sines the same shape
 */
public record Rotary(Pairs pairs, int dimensions, Buffer cosines, Buffer sines) {
    /** Which elements turn together: 2i with 2i + 1, or i with i + dimensions / 2. */
    public enum Pairs {
        NEIGHBOURS,
        HALVES
    }
}
