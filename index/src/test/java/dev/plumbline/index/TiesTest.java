package dev.plumbline.index;

import static dev.plumbline.index.Entries.document;
import static dev.plumbline.index.Entries.documents;
import static dev.plumbline.index.Entries.everything;
import static dev.plumbline.index.Entries.publish;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.index.entry.Change;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Which of equally good passages are among the best does not depend on segments and their order.
 */
final class TiesTest {
    private static final int DOCUMENTS = 300;
    private static final int K = 10;
    private static final float[] VECTOR = {0.6f, 0.8f};
    private static final List<String> IDS =
            IntStream.range(0, DOCUMENTS).mapToObj("d%03d"::formatted).toList();

    @TempDir Path temp;

    @Test
    void equalOnesComeByTheirDocuments() {
        List<String> expected = new ArrayList<>(List.of("d200"));
        expected.addAll(IDS.subList(0, K - 1));
        try (var index = TenantIndex.open(temp, IndexSettings.forDimension(2))) {
            publishShuffled(index);
            for (SearchRequest request :
                    List.of(
                            SearchRequest.words(everything(), "plum", K),
                            SearchRequest.dense(everything(), new float[] {1, 0}, K),
                            SearchRequest.hybrid(everything(), "plum", new float[] {1, 0}, K))) {
                assertThat(documents(index.search(request))).isEqualTo(expected);
            }
            index.erase();
            assertThat(documents(index.search(SearchRequest.words(everything(), "plum", K))))
                    .isEqualTo(expected);
        }
    }

    @Test
    void lastPlaceGoesToTheNextWhenOneIsExcluded() {
        try (var index = TenantIndex.open(temp, IndexSettings.forDimension(2))) {
            publishShuffled(index);
            var request =
                    SearchRequest.words(everything(), "plum", K).excluding(Set.of("d200", "d003"));
            assertThat(documents(index.search(request)))
                    .containsExactly(
                            "d000", "d001", "d002", "d004", "d005", "d006", "d007", "d008", "d009",
                            "d010");
        }
    }

    /** All alike to words and vectors but one, in segments of a few each, in random order. */
    private static void publishShuffled(TenantIndex index) {
        List<String> ids = new ArrayList<>(IDS);
        Collections.shuffle(ids, new Random(7));
        List<Change> batch = new ArrayList<>();
        for (int i = 0; i < DOCUMENTS; i++) {
            String id = ids.get(i);
            boolean better = id.equals("d200");
            batch.add(
                    publish(
                            i + 1,
                            document(id, (better ? "plum plum " : "plum tree ") + id),
                            better ? new float[] {1, 0.1f} : VECTOR));
            if (batch.size() == 17 || i == DOCUMENTS - 1) {
                index.apply(batch);
                batch.clear();
            }
        }
    }
}
