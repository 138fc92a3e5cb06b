package dev.plumbline.eval.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class AnswerMatchTest {
    @Test
    void caseArticlesAndPunctuationDoNotCount() {
        assertThat(AnswerMatch.of("The  QUICK fox!", List.of("a quick fox")))
                .isEqualTo(new AnswerMatch(1, 1));
    }

    @Test
    void anExpectedAnswerThatNormalisesToNothingMakesNoAnswerRight() {
        assertThat(AnswerMatch.of("", List.of("the", "fox"))).isEqualTo(AnswerMatch.NONE);
        assertThat(AnswerMatch.of("the", List.of("!"))).isEqualTo(new AnswerMatch(1, 1));
    }

    @Test
    void whereNoAnswerIsExpectedOnlyNoneIsRight() {
        assertThat(AnswerMatch.of("", List.of())).isEqualTo(new AnswerMatch(1, 1));
        assertThat(AnswerMatch.of("fox", List.of())).isEqualTo(AnswerMatch.NONE);
    }

    @Test
    void wordsCountAsOftenAsBothHaveThem() {
        // Two of three words shared with a gold of two: 2 * 2 / 5.
        AnswerMatch match = AnswerMatch.of("fox fox fox", List.of("fox fox"));
        assertThat(match.f1()).isCloseTo(.8, within(1e-12));
        assertThat(match.exact()).isZero();
    }

    @Test
    void aDashOutsideAsciiStaysPartOfTheWord() {
        assertThat(AnswerMatch.words("—An answer")).containsExactly("—", "answer");
    }

    @Test
    void rougeFollowsItsDefinition() {
        Rouge one = Rouge.ofSequences("the cat sat", "the cat ate", 1);
        assertThat(one.f1()).isCloseTo(2.0 / 3, within(1e-12));
        assertThat(Rouge.ofSequences("the cat sat", "the cat ate", 2).recall()).isEqualTo(.5);
        assertThat(Rouge.ofSubsequence("a b c d", "a c b d").recall()).isEqualTo(.75);
    }

    @Test
    void rougeOverLinesTakesTheUnionOfMatches() {
        // Lin (2004): w1 w2 w3 w4 w5 against w1 w2 w6 w7 w8 and w1 w3 w8 w9 w5 shares w1 w2 w3 w5.
        Rouge union = Rouge.ofLines("w1 w2 w6 w7 w8\nw1 w3 w8 w9 w5", "w1 w2 w3 w4 w5");
        assertThat(union.recall()).isEqualTo(.8);
    }
}
