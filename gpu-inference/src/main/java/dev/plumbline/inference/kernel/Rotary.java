package dev.plumbline.inference.kernel;

/**
 * Rotation of queries and keys by position.
 *
 * @param cosines [rows, dimensions / 2]
 * @param sines the same shape
 * @param shortRows sequences that reach no further than this turn by row = position; longer ones by
 *     the rows after these, row = shortRows + position
 */
public record Rotary(Pairs pairs, int dimensions, Buffer cosines, Buffer sines, int shortRows) {
    /** The row of a position in a sequence that may come to {@code reach} tokens. */
    public int row(int position, int reach) {
        return reach > shortRows ? shortRows + position : position;
    }

    /** Which elements turn together: 2i with 2i + 1, or i with i + dimensions / 2. */
    public enum Pairs {
        NEIGHBOURS,
        HALVES
    }
}
