package dev.plumbline.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.plumbline.index.entry.Change;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Random documents, readers, replacements, deletions, crashes and questions; every answer is that
 * of {@link Model}.
 */
final class RandomChangesTest {
    private static final int ROUNDS = 40;

    @TempDir Path home;

    private final List<Change> log = new ArrayList<>();
    private final Model model = new Model();
    private Path folder = Path.of("");
    private IndexSettings settings = IndexSettings.forDimension(RandomEntries.DIMENSION);

    /** By the graph alone where nothing is scanned, else by comparing all that is accepted. */
    @ParameterizedTest(name = "seed {0}, at most {1} scanned")
    @CsvSource({"1, 0", "20, 0", "300, 20000", "4000, 20000"})
    void indexAnswersAsPlainLoopsDo(long seed, int exactScanMax) throws IOException {
        settings = settings.withExactScanMax(exactScanMax);
        RandomEntries entries = new RandomEntries(seed);
        folder = home.resolve("first");
        TenantIndex index = TenantIndex.open(folder, settings);
        try {
            for (int round = 0; round < ROUNDS; round++) {
                List<Change> batch =
                        Stream.generate(entries::change).limit(1 + entries.below(12)).toList();
                batch.forEach(model::apply);
                log.addAll(batch);
                index.apply(batch);
                index = disturb(index, entries);
                checkCounts(index, entries.scope());
                for (int i = 0; i < 5; i++) {
                    checkSearches(index, entries);
                }
            }
        } finally {
            index.close();
        }
    }

    /**
     * Commits, erases, replays, reopens, or crashes: goes on from a copy of the files made without
     * a commit.
     */
    private TenantIndex disturb(TenantIndex index, RandomEntries entries) throws IOException {
        switch (entries.below(6)) {
            case 0 -> index.commit();
            case 1 -> index.erase();
            case 2 -> {
                Path copy = Folders.copy(folder, home.resolve("copy" + log.size()));
                long committed = index.committedSeq();
                index.close();
                folder = copy;
                TenantIndex survivor = TenantIndex.open(folder, settings);
                assertThat(survivor.appliedSeq()).isEqualTo(committed);
                survivor.apply(log);
                return survivor;
            }
            case 3 -> {
                index.close();
                return TenantIndex.open(folder, settings);
            }
            default -> index.apply(log); // all of it is known already
        }
        return index;
    }

    private void checkCounts(TenantIndex index, Scope scope) {
        assertThat(index.appliedSeq()).isEqualTo(log.getLast().seq());
        assertThat(index.digest()).isEqualTo(model.digest());
        assertThat(index.digests()).isEqualTo(model.digests());
        assertThat(index.passages(scope)).isEqualTo(model.passages(scope));
        assertThat(index.documents(scope)).isEqualTo(model.documents(scope));
    }

    private void checkSearches(TenantIndex index, RandomEntries entries) {
        Scope scope = entries.scope();
        Set<String> excluded = entries.excluded();
        String words = entries.words(3);
        float[] vector = entries.vector();
        int k = 1 + entries.below(30);

        assertThat(index.frequencies(scope, words, "und"))
                .isEqualTo(model.frequencies(scope, words));
        SearchResult byWords =
                index.search(
                        SearchRequest.words(scope, words, SearchRequest.K_MAX).excluding(excluded));
        assertThat(Entries.texts(byWords))
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(model.textsWith(scope, excluded, words));

        List<Double> cosines = model.cosines(scope, excluded, vector);
        List<Hit> byVector =
                index.search(new SearchRequest(scope, "", vector, Mode.DENSE, k, excluded)).hits();
        assertThat(byVector).hasSize(Math.min(k, cosines.size()));
        for (int i = 0; i < byVector.size(); i++) {
            assertThat(byVector.get(i).score()).isCloseTo(cosines.get(i), within(1e-5));
        }

        SearchResult both =
                index.search(new SearchRequest(scope, words, vector, Mode.HYBRID, k, excluded));
        assertThat(Entries.texts(both)).doesNotHaveDuplicates();
        assertThat(Entries.documents(both))
                .allMatch(id -> model.accepts(scope, id) && !excluded.contains(id));
        Set<String> reachable = model.textsWith(scope, excluded, words);
        assertThat(both.hits().size())
                .isBetween(
                        Math.min(k, Math.max(reachable.size(), cosines.size())),
                        Math.min(k, reachable.size() + cosines.size()));
    }
}
