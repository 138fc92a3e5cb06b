package dev.plumbline.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.plumbline.index.entry.AttributeValue;
import dev.plumbline.index.entry.Change;
import dev.plumbline.index.entry.DocumentEntry;
import dev.plumbline.index.entry.EntryDigest;
import dev.plumbline.index.entry.PassageEntry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares the index with a list of what it should hold, searched one by one. */
final class TenantIndexTest {
    private static final int DIMENSION = 8;
    private static final IndexSettings SETTINGS = IndexSettings.forDimension(DIMENSION);

    @TempDir Path temp;

    /** What the index should hold, by document. */
    private final Map<String, Change.Publish> held = new TreeMap<>();

    private long seq;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void findsWhatALookAtEveryPassageFinds(long seed) {
        Random random = new Random(seed);
        for (int scanMax : new int[] {0, 20_000}) {
            held.clear();
            seq = 0;
            Path folder = temp.resolve("scan" + scanMax);
            try (var index = TenantIndex.open(folder, SETTINGS.withExactScanMax(scanMax))) {
                for (int round = 0; round < 25; round++) {
                    index.apply(Stream.generate(() -> change(random)).limit(12).toList());
                    if (random.nextInt(4) == 0) {
                        index.commit();
                    }
                    for (int query = 0; query < 6; query++) {
                        assertFindsTheSame(index, random, "seed " + seed + ", round " + round);
                    }
                }
                assertThat(index.digest()).as("seed %d", seed).isEqualTo(digest());
                assertThat(index.digests()).as("seed %d", seed).isEqualTo(digests());
            }
        }
    }

    private void assertFindsTheSame(TenantIndex index, Random random, String trial) {
        ReaderFilter readers =
                random.nextInt(5) == 0
                        ? ReaderFilter.all()
                        : ReaderFilter.of(random.nextInt(4), random.nextInt(4));
        Set<String> collections =
                random.nextBoolean() ? Set.of("c0") : Set.of("c" + random.nextInt(2), "c2");
        List<AttributeFilter> filters =
                random.nextBoolean()
                        ? List.of()
                        : List.of(
                                new AttributeFilter.Range(
                                        "size", new AttributeValue.Numeric(-2), null));
        Scope scope = new Scope(collections, readers, filters);
        String word = "w" + random.nextInt(30);
        float[] vector = vector(random);
        Set<String> excluded = random.nextBoolean() ? Set.of() : Set.of("d" + random.nextInt(40));

        Map<String, String> texts = new TreeMap<>();
        Map<String, Double> cosines = new TreeMap<>();
        int documents = 0;
        for (Change.Publish publish : held.values()) {
            if (!accepts(scope, publish.document())) {
                continue;
            }
            documents++;
            for (PassageEntry passage : publish.document().passages()) {
                texts.put(passage.passageId(), passage.text());
                List<float[]> vectors = publish.vectors();
                if (vectors != null && !excluded.contains(publish.documentId())) {
                    cosines.put(
                            passage.passageId(), cosine(vectors.get(passage.ordinal()), vector));
                }
            }
        }
        Set<String> withWord =
                texts.entrySet().stream()
                        .filter(text -> List.of(text.getValue().split(" ", -1)).contains(word))
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toSet());
        assertThat(index.passages(scope)).as(trial).isEqualTo(texts.size());
        assertThat(index.documents(scope)).as(trial).isEqualTo(documents);
        assertThat(index.frequencies(scope, word, "und"))
                .as(trial)
                .isEqualTo(new Frequencies(texts.size(), Map.of(word, withWord.size())));
        withWord.removeIf(passage -> excluded.contains(owner(passage)));

