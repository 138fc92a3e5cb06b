package dev.plumbline.gateway;

import java.util.Objects;

/**
 * What an encoder says of a text: the vector of the whole and one vector for each of its tokens,
 * all of unit length. Special tokens are left out. Immutable by agreement: the arrays are shared,
 * not copied, for they are large.
 *
 * @param pooled the vector of the whole text, {@code [dimension]}
 * @param starts where each token starts in the text, in UTF-16 units, ascending
 * @param ends where each token ends, exclusive, in UTF-16 units
 * @param values the token vectors one after the other, {@code [tokens, dimension]}
 */
@SuppressWarnings("ArrayRecordComponent") // a hundred kilobytes each: not to be copied
public record TokenVectors(float[] pooled, int[] starts, int[] ends, float[] values) {

    public TokenVectors {
        Objects.requireNonNull(pooled);
        if (starts.length != ends.length || values.length != starts.length * pooled.length) {
            throw new IllegalArgumentException(
                    "%d starts, %d ends and %d numbers do not make token vectors of %d dimensions"
                            .formatted(starts.length, ends.length, values.length, pooled.length));
        }
    }

    /** How many tokens there are. */
    public int count() {
        return starts.length;
    }
}
