package dev.plumbline.eval.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.eval.suite.PlantedErrors;
import dev.plumbline.eval.suite.SourceText;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlignmentJudgeTest {

    private static final String MILL =
            "The Harrow Mill was built in 1871 by Ada Quill. It ground 4,500 tonnes of grain a year. "
                    + "The National Grain Board bought the mill after the war.";

    private final AlignmentJudge judge = new AlignmentJudge();

    private Judgement judged(String response, String... evidence) {
        return (Judgement) judge.judge(new JudgeRequest(List.of(evidence), response));
    }

    @Test
    void anUnsupportedSentenceIsFoundAmongSupportedOnes() {
        String response =
                "The Harrow Mill was built in 1871 by Ada Quill. Smugglers hid brandy and lace in its flooded cellars. "
                        + "It ground 4,500 tonnes of grain a year.";
        Judgement judgement = judged(response, MILL);
        assertThat(judgement.sentences())
                .extracting(JudgedSentence::verdict)
                .containsExactly(Verdict.SUPPORTED, Verdict.UNSUPPORTED, Verdict.SUPPORTED);
        Span second = new Span(48, 105);
        assertThat(judgement.unsupported()).allMatch(second::overlaps).isNotEmpty();
        assertThat(judgement.verdict()).isEqualTo(Verdict.PARTLY);
    }

    @Test
    void supportedResponsesScoreAboveSpoiltOnes() {
        double supported = judged("Ada Quill built the Harrow Mill in 1871.", MILL).score();
        double other =
                judged("Ada Quill burnt the Harrow Mill with forty barrels of oil.", MILL).score();
        assertThat(supported).isGreaterThan(other);
    }

    @Test
    void withoutEvidenceOrWithoutAResponseNothingIsSupported() {
        assertThat(judged("The Harrow Mill was built in 1871.").verdict())
                .isEqualTo(Verdict.UNSUPPORTED);
        assertThat(judged("", MILL).verdict()).isEqualTo(Verdict.UNSUPPORTED);
        assertThat(judged("", MILL).score()).isZero();
    }

    @Test
    void aLoneWordIsSupportedOnlyByEvidenceThatHasIt() {
        assertThat(judged("Paris.", "Berlin is the capital of Germany.").verdict())
                .isEqualTo(Verdict.UNSUPPORTED);
        assertThat(judged("Berlin!", "Berlin is the capital of Germany.").verdict())
                .isEqualTo(Verdict.SUPPORTED);
    }

    @Test
    void wordsThatSayNothingAreNoSupportAndDoNotHarmTheRest() {
        assertThat(judged("It is so!", MILL).verdict()).isEqualTo(Verdict.UNSUPPORTED);
        assertThat(judged("...", MILL).verdict()).isEqualTo(Verdict.UNSUPPORTED);
        assertThat(judged("It is so.", "They say: It is so.").verdict())
                .isEqualTo(Verdict.SUPPORTED);
        Judgement both = judged("It is so! The Harrow Mill was built in 1871 by Ada Quill.", MILL);
        assertThat(both.verdict()).isEqualTo(Verdict.SUPPORTED);
        assertThat(both.sentences())
                .extracting(JudgedSentence::verdict)
                .containsExactly(Verdict.UNSUPPORTED, Verdict.SUPPORTED);
    }

    @Test
    void sayingThatTheEvidenceDoesNotTellIsNoClaimAboutItsSubject() {
        String response =
                "The Harrow Mill was built in 1871 by Ada Quill. The passages do not mention who owns the mill today.";
        assertThat(judged(response, MILL).verdict()).isEqualTo(Verdict.SUPPORTED);
    }

    @Test
    void theSameRequestIsJudgedTheSame() {
        JudgeRequest request =
                new JudgeRequest(List.of(MILL), "Ada Quill sold the mill to the Board.");
        assertThat(judge.judge(request)).isEqualTo(new AlignmentJudge().judge(request));
    }

    @Test
    void plantedErrorsAreFlaggedAndTheirCleanTwinsAreNot() {
        List<SourceText> corpus =
                List.of(
                        new SourceText("mills", MILL),
                        new SourceText(
                                "bridges",
                                "The Trent Bridge was opened in 1832 by Lord Hartwell and is 120 metres long. "
                                        + "In 1954, the council widened the northern arch to carry 3,000 carts a day. "
                                        + "It was closed for 14 months, and it has carried trams since then."));
        JudgeEvaluation evaluation = new JudgeEvaluation();
        for (LabelledItem item : PlantedErrors.of(corpus, 6, 11)) {
            evaluation.add(item, List.of(judge.judge(item.request())));
        }
        evaluation
                .kinds()
                .forEach(
                        (kind, counts) -> {
                            if (PlantedErrors.CLEAN.contains(kind)) {
                                assertThat(counts.flagged()).as(kind).isZero();
                            } else if (!kind.equals("stitched")) { // a tail of two words may pass
                                assertThat(counts.flagged()).as(kind).isEqualTo(counts.n());
                            }
                        });
        assertThat(evaluation.kinds()).hasSizeGreaterThan(9);
    }
}
