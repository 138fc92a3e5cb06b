package dev.plumbline.index;

import static dev.plumbline.index.Entries.documents;
import static dev.plumbline.index.Entries.everything;
import static dev.plumbline.index.Entries.publish;
import static dev.plumbline.index.Entries.revision;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.index.entry.Change;
import dev.plumbline.index.entry.DocumentEntry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An index that is opened before anybody knows how long its embedder's vectors are. */
final class FirstVectorTest {
    private static final IndexSettings SETTINGS = IndexSettings.forVectorsOf("some embedder");

    @TempDir Path temp;

    @Test
    void wordsAreFoundBeforeTheFirstVector() {
        try (var index = TenantIndex.open(temp, SETTINGS)) {
            index.apply(List.of(publish(1, revision("a", 1, "plum"))));
            assertThat(documents(index.search(hybrid(1, 0, 0)))).containsExactly("a");
        }
    }

    @Test
    void lengthOfTheFirstVectorHoldsForAllAndAcrossOpenings() {
        try (var index = TenantIndex.open(temp, SETTINGS)) {
            index.apply(List.of(publish(1, revision("a", 1, "plum"), new float[] {1, 0, 0})));
        }
        try (var index = TenantIndex.open(temp, SETTINGS)) {
            assertThat(documents(index.search(dense(1, 0.1f, 0)))).containsExactly("a");
            assertCode(IndexException.Code.VECTOR, () -> index.search(dense(1, 0)));
            assertCode(
                    IndexException.Code.VECTOR,
                    () ->
                            index.apply(
                                    List.of(
                                            publish(
                                                    2,
                                                    revision("b", 1, "pear"),
                                                    new float[] {1, 0}))));
        }
    }

    @Test
    void passageWithoutVectorIsFoundByItsWordsAlone() {
        try (var index = TenantIndex.open(temp, SETTINGS)) {
            DocumentEntry two = revision("a", 1, "plum", "pear");
            List<float @Nullable []> vectors = new ArrayList<>();
            vectors.add(null);
            vectors.add(new float[] {1, 0});
            index.apply(List.of(new Change.Publish(1, two, vectors)));
            assertThat(index.search(dense(1, 0)).hits())
                    .extracting(Hit::ordinal)
                    .containsExactly(1);
            assertThat(index.search(hybrid(1, 0)).hits())
                    .extracting(Hit::ordinal)
                    .containsExactlyInAnyOrder(0, 1);
        }
    }

    @Test
    void vectorsOfAnotherEmbedderAreNotComparedWith() {
        TenantIndex.open(temp, SETTINGS).close();
        IndexSettings other = IndexSettings.forVectorsOf("another embedder");
        assertCode(IndexException.Code.INCOMPATIBLE, () -> TenantIndex.open(temp, other).close());
    }

    @Test
    void vectorsMayBeLongerThanLuceneTakesByItself() {
        Random random = new Random(7);
        List<float[]> vectors =
                java.util.stream.Stream.generate(() -> random(random, 3072)).limit(40).toList();
        try (var index = TenantIndex.open(temp, SETTINGS.withExactScanMax(0))) {
            for (int i = 0; i < vectors.size(); i++) {
                index.apply(List.of(publish(i + 1, revision("d" + i, 1, "n" + i), vectors.get(i))));
            }
        }
        try (var index = TenantIndex.open(temp, SETTINGS.withExactScanMax(0))) {
            assertThat(documents(index.search(dense(vectors.get(23))))).first().isEqualTo("d23");
        }
    }

    private static float[] random(Random random, int dimension) {
        float[] vector = new float[dimension];
        for (int i = 0; i < dimension; i++) {
            vector[i] = random.nextFloat() - 0.5f;
        }
        return vector;
    }

    private static SearchRequest dense(float... vector) {
        return SearchRequest.dense(everything(), vector, 3);
    }

    private static SearchRequest hybrid(float... vector) {
        return SearchRequest.hybrid(everything(), "plum", vector, 3);
    }

    private static void assertCode(IndexException.Code code, Runnable action) {
        assertThatThrownBy(action::run)
                .isInstanceOfSatisfying(
                        IndexException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
