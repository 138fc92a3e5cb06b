package dev.plumbline.index;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.Weight;

/** Search by words. */
final class WordLeg {
    private final IndexSearcher searcher;
    private final Query query;

    WordLeg(IndexSearcher searcher, Query query) {
        this.searcher = searcher;
        this.query = query;
    }

    /** The best, at most {@code limit}. */
    List<Candidate> best(int limit) throws IOException {
        Best best = searcher.search(query, new BestMatches(limit));
        return Candidate.best(searcher.getIndexReader(), best.take(), limit, WordLeg::candidate);
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

    private static Candidate candidate(int doc, String documentId, long ordinal, float score) {
        return new Candidate(doc, documentId, ordinal, score, Double.NaN, score);
    }
}
