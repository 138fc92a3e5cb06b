package dev.plumbline.eval.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ClassificationTest {

    private static final boolean[] LABELS = {true, true, false, true, false};
    private static final Classification SOME =
            new Classification(
                    new double[] {0.9, 0.4, 0.4, 0.8, 0.1},
                    new boolean[] {true, false, false, true, true},
                    LABELS);

    @Test
    void aurocCountsTiesHalf() {
        // Pairs: .9 and .8 beat both, .4 ties with .4 and beats .1: 5.5 of 6.
        assertThat(SOME.auroc()).isCloseTo(5.5 / 6, within(1e-12));
    }

    @Test
    void decisionsAreScoredByClass() {
        assertThat(SOME.balancedAccuracy()).isCloseTo((2.0 / 3 + 0.5) / 2, within(1e-12));
        assertThat(SOME.negativeF1()).isEqualTo(0.5);
        // Agreement 3/5; chance 3/5 * 3/5 + 2/5 * 2/5 = 13/25.
        assertThat(SOME.kappa()).isCloseTo((0.6 - 0.52) / 0.48, within(1e-12));
    }

    @Test
    void calibrationErrorWeighsBinsByTheirItems() {
        // Bins: .9 -> 1, two of .4 -> .5, .8 -> 1, .1 -> 0.
        double expected = (0.1 + 2 * 0.1 + 0.2 + 0.1) / 5;
        assertThat(SOME.calibrationError()).isCloseTo(expected, within(1e-12));
    }

    @Test
    void withOneClassOnlyAurocIsNotANumber() {
        boolean[] all = {true, true};
        assertThat(new Classification(new double[] {0.1, 0.2}, all, all).auroc()).isNaN();
    }
}
