package dev.plumbline.index;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * One search in one state of the index: candidates of the legs, fused, equal texts collapsed, read.
 */
final class SearchRun {
    private final IndexSearcher searcher;
    private final ScopeSets sets;
    private final IndexSettings settings;
    private final SearchRequest request;
    private final @Nullable WordLeg words;
    private final @Nullable Supplier<float[]> vector;

    SearchRun(
            IndexSearcher searcher,
            ScopeSets sets,
            IndexSettings settings,
            SearchRequest request,
            @Nullable Supplier<float[]> vector)
            throws IOException {
        this.searcher = searcher;
        this.sets = sets;
        this.settings = settings;
        this.request = request;
        this.vector = vector;
        words = request.mode() == Mode.DENSE ? null : wordLeg();
    }

    private @Nullable WordLeg wordLeg() throws IOException {
        Set<String> languages =
                CollectionLanguages.of(searcher.getIndexReader(), request.scope().collections());
        ScopeQuery scope = new ScopeQuery(sets, request.scope(), request.excluded());
        var query = WordsQuery.of(searcher, request.text(), languages, settings.words(), scope);
        return query == null ? null : new WordLeg(searcher, query);
    }

    /** The hits: candidates are asked for anew, more of them, while equal texts leave too few. */
    List<Hit> hits() throws IOException {
        int limit =
                words != null && vector != null
                        ? Math.max(settings.legDepth(), 2 * request.k())
                        : request.k();
        while (true) {
            List<Candidate> candidates = candidates(limit);
            List<Candidate> distinct = collapse(candidates);
            if (distinct.size() >= request.k() || candidates.size() < limit) {
                return read(distinct);
            }
            limit = Math.min(4 * limit, searcher.getIndexReader().maxDoc() + 1);
        }
    }

    /** The vector is waited for once words have been looked for. */
    private List<Candidate> candidates(int limit) throws IOException {
        List<Candidate> best = words == null ? List.of() : words.best(limit);
        if (vector == null) {
            return best;
        }
        DenseLeg dense = new DenseLeg(searcher, vector.get());
        return words == null
                ? dense.nearest(sets, request, limit, settings.exactScanMax())
                : fused(words, best, dense, limit);
    }

    /**
     * Both legs' candidates, each with both scores: a passage that one leg did not bring is scored
     * by it all the same.
     */
    private List<Candidate> fused(
            WordLeg byWords, List<Candidate> best, DenseLeg byVector, int limit)
            throws IOException {
        Map<Integer, Candidate> union = new TreeMap<>();
        best.forEach(candidate -> union.put(candidate.doc(), candidate));
        byVector.nearest(sets, request, limit, settings.exactScanMax())
                .forEach(
                        candidate ->
                                union.merge(
                                        candidate.doc(),
                                        candidate,
                                        (known, found) ->
                                                known.withScores(known.words(), found.dense())));
        double[] wordScores = byWords.scores(missing(union, Candidate::words));
        double[] cosines = byVector.scores(missing(union, Candidate::dense));
        int word = 0;
        int cosine = 0;
        List<Candidate> scored = new ArrayList<>(union.size());
        for (Candidate candidate : union.values()) {
            double byWord =
                    Double.isNaN(candidate.words()) ? wordScores[word++] : candidate.words();
            double byCosine =
                    Double.isNaN(candidate.dense()) ? cosines[cosine++] : candidate.dense();
            scored.add(candidate.withScores(byWord, byCosine));
        }
        return Fuser.fuse(scored, settings.fusion());
    }

    private static int[] missing(
            Map<Integer, Candidate> candidates, ToDoubleFunction<Candidate> leg) {
        return candidates.values().stream()
                .filter(candidate -> Double.isNaN(leg.applyAsDouble(candidate)))
                .mapToInt(Candidate::doc)
                .toArray();
    }

    /** The best of each text, at most k. */
    private List<Candidate> collapse(List<Candidate> candidates) throws IOException {
        List<LeafReaderContext> segments = searcher.getIndexReader().leaves();
        Map<Integer, BytesRef> hashes = new HashMap<>();
        int[] docs = candidates.stream().mapToInt(Candidate::doc).sorted().toArray();
        int at = 0;
        while (at < docs.length) {
            LeafReaderContext segment = segments.get(ReaderUtil.subIndex(docs[at], segments));
            int end = segment.docBase + segment.reader().maxDoc();
            BinaryDocValues values = segment.reader().getBinaryDocValues(Layout.TEXT_HASH);
            for (; at < docs.length && docs[at] < end; at++) {
                values.advanceExact(docs[at] - segment.docBase);
                hashes.put(docs[at], BytesRef.deepCopyOf(values.binaryValue()));
            }
        }
        Set<BytesRef> seen = new HashSet<>();
        return candidates.stream()
                .filter(candidate -> seen.add(hashes.get(candidate.doc())))
                .limit(request.k())
                .toList();
    }

    private List<Hit> read(List<Candidate> candidates) throws IOException {
        StoredFields stored = searcher.storedFields();
        Hit[] hits = new Hit[candidates.size()];
        Integer[] order = new Integer[hits.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(
                order, (a, b) -> Integer.compare(candidates.get(a).doc(), candidates.get(b).doc()));
        for (int i : order) {
            BytesRef bytes = stored.document(candidates.get(i).doc()).getBinaryValue(Layout.STORED);
            hits[i] = hit(StoredPassage.decode(bytes), candidates.get(i));
        }
        return List.of(hits);
    }

    private Hit hit(StoredPassage passage, Candidate candidate) {
        return new Hit(
                passage.passageId(),
                passage.documentId(),
                passage.revision(),
                passage.collection(),
                passage.ordinal(),
                passage.title(),
                passage.headings(),
                passage.start(),
                passage.end(),
                passage.page(),
                passage.text(),
                passage.language(),
                passage.textSha256(),
                candidate.score(),
                scores(candidate));
    }

    private Map<String, Double> scores(Candidate candidate) {
        Map<String, Double> scores = new LinkedHashMap<>();
        if (!Double.isNaN(candidate.words())) {
            scores.put(Hit.BM25, candidate.words());
        }
        if (!Double.isNaN(candidate.dense())) {
            scores.put(Hit.DENSE, candidate.dense());
        }
        if (words != null && vector != null) {
            scores.put(Hit.FUSED, candidate.score());
        }
        return scores;
    }
}
