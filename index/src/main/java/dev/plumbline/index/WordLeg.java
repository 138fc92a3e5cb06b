package dev.plumbline.index;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.BytesRef;

/** Search by words. */
final class WordLeg {
    /**
     * Ties are broken by what a merge of segments does not change; Lucene still skips what can't
     * compete.
     */
    private static final Sort ORDER =
            new Sort(
                    SortField.FIELD_SCORE,
                    new SortField(Layout.DOCUMENT, SortField.Type.STRING),
                    new SortField(Layout.ORDINAL, SortField.Type.LONG));

    private final IndexSearcher searcher;
    private final Query query;

    WordLeg(IndexSearcher searcher, Query query) {
        this.searcher = searcher;
        this.query = query;
    }

    /** The best, at most {@code limit}. */
    List<Candidate> best(int limit) throws IOException {
        return Arrays.stream(
                        searcher.search(query, new TopFieldCollectorManager(ORDER, limit, limit))
                                .scoreDocs)
                .map(hit -> candidate((FieldDoc) hit))
                .toList();
    }

    /** The scores of some passages, given in ascending order; NaN where no word matches. */
    double[] scores(int[] docs) throws IOException {
        double[] scores = new double[docs.length];
        Arrays.fill(scores, Double.NaN);
        Weight weight = searcher.createWeight(searcher.rewrite(query), ScoreMode.COMPLETE, 1);
        List<LeafReaderContext> segments = searcher.getIndexReader().leaves();
        int at = 0;
        while (at < docs.length) {
            LeafReaderContext segment = segments.get(ReaderUtil.subIndex(docs[at], segments));
            int end = segment.docBase + segment.reader().maxDoc();
            Scorer scorer = weight.scorer(segment);
            for (; at < docs.length && docs[at] < end; at++) {
                int doc = docs[at] - segment.docBase;
                if (scorer != null && advance(scorer, doc) == doc) {
                    scores[at] = scorer.score();
                }
            }
        }
        return scores;
    }

    private static int advance(Scorer scorer, int doc) throws IOException {
        return scorer.docID() < doc ? scorer.iterator().advance(doc) : scorer.docID();
    }

    private static Candidate candidate(FieldDoc hit) {
        Object[] fields = hit.fields;
        if (fields == null
                || !(fields[0] instanceof Float score)
                || !(fields[1] instanceof BytesRef document)
                || !(fields[2] instanceof Long ordinal)) {
            throw new IllegalStateException("A sorted hit carries what it was sorted by");
        }
        return new Candidate(hit.doc, document.utf8ToString(), ordinal, score, Double.NaN, score);
    }
}
