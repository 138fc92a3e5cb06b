package dev.plumbline.index;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.search.ScoreDoc;

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

    /** What makes a candidate of a hit. */
    interface Maker {
        Candidate of(int doc, String documentId, long ordinal, float score);
    }

    /**
     * The best of hits, at most {@code limit}, best first; {@code hits} has all that equal the
     * last.
     */
    static List<Candidate> best(IndexReader reader, ScoreDoc[] hits, int limit, Maker maker)
            throws IOException {
        ScoreDoc[] ascending = hits.clone();
        Arrays.sort(ascending, Comparator.comparingInt(hit -> hit.doc));
        List<LeafReaderContext> segments = reader.leaves();
        List<Candidate> candidates = new ArrayList<>(hits.length);
        int at = 0;
        while (at < ascending.length) {
            LeafReaderContext segment =
                    segments.get(ReaderUtil.subIndex(ascending[at].doc, segments));
            int end = segment.docBase + segment.reader().maxDoc();
            SortedDocValues documents = segment.reader().getSortedDocValues(Layout.DOCUMENT);
            NumericDocValues ordinals = segment.reader().getNumericDocValues(Layout.ORDINAL);
            for (; at < ascending.length && ascending[at].doc < end; at++) {
                int doc = ascending[at].doc - segment.docBase;
                documents.advanceExact(doc);
                ordinals.advanceExact(doc);
                candidates.add(
                        maker.of(
                                ascending[at].doc,
                                documents.lookupOrd(documents.ordValue()).utf8ToString(),
                                ordinals.longValue(),
                                ascending[at].score));
            }
        }
        candidates.sort(BEST_FIRST);
        return candidates.size() <= limit ? candidates : List.copyOf(candidates.subList(0, limit));
    }

    Candidate withScores(double byWords, double byVector) {
        return new Candidate(doc, documentId, ordinal, byWords, byVector, score);
    }

    Candidate withScore(double other) {
        return new Candidate(doc, documentId, ordinal, words, dense, other);
    }
}
