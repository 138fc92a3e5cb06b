package dev.plumbline.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class GeneratedTextsTest {
    @Test
    void sameSeedGivesTheSameTexts() throws IOException {
        GeneratedTexts one = new GeneratedTexts(5);
        GeneratedTexts other = new GeneratedTexts(5);
        assertThat(one.passage(3, 4))
                .isEqualTo(other.passage(3, 4))
                .isNotEqualTo(one.passage(3, 5));
        assertThat(one.question(9, 10)).isEqualTo(other.question(9, 10));
    }

    @Test
    void questionSharesWordsWithItsTopicOnly() throws IOException {
        GeneratedTexts texts = new GeneratedTexts(5);
        Set<String> words = words(texts.question(1, 1));
        words.removeAll(Set.of("which", "of", "the", "has", "and"));
        assertThat(words).isSubsetOf(words(texts.centre(0)));
        words.retainAll(words(texts.centre(1)));
        assertThat(words).isEmpty();
    }

    private static Set<String> words(String text) {
        return new HashSet<>(
                java.util.List.of(
                        text.toLowerCase(java.util.Locale.ROOT)
                                .replaceAll("[^a-z ]", "")
                                .split(" ")));
    }
}
