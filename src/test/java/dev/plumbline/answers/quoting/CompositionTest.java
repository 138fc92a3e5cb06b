package dev.plumbline.answers.quoting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.ingestion.Span;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CompositionTest {

    private static Quote quote(int start, String text, Span... sentences) {
        return new Quote(
                "d",
                1,
                "0",
                "p",
                "Title",
                null,
                start,
                start + text.codePointCount(0, text.length()),
                text,
                List.of(sentences),
                .5);
    }

    private static Selection selection(Quote... quotes) {
        return new Selection(true, .9, .5, List.of(quotes), Map.of(), "quoting-0");
    }

    @Test
    void eachSentenceOfAQuoteStandsInTheAnswerWithItsNumber() {
        Composition answer =
                Composition.compose(
                        selection(
                                quote(
                                        10,
                                        "One  is\nhere. Two.",
                                        new Span(10, 23),
                                        new Span(24, 28)),
                                quote(0, "Three.", new Span(0, 6))));
        assertThat(answer.text()).isEqualTo("One is here. Two. Three.");
        assertThat(answer.sentences())
                .containsExactly(
                        new Composition.Sentence(0, 12, List.of(1)),
                        new Composition.Sentence(13, 17, List.of(1)),
                        new Composition.Sentence(18, 24, List.of(2)));
    }

    @Test
    void placesInTheAnswerCountCodePoints() {
        Composition answer =
                Composition.compose(
                        selection(
                                quote(0, "\uD83D\uDE00 one.", new Span(0, 6)),
                                quote(7, "Two.", new Span(7, 11))));
        assertThat(answer.sentences().getLast())
                .isEqualTo(new Composition.Sentence(7, 11, List.of(2)));
    }
}
