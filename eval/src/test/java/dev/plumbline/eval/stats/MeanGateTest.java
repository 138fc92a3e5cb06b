package dev.plumbline.eval.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MeanGateTest {
    private static PairedSample scores(int right, int wrong) {
        return constant(right, 1, 0, constant(wrong, 0, right, new PairedSample()));
    }

    private static PairedSample constant(int items, double score, int from, PairedSample sample) {
        for (int i = 0; i < items; i++) {
            sample.add(.9, score, "item " + (from + i));
        }
        return sample;
    }

    /** With all right, Wilson's lower bound is n / (n + z^2), and z^2 is 2.7055. */
    @Test
    void thatNothingVariedDoesNotMakeItSure() {
        MeanGate two = MeanGate.of(scores(2, 0), .85);
        assertThat(two.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(two.lower95()).isCloseTo(2 / 4.705543, within(1e-6));
        // 15 / 17.7055 is below .85, 16 / 18.7055 above.
        assertThat(two.itemsNeeded()).hasValue(16);
        assertThat(MeanGate.of(scores(15, 0), .85).outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(MeanGate.of(scores(16, 0), .85).outcome()).isEqualTo(Outcome.PASS);
        // None right: the upper bound is z^2 / (n + z^2), 1 / 1.37 at n = 1.
        assertThat(MeanGate.of(scores(0, 2), .5).outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        MeanGate none = MeanGate.of(scores(0, 20), .5);
        assertThat(none.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(none.belowP()).isLessThan(.001);
    }

    @Test
    void anotherConstantIsTakenForAShare() {
        MeanGate same = MeanGate.of(constant(100, .5, 0, new PairedSample()), .45);
        // Wilson, one-sided: (.5 + z2/200 - 1.644854 * sqrt(.0025 + z2/40000)) / (1 + z2/100).
        assertThat(same.lower95()).isCloseTo(.418848, within(1e-6));
        assertThat(same.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        long needed = same.itemsNeeded().orElseThrow();
        assertThat(MeanGate.of(constant((int) needed, .5, 0, new PairedSample()), .45).outcome())
                .isEqualTo(Outcome.PASS);
        assertThat(
                        MeanGate.of(constant((int) needed - 1, .5, 0, new PairedSample()), .45)
                                .outcome())
                .isEqualTo(Outcome.INCONCLUSIVE);
        for (int items = 2; items < 200; items++) {
            MeanGate perfect = MeanGate.of(scores(items, 0), 1);
            assertThat(perfect.outcome()).as(items + " right").isEqualTo(Outcome.INCONCLUSIVE);
            assertThat(perfect.itemsNeeded()).isEmpty();
        }
    }

    /** Where scores vary it is the gate of paired differences from the expected figure. */
    @Test
    void whereScoresVaryItIsTheSameAsAComparisonWithTheFigure() {
        for (int wrong : new int[] {1, 5, 12}) {
            PairedSample sample = scores(40 - wrong, wrong);
            MeanGate gate = MeanGate.of(sample, .9 - .05);
            Comparison whole = Comparison.of(sample, .05, 1);
            assertThat(gate.outcome()).isEqualTo(whole.outcome());
            assertThat(gate.lower95()).isCloseTo(whole.lower95() + .9, within(1e-12));
            assertThat(gate.belowP()).isCloseTo(whole.worseP(), within(1e-12));
            assertThat(gate.itemsNeeded()).isEqualTo(whole.itemsNeeded());
        }
    }

    @Test
    void oneClusterSaysNothingHoweverManyItemsItHas() {
        PairedSample sample = new PairedSample();
        for (int i = 0; i < 50; i++) {
            sample.add(.9, 1, "one");
        }
        assertThat(MeanGate.of(sample, .5).outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    }
}
