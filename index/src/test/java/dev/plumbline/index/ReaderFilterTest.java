package dev.plumbline.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.index.entry.Change;
import dev.plumbline.index.entry.DocumentEntry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.lucene.codecs.hnsw.HnswGraphProvider;
import org.apache.lucene.codecs.perfield.PerFieldKnnVectorsFormat;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.hnsw.HnswGraph;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What a principal may not read changes nothing that it finds, in neither leg, by scanning or by
 * the graph. The forbidden passages here are the best by their words and by their vectors: were
 * they let through in one place, nothing else would be found there.
 */
final class ReaderFilterTest {
    private static final int DIMENSION = 8;
    private static final int MINE = 1;
    private static final int OTHERS = 2;

    /** So many that the graph is searched, of so few forbidden that it needs no scan. */
    private static final int ALLOWED = 9000;

    private static final int FORBIDDEN = 750;
    private static final int K = 10;
    private static final Scope SCOPE = Entries.readableBy(MINE);
    private static final float[] QUERY = {1, 0, 0, 0, 0, 0, 0, 0};

    @TempDir static Path folder;

    private static final List<Change> CHANGES = new ArrayList<>();
    private static final List<String> NEAREST = new ArrayList<>();

    @BeforeAll
    static void makeDocuments() {
        Random random = new Random(11);
        record Place(String id, double cosine) {}
        List<Place> places = new ArrayList<>();
        for (int i = 0; i < ALLOWED + FORBIDDEN; i++) {
            boolean mine = i % 13 != 0;
            String id = "%05d".formatted(i);
            float[] vector = mine ? anywhere(random) : nearTheQuery(random);
            if (mine) {
                places.add(new Place(id, Model.cosine(QUERY, vector)));
            }
            CHANGES.add(Entries.publish(i + 1, document(id, mine), vector));
        }
        places.sort(Comparator.comparingDouble(Place::cosine).reversed());
        places.forEach(place -> NEAREST.add(place.id()));
        try (TenantIndex index = open(IndexSettings.forDimension(DIMENSION))) {
            index.apply(CHANGES);
            index.commit();
        }
    }

    @AfterAll
    static void forget() {
        CHANGES.clear();
        NEAREST.clear();
    }

    @Test
    void wordsFindOnlyWhatMayBeRead() {
        try (TenantIndex index = open(IndexSettings.forDimension(DIMENSION))) {
            assertThat(Entries.documents(index.search(SearchRequest.words(SCOPE, "plum", K))))
                    .isEqualTo(ids(CHANGES).stream().filter(NEAREST::contains).limit(K).toList());
        }
    }

    @Test
    void graphFindsTheNearestOfWhatMayBeRead() throws IOException {
        assertThat(nodesOfGraphs()).isEqualTo(ALLOWED + FORBIDDEN);
        try (TenantIndex index = open(IndexSettings.forDimension(DIMENSION))) {
            assertThat(dense(index)).isEqualTo(NEAREST.subList(0, K));
        }
    }

    @Test
    void graphWithoutExactScansFindsTheSame() {
        try (TenantIndex index = open(IndexSettings.forDimension(DIMENSION).withExactScanMax(0))) {
            assertThat(dense(index)).isEqualTo(NEAREST.subList(0, K));
        }
    }

    @Test
    void scanFindsTheNearestOfWhatMayBeRead(@TempDir Path few) {
        // The set of few is compared one by one, whatever else the segment holds.
        List<Change> fewer = new ArrayList<>();
        long seq = CHANGES.size();
        for (String id : NEAREST.subList(500, NEAREST.size())) {
            fewer.add(new Change.Readers(++seq, id, OTHERS));
        }
        try (TenantIndex index =
                TenantIndex.open(copy(few), IndexSettings.forDimension(DIMENSION))) {
            index.apply(fewer);
            assertThat(dense(index)).isEqualTo(NEAREST.subList(0, K));
            assertThat(index.passages(SCOPE)).isEqualTo(500);
        }
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void askedForMoreThanThereIsNothingForbiddenFillsUp(Mode mode) {
        try (TenantIndex index = open(IndexSettings.forDimension(DIMENSION))) {
            var request = new SearchRequest(SCOPE, "plum", QUERY, mode, 1000, java.util.Set.of());
            assertThat(Entries.documents(index.search(request))).hasSize(1000).isSubsetOf(NEAREST);
        }
    }

    @Test
    void bothLegsTogetherFindOnlyWhatMayBeRead() {
        try (TenantIndex index = open(IndexSettings.forDimension(DIMENSION))) {
            var request = SearchRequest.hybrid(SCOPE, "plum", QUERY, K);
            // All allowed passages are equally good by words, so that their vectors decide.
            assertThat(Entries.documents(index.search(request))).isEqualTo(NEAREST.subList(0, K));
        }
    }

    @Test
    void countsAndFrequenciesAreOfWhatMayBeRead() {
        try (TenantIndex index = open(IndexSettings.forDimension(DIMENSION))) {
            assertThat(index.passages(SCOPE)).isEqualTo(ALLOWED);
            assertThat(index.documents(SCOPE)).isEqualTo(ALLOWED);
            Frequencies frequencies = index.frequencies(SCOPE, "plum secret", "en");
            assertThat(frequencies.passages()).isEqualTo(ALLOWED);
            assertThat(frequencies.terms())
                    .containsEntry("plum", ALLOWED)
                    .containsEntry("secret", 0);
        }
    }

    private static List<String> dense(TenantIndex index) {
        return Entries.documents(index.search(SearchRequest.dense(SCOPE, QUERY, K)));
    }

    private static List<String> ids(List<Change> changes) {
        return changes.stream().map(Change::documentId).toList();
    }

    private static DocumentEntry document(String id, boolean mine) {
        return mine
                ? Entries.document(id, "en", "", MINE, Map.of(), "plum n" + id)
                : Entries.document(
                        id, "en", "", OTHERS, Map.of(), "plum plum plum secret" + " n" + id);
    }

    private static float[] anywhere(Random random) {
        float[] vector = new float[DIMENSION];
        for (int i = 0; i < DIMENSION; i++) {
            vector[i] = (float) random.nextGaussian();
        }
        return vector;
    }

    private static float[] nearTheQuery(Random random) {
        float[] vector = anywhere(random);
        for (int i = 0; i < DIMENSION; i++) {
            vector[i] = QUERY[i] + vector[i] / 1000;
        }
        return vector;
    }

    private static TenantIndex open(IndexSettings settings) {
        return TenantIndex.open(folder, settings);
    }

    private static Path copy(Path to) {
        try {
            return Folders.copy(folder, to);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** How many vectors are in graphs, and not only in lists. */
    private static int nodesOfGraphs() throws IOException {
        int nodes = 0;
        try (FSDirectory directory = FSDirectory.open(folder);
                DirectoryReader reader = DirectoryReader.open(directory)) {
            for (LeafReaderContext leaf : reader.leaves()) {
                var vectors = ((CodecReader) leaf.reader()).getVectorReader();
                if (vectors instanceof PerFieldKnnVectorsFormat.FieldsReader perField) {
                    vectors = perField.getFieldReader(Layout.VECTOR);
                }
                HnswGraph graph = ((HnswGraphProvider) vectors).getGraph(Layout.VECTOR);
                nodes += graph == null ? 0 : graph.size();
            }
        }
        return nodes;
    }
}
