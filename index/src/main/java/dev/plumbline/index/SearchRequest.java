package dev.plumbline.index;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A question to the index.
 *
 * @param text words to look for; may be empty
 * @param vector the query's vector, [dimension]; its length does not matter; null where there is
 *     none
 * @param k most hits wanted, 1 to {@value #K_MAX}
 * @param excluded documents that are left out as if they were not in the index: what a caller's own
 *     check removed
 */
@SuppressWarnings(
        "ArrayRecordComponent") // a vector is an array everywhere; requests are not compared
public record SearchRequest(
        Scope scope,
        String text,
        float @Nullable [] vector,
        Mode mode,
        int k,
        Set<String> excluded) {
    /** Most hits that one search returns. */
    public static final int K_MAX = 1000;

    public SearchRequest {
        excluded = Set.copyOf(excluded);
        if (k < 1 || k > K_MAX) {
            throw new IllegalArgumentException("k is " + k + "; it must be 1 to " + K_MAX);
        }
    }

    /** A search by words. */
    public static SearchRequest words(Scope scope, String text, int k) {
        return new SearchRequest(scope, text, null, Mode.BM25, k, Set.of());
    }

    /** A search by a vector. */
    public static SearchRequest dense(Scope scope, float[] vector, int k) {
        return new SearchRequest(scope, "", vector, Mode.DENSE, k, Set.of());
    }

    /** A search by both. */
    public static SearchRequest hybrid(Scope scope, String text, float[] vector, int k) {
        return new SearchRequest(scope, text, vector, Mode.HYBRID, k, Set.of());
    }

    /** The same search without these documents. */
    public SearchRequest excluding(Set<String> documentIds) {
        return new SearchRequest(scope, text, vector, mode, k, documentIds);
    }
}
