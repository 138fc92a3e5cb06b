package dev.plumbline.eval.metric;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AnswerRelevanceTest {
    private final AnswerRelevance relevance = AnswerRelevance.byWords();

    @Test
    void anAnswerIsRelevantByTheWordsOfTheQuestionThatItHas() {
        assertThat(relevance.of("Is the society founded?", "Ada was founding a society."))
                .isEqualTo(1);
        assertThat(relevance.of("Is the society founded?", "It rained.")).isZero();
        assertThat(relevance.of("", "It rained.")).isZero();
    }
}
