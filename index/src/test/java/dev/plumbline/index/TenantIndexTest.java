package dev.plumbline.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.index.entry.Change;
import dev.plumbline.index.entry.DocumentEntry;
import dev.plumbline.index.entry.PassageEntry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an index promises of readers, crashes, erasure, commits and errors, by small examples. */
final class TenantIndexTest {
    private static final int DIMENSION = 8;
    private static final IndexSettings SETTINGS = IndexSettings.forDimension(DIMENSION);

    @TempDir Path temp;

    private final Model model = new Model();

    private long seq;

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
            assertThat(index.digest()).isEqualTo(model.digest());
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

            assertThat(index.digest()).isEqualTo(model.digest());
            assertThat(ids(index, words(1))).isEmpty();
        }
        try (var index = TenantIndex.open(copy, SETTINGS)) {
            assertThat(index.appliedSeq()).as("closing commits").isEqualTo(4);
            assertThat(index.digest()).isEqualTo(model.digest());
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
            // Beside so many others that no merge would come by itself.
            List<Change> changes = new ArrayList<>();
            changes.add(publish("a", 1, "confidentialword"));
            for (int i = 0; i < 60; i++) {
                changes.add(publish("b" + i, 1, "plum n" + i));
            }
            index.apply(changes);
            index.commit();
            assertThat(holds("confidentialword")).isTrue();

            index.apply(List.of(record(new Change.Delete(++seq, "a"))));
            index.erase();

            assertThat(holds("confidentialword")).isFalse();
            assertThat(index.committedSeq()).isEqualTo(seq);
            assertThat(index.digest()).isEqualTo(model.digest());
        }
    }

    @Test
    void threadsThatMergeAreToldFirst() {
        Set<Thread> told = ConcurrentHashMap.newKeySet();
        try (var index = TenantIndex.open(temp, SETTINGS, () -> told.add(Thread.currentThread()))) {
            index.apply(List.of(publish("a", 1, "plum"), publish("b", 1, "plum")));
            index.apply(List.of(record(new Change.Delete(++seq, "a"))));
            index.erase();

            assertThat(told).isNotEmpty().doesNotContain(Thread.currentThread());
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
            assertThat(index.digest()).isEqualTo(model.digest());
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

    /** Does to the model what the index should do. */
    private Change record(Change change) {
        model.apply(change);
        return change;
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

    private static float[] axis() {
        float[] vector = new float[DIMENSION];
        vector[0] = 3;
        return vector;
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
