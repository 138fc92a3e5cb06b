package dev.plumbline.index;

import java.util.Comparator;

/**
 * A passage on its way to becoming a hit.
 *
 * @param doc its number in the searcher
 * @param words its BM25 score; NaN where words did not find it or were not asked
 * @param dense its cosine; NaN where it has no vector or vectors were not asked
 * @param score what it is ordered by
 */
record Candidate(
        int doc, String documentId, long ordinal, double words, double dense, double score) {
    /** Best first; equal ones by document and place, which no merge of segments changes. */
    static final Comparator<Candidate> BEST_FIRST =
            Comparator.comparingDouble(Candidate::score)
                    .reversed()
                    .thenComparing(Candidate::documentId)
                    .thenComparingLong(Candidate::ordinal);

    Candidate withScores(double byWords, double byVector) {
        return new Candidate(doc, documentId, ordinal, byWords, byVector, score);
    }

    Candidate withScore(double other) {
        return new Candidate(doc, documentId, ordinal, words, dense, other);
    }
}