        assertThat(ids(index, SearchRequest.words(scope, word, 1000).excluding(excluded)))
                .as(trial)
                .containsExactlyInAnyOrderElementsOf(withWord);
        assertThat(ids(index, SearchRequest.dense(scope, vector, 1000).excluding(excluded)))
                .as(trial)
                .containsExactlyInAnyOrderElementsOf(cosines.keySet());
        Set<String> either = new HashSet<>(withWord);
        either.addAll(cosines.keySet());
        assertThat(ids(index, SearchRequest.hybrid(scope, word, vector, 1000).excluding(excluded)))
                .as(trial)
                .containsExactlyInAnyOrderElementsOf(either);
        assertNearest(
                index.search(SearchRequest.dense(scope, vector, 5).excluding(excluded)).hits(),
                cosines,
                trial);
    }

    private static void assertNearest(List<Hit> hits, Map<String, Double> cosines, String trial) {
        List<Double> best =
                cosines.values().stream().sorted(Comparator.reverseOrder()).limit(5).toList();
        assertThat(hits).as(trial).hasSameSizeAs(best);
        for (int i = 0; i < best.size(); i++) {
            assertThat(hits.get(i).score()).as(trial).isCloseTo(best.get(i), within(1e-5));
            assertThat(cosines.get(hits.get(i).passageId()))
                    .as(trial)
                    .isCloseTo(best.get(i), within(1e-5));
        }
    }

    @Test
    void newReadersAreInForceOnReturnInBothLegs() {
        try (var index = TenantIndex.open(temp, SETTINGS)) {
            index.apply(List.of(publish("a", 1, "plum"), publish("b", 1, "plum line")));
            index.commit();
            assertThat(ids(index, words(1))).hasSize(2);

            index.apply(List.of(record(new Change.Readers(++seq, "a", 2))));

            assertThat(ids(index, words(1))).containsExactly("b-1-0");
            assertThat(ids(index, words(2))).containsExactly("a-1-0");
            assertThat(ids(index, SearchRequest.dense(scope(1), axis(), 9)))
                    .containsExactly("b-1-0");
            assertThat(ids(index, SearchRequest.dense(scope(2), axis(), 9)))
                    .containsExactly("a-1-0");
            assertThat(index.digest()).isEqualTo(digest());
        }
    }

    @Test
    void aCrashLosesOnlyWhatWasNotCommittedAndReplayBringsItBack() throws IOException {
        Path copy = temp.resolve("copy");
        List<Change> log = new ArrayList<>();
        try (var index = TenantIndex.open(temp.resolve("index"), SETTINGS)) {
            log.add(publish("a", 1, "plum"));
            log.add(publish("b", 1, "plum"));
            index.apply(log);
            index.commit();
            log.add(publish("a", 2, "pear"));
            log.add(record(new Change.Delete(++seq, "b")));
            index.apply(log.subList(2, 4));
            assertThat(index.appliedSeq()).isEqualTo(4);
            assertThat(index.committedSeq()).isEqualTo(2);
            copy(temp.resolve("index"), copy);
        }
        try (var index = TenantIndex.open(copy, SETTINGS)) {
            assertThat(index.appliedSeq()).isEqualTo(2);
            assertThat(index.documents(scope(1))).isEqualTo(2);

            index.apply(log);

            assertThat(index.digest()).isEqualTo(digest());
            assertThat(ids(index, words(1))).isEmpty();
        }
        try (var index = TenantIndex.open(copy, SETTINGS)) {
            assertThat(index.appliedSeq()).as("closing commits").isEqualTo(4);
            assertThat(index.digest()).isEqualTo(digest());
        }
    }

    @Test
    void equalTextsAreShownOnce() {
        try (var index = TenantIndex.open(temp, SETTINGS)) {
            index.apply(List.of(publish("a", 1, "plum"), publish("b", 1, "plum")));

            assertThat(ids(index, words(1))).containsExactly("a-1-0");
        }
    }

    @Test
    void erasedTextIsInNoFile() throws IOException {
        try (var index = TenantIndex.open(temp, SETTINGS)) {
            index.apply(List.of(publish("a", 1, "confidentialword"), publish("b", 1, "plum")));
            index.commit();
            assertThat(holds("confidentialword")).isTrue();

            index.apply(List.of(record(new Change.Delete(++seq, "a"))));
            index.erase();

            assertThat(holds("confidentialword")).isFalse();
            assertThat(index.committedSeq()).isEqualTo(3);
            assertThat(index.digest()).isEqualTo(digest());
        }
    }

    @Test
    void aWrongVectorStopsAtItsChange() {
        try (var index = TenantIndex.open(temp, SETTINGS)) {
            Change first = publish("a", 1, "plum");
            Change wrong =
                    new Change.Publish(
                            ++seq, document("b", 1, "plum"), List.of(new float[DIMENSION]));

            assertThatThrownBy(() -> index.apply(List.of(first, wrong)))
                    .isInstanceOfSatisfying(
                            IndexException.class,
                            e -> assertThat(e.code()).isEqualTo(IndexException.Code.VECTOR));

            assertThat(index.appliedSeq()).isEqualTo(1);
            assertThat(index.digest()).isEqualTo(digest());
        }
    }

    @Test
    void commitsAreDueByTheNumberOfChanges() {
        try (var index = TenantIndex.open(temp, SETTINGS)) {
            index.apply(List.of(publish("a", 1, "plum")));
            assertThat(index.commitIfDue()).isFalse();
            index.apply(Stream.generate(() -> publish("a", 1, "plum")).limit(1000).toList());
            assertThat(index.commitIfDue()).isTrue();
            assertThat(index.committedSeq()).isEqualTo(1001);
        }
    }

    @Test
    void refusesWhatItCanNotServe() {
        var index = TenantIndex.open(temp, SETTINGS);
        assertCode(IndexException.Code.LOCKED, () -> TenantIndex.open(temp, SETTINGS).close());
        index.close();
        assertCode(IndexException.Code.CLOSED, () -> index.search(words(1)));
        assertCode(
                IndexException.Code.INCOMPATIBLE,
                () -> TenantIndex.open(temp, IndexSettings.forDimension(4)).close());
    }

    private static void assertCode(IndexException.Code code, Runnable action) {
        assertThatThrownBy(action::run)
                .isInstanceOfSatisfying(
                        IndexException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    private Change change(Random random) {
        String id = "d" + random.nextInt(40);
        int kind = random.nextInt(10);
        if (kind < 2) {
            return record(new Change.Delete(++seq, id));
        }
        if (kind < 4) {
            return record(new Change.Readers(++seq, id, random.nextInt(4)));
        }
        List<PassageEntry> passages = new ArrayList<>();
        List<float[]> vectors = new ArrayList<>();
        seq++;
        for (int i = random.nextInt(4); i > 0; i--) {
            String text =
                    random.ints(6, 0, 30).mapToObj(n -> "w" + n).collect(Collectors.joining(" "));
            passages.add(passage(id, (int) seq, passages.size(), text + " u" + seq + "x" + i));
            vectors.add(vector(random));
        }
        DocumentEntry document =
                new DocumentEntry(
                        id,
                        (int) seq,
                        "c" + random.nextInt(3),
                        random.nextInt(4),
                        "",
                        random.nextBoolean() ? "en" : "und",
                        "",
                        Map.of("size", new AttributeValue.Numeric(random.nextInt(-5, 6))),
                        passages);
        return record(new Change.Publish(seq, document, random.nextInt(4) == 0 ? null : vectors));
    }

    private Change publish(String id, int revision, String text) {
        return record(new Change.Publish(++seq, document(id, revision, text), List.of(axis())));
    }

    private static DocumentEntry document(String id, int revision, String text) {
        List<PassageEntry> passages = List.of(passage(id, revision, 0, text));
        return new DocumentEntry(id, revision, "c", 1, "", "en", "", Map.of(), passages);
    }

    private static PassageEntry passage(String id, int revision, int ordinal, String text) {
        String passageId = id + "-" + revision + "-" + ordinal;
        return new PassageEntry(passageId, ordinal, 0, text.length(), null, List.of(), text);
    }

    /** Does to the list what the index should do. */
    private Change record(Change change) {
        switch (change) {
            case Change.Publish publish -> held.put(publish.documentId(), publish);
            case Change.Delete delete -> held.remove(delete.documentId());
            case Change.Readers readers ->
                    held.computeIfPresent(
                            readers.documentId(),
                            (id, old) ->
                                    new Change.Publish(
                                            old.seq(),
                                            old.document().withReaderSet(readers.readerSet()),
                                            old.vectors()));
        }
        return change;
    }

    private static boolean accepts(Scope scope, DocumentEntry document) {
        return scope.collections().contains(document.collection())
                && (scope.readers() instanceof ReaderFilter.Sets sets
                        ? sets.readerSets().get(document.readerSet())
                        : true)
                && (scope.filters().isEmpty()
                        || (document.attributes().get("size") instanceof AttributeValue.Numeric size
                                && size.value() >= -2));
    }

    private EntryDigest digest() {
        EntryDigest sum = EntryDigest.EMPTY;
        for (String hash : digests().values()) {
            sum = sum.plus(hash);
        }
        return sum;
    }

    private Map<String, String> digests() {
        Map<String, String> hashes = new TreeMap<>();
        held.forEach(
                (id, entry) ->
                        hashes.put(id, EntryDigest.of(entry.document(), entry.vectors() != null)));
        return hashes;
    }

    private static List<String> ids(TenantIndex index, SearchRequest request) {
        return index.search(request).hits().stream().map(Hit::passageId).toList();
    }

    private static Scope scope(int readerSet) {
        return Scope.of("c", ReaderFilter.of(readerSet));
    }

    private static SearchRequest words(int readerSet) {
        return SearchRequest.words(scope(readerSet), "plum", 9);
    }

    private static String owner(String passageId) {
        return passageId.substring(0, passageId.indexOf('-'));
    }

    private static float[] axis() {
        float[] vector = new float[DIMENSION];
        vector[0] = 3;
        return vector;
    }

    private static float[] vector(Random random) {
        float[] vector = new float[DIMENSION];
        for (int i = 0; i < DIMENSION; i++) {
            vector[i] = (float) random.nextGaussian();
        }
        return vector;
    }

    private static double cosine(float[] a, float[] b) {
        double dot = 0;
        double squaresA = 0;
        double squaresB = 0;
        for (int i = 0; i < DIMENSION; i++) {
            dot += (double) a[i] * b[i];
            squaresA += (double) a[i] * a[i];
            squaresB += (double) b[i] * b[i];
        }
        return dot / Math.sqrt(squaresA * squaresB);
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    private boolean holds(String word) throws IOException {
        try (Stream<Path> files = Files.list(temp)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
                        .contains(word)) {
                    return true;
                }
            }
        }
        return false;
    }
}
