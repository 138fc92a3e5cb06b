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

    /**
     * Text, reference, and by another programme that follows rouge_score's published method:
     * precision and recall of ROUGE-Lsum, F1 of ROUGE-L. Of the first six the first common
     * subsequences from the front would give other unions.
     */
    private static final String[][] ROUGE = {
        {
            "dog fox dog dog fox elm dog\ncat ada ada\ndog bob cat",
            "fox cat dog elm dog\ncat elm elm dog elm bob\nfox ada cat elm",
            "0.7692307692 0.6666666667 0.5714285714"
        },
        {
            "ada cat ada\nada elm\nada bob dog cat elm cat",
            "ada cat cat cat bob dog dog",
            "0.2727272727 0.4285714286 0.4444444444"
        },
        {
            "elm fox bob ada fox\nfox fox elm cat elm\nbob ada elm cat",
            "ada ada fox",
            "0.2142857143 1.0000000000 0.2352941176"
        },
        {
            "dog elm ada\ndog fox\nbob elm",
            "fox ada elm\ndog ada elm ada cat bob",
            "0.7142857143 0.5555555556 0.5000000000"
        },
        {
            "bob cat ada cat\nfox dog elm cat cat",
            "cat dog ada\nelm ada fox",
            "0.3333333333 0.5000000000 0.4000000000"
        },
        {
            "dog dog ada bob bob elm cat\nelm ada dog bob dog bob ada",
            "elm cat ada dog\nada fox fox elm dog fox ada",
            "0.5714285714 0.7272727273 0.4800000000"
        },
        {
            "elm elm ada elm\nada dog bob bob dog ada elm\nelm ada",
            "bob ada cat ada ada\nfox dog\ncat elm cat ada ada elm elm",
            "0.6153846154 0.5714285714 0.4444444444"
        },
        {
            "bob ada elm fox ada elm ada\ncat elm bob ada bob bob\nbob dog elm fox dog cat cat",
            "cat elm dog ada dog\nbob dog fox bob dog fox\nelm fox elm fox dog bob",
            "0.6000000000 0.7058823529 0.4864864865"
        },
    };

    @Test
    void ofSeveralLongestSubsequencesItTakesTheOneOfRougeScore() {
        for (String[] row : ROUGE) {
            Rouge sum = Rouge.ofLines(row[0], row[1]);
            double f1 = Rouge.ofSubsequence(row[0], row[1]).f1();
            assertThat("%.10f %.10f %.10f".formatted(sum.precision(), sum.recall(), f1))
                    .as(row[0])
                    .isEqualTo(row[2]);
        }
    }
}
