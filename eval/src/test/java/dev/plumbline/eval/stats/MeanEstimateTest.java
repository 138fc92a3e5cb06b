package dev.plumbline.eval.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class MeanEstimateTest {
    @Test
    void aStreamHasTheIntervalOfTheWholeSample() {
        Random random = new Random(3);
        PairedSample whole = new PairedSample();
        MeanEstimate stream = new MeanEstimate();
        for (int i = 0; i < 500; i++) {
            int cluster = random.nextInt(40) - 10;
            double value = Math.clamp(.5 + .01 * cluster + .2 * random.nextGaussian(), 0, 1);
            whole.add(0, value, cluster < 0 ? "item " + i : "cluster " + cluster);
            stream.add(value, cluster < 0 ? MeanEstimate.ALONE : cluster);
        }
        Interval wanted = Comparison.interval95(whole);
        assertThat(stream.size()).isEqualTo(500);
        assertThat(stream.mean()).isCloseTo(whole.candidateMean(), within(1e-12));
        assertThat(stream.interval95().low()).isCloseTo(wanted.low(), within(1e-10));
        assertThat(stream.interval95().high()).isCloseTo(wanted.high(), within(1e-10));
    }

    @Test
    void equalScoresHaveNoSpreadAndOneClusterNoInterval() {
        MeanEstimate equal = new MeanEstimate();
        MeanEstimate one = new MeanEstimate();
        for (int i = 0; i < 1000; i++) {
            equal.add(.1, MeanEstimate.ALONE);
            one.add(.1 * (i % 3), 7);
        }
        assertThat(equal.interval95().low()).isCloseTo(.1, within(1e-9));
        assertThat(equal.interval95().high()).isCloseTo(.1, within(1e-9));
        assertThat(one.interval95().low()).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @Test
    void aShareWithoutAMissIsNotCertain() {
        MeanEstimate right = new MeanEstimate();
        for (int i = 0; i < 20; i++) {
            right.add(1, i / 2);
        }
        // Ten of ten: 1 / (1 + z^2 / 10).
        assertThat(right.interval95().low()).isCloseTo(0.72247, within(1e-5));
        assertThat(right.interval95().high()).isCloseTo(1, within(1e-12));
    }
}
