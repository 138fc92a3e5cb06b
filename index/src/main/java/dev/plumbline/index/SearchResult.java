package dev.plumbline.index;

import java.util.List;

/**
 * The answer to a {@link SearchRequest}.
 *
 * @param hits best first, at most k, no two with equal text
 * @param appliedSeq the log entry up to which the searched state had been applied at least
 */
public record SearchResult(List<Hit> hits, long appliedSeq) {
    public SearchResult {
        hits = List.copyOf(hits);
    }
}
