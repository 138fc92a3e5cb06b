package dev.plumbline.index;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A passage that was found.
 *
 * @param start first code point in the canonical text named by {@code textSha256}
 * @param end one past the last code point
 * @param page from 1; null where there are no pages
 * @param score what the hits are ordered by: the leg's own score, or the fused one
 * @param scores by name: {@link #BM25} (0 and up), {@link #DENSE} (cosine, -1 to 1), {@link
 *     #FUSED}; those of legs that did not run, or have nothing to say of this passage, are absent
 */
public record Hit(
        String passageId,
        String documentId,
        int revision,
        String collection,
        int ordinal,
        String title,
        List<String> headings,
        int start,
        int end,
        @Nullable Integer page,
        String text,
        String language,
        String textSha256,
        double score,
        Map<String, Double> scores) {
    public static final String BM25 = "bm25";
    public static final String DENSE = "dense";
    public static final String FUSED = "fused";

    public Hit {
        headings = List.copyOf(headings);
        scores = Map.copyOf(scores);
    }
}
