package dev.plumbline.answers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A question that leans on the one before it is asked together with that one. */
final class StandaloneTest {
    private static String after(String before, String question) {
        return Standalone.of(question, Turn.told(List.of(new Turn.Exchange(before, "Said."))));
    }

    @Test
    void questionWithContentStandsAlone() {
        assertThat(after("Who invented the zorbax valve?", "How many weavers had Ellery mill?"))
                .isEqualTo("How many weavers had Ellery mill?");
    }

    @Test
    void firstQuestionStandsAlone() {
        assertThat(Standalone.of("And in which year?", List.of())).isEqualTo("And in which year?");
    }

    @Test
    void leaningQuestionIsAskedWithTheFormerOne() {
        assertThat(after("Who invented the zorbax valve?", "And in which year?"))
                .isEqualTo("Who invented the zorbax valve? And in which year?");
        assertThat(after("Who invented the zorbax valve?", "When was she born in Port Ellery?"))
                .startsWith("Who invented the zorbax valve?");
        assertThat(after("Who invented the zorbax valve?", "Why?")).endsWith("valve? Why?");
    }

    @Test
    void anotherYearTakesThePlaceOfTheFormerOne() {
        assertThat(after("How many weavers worked in 1890?", "And in 1904?"))
                .isEqualTo("How many weavers worked in 1904?");
        assertThat(after("How many weavers worked in 1890?", "what about 1904"))
                .isEqualTo("How many weavers worked in 1904?");
    }

    @Test
    void chainOfQuestionsDoesNotGrowForEver() {
        List<Turn.Exchange> exchanges =
                java.util.stream.IntStream.range(0, 60)
                        .mapToObj(i -> new Turn.Exchange("And why " + "x".repeat(20) + i + "?", ""))
                        .toList();
        assertThat(Turn.told(exchanges).getLast().standalone().length()).isLessThan(500);
    }
}
