package dev.plumbline.eval.faithfulness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.eval.judge.AlignmentJudge;
import org.junit.jupiter.api.Test;

class ClaimAgreementTest {
    @Test
    void aClaimTooManyCostsPrecisionAndAMissingOneRecall() {
        String reference = "The bridge opened in 1932. It carries eight lanes of traffic.";
        String answer = "The bridge opened in 1932. It was painted green by sailors.";
        ClaimAgreement agreement =
                ClaimAgreement.of(answer, reference, new AlignmentJudge()::judge).orElseThrow();
        assertThat(agreement).isEqualTo(new ClaimAgreement(.5, .5));
        assertThat(agreement.f1()).isEqualTo(.5);
        assertThat(new ClaimAgreement(0, 0).f1()).isZero();
    }
}
