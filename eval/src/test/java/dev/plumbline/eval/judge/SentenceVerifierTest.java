package dev.plumbline.eval.judge;

import static dev.plumbline.eval.judge.Verdict.MISATTRIBUTED;
import static dev.plumbline.eval.judge.Verdict.PARTLY;
import static dev.plumbline.eval.judge.Verdict.SUPPORTED;
import static dev.plumbline.eval.judge.Verdict.UNSUPPORTED;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SentenceVerifierTest {

    private static final String MILL =
            "The Harrow Mill was built in 1871 by Ada Quill and her brother. It ground 4,500 tonnes of grain a year, "
                    + "more than any other mill on the river. In 1902, the owners sold it to the National Grain Board. "
                    + "The mill did not reopen after the fire. About 40 percent of the roof was lost, and three workers "
                    + "were hurt.";
    private static final String BRIDGE =
            "Trent Bridge carries the northern road. It is 120 metres long and was opened by the mayor.";

    private final SentenceVerifier verifier = new SentenceVerifier();

    private Verdict verdict(String sentence) {
        return verifier.verify(sentence, List.of(MILL), List.of(BRIDGE)).verdict();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The Harrow Mill was built in 1871 by Ada Quill and her brother.",
                "It ground 4500 tonnes of grain a year.",
                "The owners sold it to the National Grain Board in 1902.",
                "About 40% of the roof was lost, and 3 workers were hurt.",
                "About forty per cent of the roof was lost.",
                "The mill did not reopen after the fire.",
                "The mill never reopened after the fire.",
                "In 1902, the owners sold it to the NGB."
            })
    void whatThePassageSaysIsSupported(String sentence) {
        assertThat(verdict(sentence)).isEqualTo(SUPPORTED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NUMBER   | The Harrow Mill was built in 1872 by Ada Quill and her brother.",
                "NUMBER   | The Harrow Mill was built in 1902 by Ada Quill and her brother.",
                "NUMBER   | About 30 percent of the roof was lost, and three workers were hurt.",
                "NUMBER   | About 40 percent of the roof was lost, and four workers were hurt.",
                "UNIT     | It ground 4,500 pounds of grain a year, more than any other mill on the river.",
                "NAME     | The Harrow Mill was built in 1871 by Ida Brent and her brother.",
                "NEGATION | The Harrow Mill was not built in 1871 by Ada Quill and her brother.",
                "NEGATION | The mill did reopen after the fire.",
                "NEGATION | In 1902, the owners never sold it to the National Grain Board.",
                "OPPOSITE | It ground 4,500 tonnes of grain a year, less than any other mill on the river.",
                "OPPOSITE | The mill did not reopen before the fire."
            })
    void oneThingThatDiffersIsNamedAndNeverSupported(Reason.Kind kind, String sentence) {
        Verification verification = verifier.verify(sentence, List.of(MILL), List.of());
        assertThat(verification.verdict()).isEqualTo(UNSUPPORTED);
        assertThat(verification.reasons()).extracting(Reason::kind).contains(kind);
    }

    @Test
    void aClaimThatIsOnlyAddedLeavesTheSentencePartlySupported() {
        String sentence =
                "The mill did not reopen after the fire, and the cellars later served smugglers storing brandy.";
        assertThat(verdict(sentence)).isEqualTo(PARTLY);
    }

    @Test
    void aClaimThatIsContradictedLeavesNothingPartly() {
        String sentence = "The mill did not reopen after the fire, and nine workers were hurt.";
        assertThat(verdict(sentence)).isEqualTo(UNSUPPORTED);
    }

    @Test
    void whatAnotherPassageSaysIsMisattributed() {
        assertThat(verdict("Trent Bridge is 120 metres long.")).isEqualTo(MISATTRIBUTED);
    }

    @Test
    void whatNobodySaysIsUnsupported() {
        assertThat(verdict("Wolves roamed the valley throughout the winter."))
                .isEqualTo(UNSUPPORTED);
    }

    @Test
    void withoutACitationNothingIsSupportedNorMisattributed() {
        String sentence = "The Harrow Mill was built in 1871 by Ada Quill and her brother.";
        Verification verification = verifier.verify(sentence, List.of(), List.of(MILL));
        assertThat(verification.verdict()).isEqualTo(UNSUPPORTED);
        assertThat(verification.reasons())
                .extracting(Reason::kind)
                .containsExactly(Reason.Kind.NO_EVIDENCE);
    }

    @Test
    void citationsTogetherMaySupportWhatNoneDoesAlone() {
        String sentence =
                "The Harrow Mill was built in 1871 by Ada Quill, and Trent Bridge is 120 metres long.";
        Verification both = verifier.verify(sentence, List.of(MILL, BRIDGE), List.of());
        assertThat(both.verdict()).isEqualTo(SUPPORTED);
        assertThat(verifier.verify(sentence, List.of(BRIDGE), List.of()).verdict())
                .isNotEqualTo(SUPPORTED);
    }

    @Test
    void everySentenceOfAPassageIsSupportedByIt() {
        for (Sentence sentence : Sentences.split(MILL + " " + BRIDGE)) {
            Verification verification =
                    verifier.verify(sentence.text(), List.of(BRIDGE, MILL), List.of());
            assertThat(verification.verdict()).as(sentence.text()).isEqualTo(SUPPORTED);
            assertThat(verification.score()).isGreaterThan(0.9);
        }
    }

    @Test
    void wordsTakenOutOfADenialAreNoQuote() {
        String passage = "It is not true that the mill was haunted by its founder.";
        assertThat(
                        verifier.verify(
                                        "The mill was haunted by its founder.",
                                        List.of(passage),
                                        List.of())
                                .verdict())
                .isNotEqualTo(SUPPORTED);
    }
}
