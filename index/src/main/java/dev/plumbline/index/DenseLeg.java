package dev.plumbline.index;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.search.DocAndFloatFeatureBuffer;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TopKnnCollector;
import org.apache.lucene.search.VectorScorer;
import org.apache.lucene.util.BitSetIterator;
import org.apache.lucene.util.Bits;

/**
 * Search by a vector. Segments of which the scope accepts little are compared vector by vector:
 * exact, while a filter that goes with the query makes a search of the graph miss much. The limits
 * below are not measured yet.
 */
final class DenseLeg {
    /**
     * A graph is searched for so many at least: the best of more candidates are the true best more
     * often.
     */
    private static final int DEPTH_MIN = 50;

    /** From this share on a filter rejects too little to hinder the graph. */
    private static final double NEARLY_ALL = 0.9;

    /** Below it a segment is always scanned, filter or none. */
    private static final int SCAN_ALWAYS = 2000;

    private record Segment(
            LeafReaderContext context, FloatVectorValues vectors, ScopeSets.Accepted accepted) {
        boolean nearlyAll() {
            return accepted.cardinality() >= NEARLY_ALL * vectors.size();
        }
    }

    private final IndexSearcher searcher;
    private final float[] query;

    DenseLeg(IndexSearcher searcher, float[] query) {
        this.searcher = searcher;
        this.query = query;
    }

    /** The nearest of a scope, at most {@code limit}. */
    List<Candidate> nearest(ScopeSets sets, SearchRequest request, int limit, int scanMax)
            throws IOException {
        List<Segment> segments = new ArrayList<>();
        for (LeafReaderContext context : searcher.getIndexReader().leaves()) {
            FloatVectorValues vectors = context.reader().getFloatVectorValues(Layout.VECTOR);
            ScopeSets.Accepted accepted =
                    sets.accepted(
                            context.reader(),
                            ScopeSets.Kind.PASSAGES,
                            request.scope(),
                            request.excluded());
            if (vectors != null && accepted.cardinality() > 0) {
                segments.add(new Segment(context, vectors, accepted));
            }
        }
        segments.sort(Comparator.comparingInt(segment -> segment.accepted().cardinality()));
        Best nearest = new Best(limit);
        int scanned = 0;
        for (Segment segment : segments) {
            int accepted = segment.accepted().cardinality();
            boolean few = accepted <= SCAN_ALWAYS && scanMax > 0;
            if (accepted <= limit
                    || few
                    || (scanned + accepted <= scanMax && !segment.nearlyAll())) {
                scan(segment, nearest);
                scanned += accepted;
            } else {
                searchGraph(segment, Math.max(limit, DEPTH_MIN), nearest);
            }
        }
        return Candidate.best(
                searcher.getIndexReader(), nearest.take(), limit, DenseLeg::candidate);
    }

    /** The cosines of some passages, given in ascending order; NaN where there is no vector. */
    double[] scores(int[] docs) throws IOException {
        double[] scores = new double[docs.length];
        Arrays.fill(scores, Double.NaN);
        List<LeafReaderContext> segments = searcher.getIndexReader().leaves();
        int at = 0;
        while (at < docs.length) {
            LeafReaderContext segment = segments.get(ReaderUtil.subIndex(docs[at], segments));
            int end = segment.docBase + segment.reader().maxDoc();
            FloatVectorValues vectors = segment.reader().getFloatVectorValues(Layout.VECTOR);
            VectorScorer scorer = vectors == null ? null : vectors.scorer(query);
            for (; at < docs.length && docs[at] < end; at++) {
                int doc = docs[at] - segment.docBase;
                if (scorer != null && advance(scorer.iterator(), doc) == doc) {
                    scores[at] = cosine(scorer.score());
                }
            }
        }
        return scores;
    }

    private static int advance(DocIdSetIterator iterator, int doc) throws IOException {
        return iterator.docID() < doc ? iterator.advance(doc) : iterator.docID();
    }

    private void scan(Segment segment, Best nearest) throws IOException {
        VectorScorer scorer = segment.vectors().scorer(query);
        if (scorer == null) {
            return;
        }
        LeafReader reader = segment.context().reader();
        ScopeSets.Accepted accepted = segment.accepted();
        VectorScorer.Bulk bulk =
                scorer.bulk(new BitSetIterator(accepted.bits(), accepted.cardinality()));
        DocAndFloatFeatureBuffer buffer = new DocAndFloatFeatureBuffer();
        Bits live = reader.getLiveDocs();
        do {
            bulk.nextDocsAndScores(DocIdSetIterator.NO_MORE_DOCS, live, buffer);
            for (int i = 0; i < buffer.size; i++) {
                nearest.offer(segment.context().docBase + buffer.docs[i], buffer.features[i]);
            }
        } while (buffer.size > 0);
    }

    private void searchGraph(Segment segment, int depth, Best nearest) throws IOException {
        LeafReader reader = segment.context().reader();
        TopKnnCollector collector = new TopKnnCollector(depth, Integer.MAX_VALUE);
        reader.searchNearestVectors(
                Layout.VECTOR,
                query,
                collector,
                new AcceptedLive(segment.accepted(), reader.getLiveDocs()));
        ScoreDoc[] reached = collector.topDocs().scoreDocs;
        if (reached.length < Math.min(depth, segment.accepted().cardinality())) {
            scan(
                    segment,
                    nearest); // deleted ones, missing vectors, or parts of the graph that can't be
            // reached
            return;
        }
        for (ScoreDoc found : reached) {
            nearest.offer(segment.context().docBase + found.doc, found.score);
        }
    }

    private static Candidate candidate(int doc, String documentId, long ordinal, float score) {
        double cosine = cosine(score);
        return new Candidate(doc, documentId, ordinal, Double.NaN, cosine, cosine);
    }

    /** Lucene maps a dot product to 0..1. */
    private static double cosine(float score) {
        return 2.0 * score - 1;
    }
}
