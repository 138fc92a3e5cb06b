package dev.plumbline.eval.faithfulness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.eval.judge.JudgeFailure;
import dev.plumbline.eval.judge.JudgedSentence;
import dev.plumbline.eval.judge.Judgement;
import dev.plumbline.eval.judge.SentenceVerifier;
import dev.plumbline.eval.judge.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class FaithfulnessTest {

    /** Supports a sentence if all its words are in some passage. */
    private static boolean words(String sentence, List<String> passages) {
        String all = String.join(" ", passages);
        return List.of(sentence.split(" ")).stream().allMatch(all::contains);
    }

    private static JudgedSentence sentence(Verdict verdict) {
        return new JudgedSentence(0, 1, verdict, 0.5, List.of());
    }

    @Test
    void aFailureLowersTheStrictShareAndIsCounted() {
        Judgement good =
                new Judgement(
                        1, Verdict.SUPPORTED, List.of(sentence(Verdict.SUPPORTED)), List.of());
        Judgement half =
                new Judgement(
                        0.4,
                        Verdict.PARTLY,
                        List.of(sentence(Verdict.SUPPORTED), sentence(Verdict.UNSUPPORTED)),
                        List.of());
        Faithfulness all =
                Faithfulness.of(
                        List.of(good, half, new JudgeFailure(JudgeFailure.Kind.ERROR, "x"), good));
        assertThat(all.failures()).isEqualTo(1);
        assertThat(all.share()).isEqualTo(0.75);
        assertThat(all.strict()).isEqualTo(0.5);
    }

    @Test
    void citationsAreRecalledTogetherAndIdleOnesAreNotPrecise() {
        List<String> passages = List.of("a", "b", "c");
        CitationScores scores =
                CitationScores.NONE.plus(
                        List.of(
                                new CitedSentence("a b", List.of(1, 2)),
                                new CitedSentence("a", List.of(1, 3)),
                                new CitedSentence("c", List.of(2)),
                                new CitedSentence("b", List.of(9)),
                                new CitedSentence("a", List.of())),
                        passages,
                        FaithfulnessTest::words);
        assertThat(scores).isEqualTo(new CitationScores(5, 2, 5, 3, 5, 1, 2));
        assertThat(scores.recall()).isEqualTo(0.4);
        assertThat(scores.precision()).isEqualTo(0.6);
    }

    /** ALCE's programme leaves out such a sentence's citations, and counts it as not recalled. */
    @Test
    void aCitationOfNothingLosesItsSentence() {
        CitationScores scores =
                CitationScores.NONE.plus(
                        List.of(
                                new CitedSentence("a", List.of(1)),
                                new CitedSentence("b", List.of(2, 9))),
                        List.of("a", "b"),
                        FaithfulnessTest::words);
        assertThat(scores).isEqualTo(new CitationScores(2, 1, 1, 1, 2, 1, 0));
        assertThat(scores.recall()).isEqualTo(.5);
        assertThat(scores.precision()).isEqualTo(1);
    }

    @Test
    void theServicesOwnVerificationDecidesWhatSupports() {
        List<String> passages = List.of("The mill was built in 1871.", "Rain fell all year.");
        CitationScores scores =
                CitationScores.NONE.plus(
                        List.of(
                                new CitedSentence("The mill was built in 1871.", List.of(1)),
                                new CitedSentence("The mill was built in 1872.", List.of(1))),
                        passages,
                        new SentenceVerifier());
        assertThat(scores.recalled()).isEqualTo(1);
    }

    @Test
    void aQuoteIsWhatItsCodePointsSay() {
        String text = "\uD83D\uDE00 The mill.";
        assertThat(QuoteCheck.isVerbatim("The", text, 2, 5)).isTrue();
        assertThat(QuoteCheck.isVerbatim("The", text, 3, 6)).isFalse();
        assertThat(QuoteCheck.isVerbatim("mill.", text, 6, 12)).isFalse();
        assertThat(QuoteCheck.isVerbatim("", text, 5, 2)).isFalse();
    }
}
