package dev.plumbline.eval.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    private static PairedSample simulate(Random random, int clusters, int size, double shift) {
        PairedSample sample = new PairedSample();
        for (int c = 0; c < clusters; c++) {
            double taste = .06 * random.nextGaussian();
            for (int i = 0; i < size; i++) {
                double a = .5 + .1 * random.nextGaussian();
                sample.add(a, a + shift + taste + .05 * random.nextGaussian(), "c" + c);
            }
        }
        return sample;
    }

    @Test
    void figuresAreThoseOfAWorkedExample() {
        PairedSample sample = new PairedSample();
        sample.add(0, 1, "x");
        sample.add(1, 1, "x");
        sample.add(1, 0, "y");
        sample.add(0, 1, "z");
        Comparison c = Comparison.of(sample, .01, 1);
        // d = 1, 0, -1, 1; mean .25; deviations by cluster .5, -1.25, .75: squares sum to 2.375.
        assertThat(c.difference()).isEqualTo(.25);
        assertThat(c.standardError()).isCloseTo(Math.sqrt(1.5 * 2.375) / 4, within(1e-12));
        // Student's t with 2 degrees: the distribution function has a closed form.
        double t = .25 / c.standardError();
        assertThat(c.p()).isCloseTo(1 - t / Math.sqrt(2 + t * t), within(1e-9));
        double quantile = 4.302652729911275;
        assertThat(c.interval95().high())
                .isCloseTo(.25 + quantile * c.standardError(), within(1e-9));
        assertThat(c.mcnemarP()).hasValue(1);
        assertThat(c.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(c.itemsNeeded().orElseThrow()).isGreaterThan(4);
    }

    @Test
    void anItemWithoutAClusterOfItsOwnGivesTheOrdinaryError() {
        Random random = new Random(5);
        PairedSample sample = simulate(random, 50, 1, 0);
        double mean = sample.difference();
        double squares = 0;
        for (double d : sample.clusterSums()) {
            squares += (d - mean) * (d - mean);
        }
        assertThat(sample.standardError()).isCloseTo(Math.sqrt(squares / 49 / 50), within(1e-12));
    }

    @Test
    void bootstrapAndPermutationAgreeWithTheNormalOnManyClusters() {
        Comparison c = Comparison.of(simulate(new Random(7), 400, 2, .005), 0, 3);
        double width = c.interval95().high() - c.interval95().low();
        assertThat(c.bootstrap95().low()).isCloseTo(c.interval95().low(), within(.06 * width));
        assertThat(c.bootstrap95().high()).isCloseTo(c.interval95().high(), within(.06 * width));
        assertThat(c.permutationP()).isCloseTo(c.p(), within(.02));
    }

    @Test
    void theSameSeedGivesTheSameFigures() {
        assertThat(Comparison.of(simulate(new Random(1), 20, 3, 0), 0, 9))
                .isEqualTo(Comparison.of(simulate(new Random(1), 20, 3, 0), 0, 9));
    }

    @Test
    void theGateErrsAtItsLevelAndFindsWhatItSaysItCan() {
        Random random = new Random(11);
        int failures = 0;
        int found = 0;
        int passes = 0;
        int rounds = 1000;
        for (int round = 0; round < rounds; round++) {
            PairedSample equal = simulate(random, 40, 5, 0);
            Comparison same = Comparison.of(equal, 0, round);
            failures += same.outcome() == Outcome.FAIL ? 1 : 0;
            PairedSample worse = simulate(random, 40, 5, -same.minimumDetectable());
            found += Comparison.of(worse, 0, round).outcome() == Outcome.FAIL ? 1 : 0;
            PairedSample margin = simulate(random, 40, 5, -.03);
            passes += Comparison.of(margin, .03, round).outcome() == Outcome.PASS ? 1 : 0;
        }
        assertThat(failures).as("seed 11, equal runs that fail").isBetween(25, 75);
        assertThat(passes).as("seed 11, runs worse by the margin that pass").isBetween(25, 75);
        assertThat(found).as("seed 11, detectable regressions found").isBetween(720, 860);
    }

    /**
     * d = -.06, -.04, -.06, -.04: mean -.05, error sqrt(.0004 / 3) / 2 = .005774; Student's t with
     * 3 degrees has .95 below 2.353363, so that the bounds are -.063587 and -.036413.
     */
    @Test
    void theMarginPartsFailInconclusiveAndPass() {
        PairedSample sample = new PairedSample();
        for (int i = 0; i < 4; i++) {
            sample.add(.5, i % 2 == 0 ? .44 : .46, "c" + i);
        }
        assertThat(Comparison.of(sample, .0364, 1).outcome()).isEqualTo(Outcome.FAIL);
        assertThat(Comparison.of(sample, .0365, 1).outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(Comparison.of(sample, .0635, 1).outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(Comparison.of(sample, .0636, 1).outcome()).isEqualTo(Outcome.PASS);
        // (1.644854 + .841621) * .005774 / .005, squared, times 4: 32.97.
        assertThat(Comparison.of(sample, .045, 1).itemsNeeded()).hasValue(33);
        // t = -.02 / .005774 = -2 sqrt(3): 1/2 + (atan(-2) - 2/5) / pi.
        assertThat(Comparison.of(sample, .03, 1).worseP())
                .isCloseTo(.5 + (Math.atan(-2) - .4) / Math.PI, within(1e-9));
    }

    @Test
    void oneClusterDecidesNothing() {
        PairedSample sample = new PairedSample();
        sample.add(1, 0, "only");
        sample.add(1, 0, "only");
        Comparison c = Comparison.of(sample, 0, 1);
        assertThat(c.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(c.p()).isEqualTo(1);
    }

    @Test
    void theArrangementSeenIsOneOfThoseDrawn() {
        PairedSample sample = new PairedSample();
        for (int i = 0; i < 60; i++) {
            sample.add(0, 1, "c" + i);
        }
        assertThat(Comparison.of(sample, 0, 1).permutationP())
                .isCloseTo(1 / (Resampling.ROUNDS + 1.0), within(1e-12));
    }

    @Test
    void equalRunsPass() {
        PairedSample sample = new PairedSample();
        for (int i = 0; i < 10; i++) {
            sample.add(.3, .3, "c" + i);
        }
        assertThat(Comparison.of(sample, .01, 1).outcome()).isEqualTo(Outcome.PASS);
    }

    @Test
    void holmMultipliesByTheTestsLeftAndNeverDescends() {
        assertThat(Holm.adjust(.01, .04, .03)).containsExactly(.03, .06, .06);
    }

    @Test
    void wilsonHoldsForNoSuccess() {
        Interval interval = Interval.wilson95(0, 10);
        assertThat(interval.low()).isCloseTo(0, within(1e-12));
        assertThat(interval.high()).isCloseTo(0.27753, within(1e-5));
    }

    @Test
    void mcnemarCountsTheDiscordantPairsExactly() {
        PairedSample sample = new PairedSample();
        for (int i = 0; i < 7; i++) {
            sample.add(i == 0 ? 1 : 0, i == 0 ? 0 : 1, "c" + i);
        }
        // Six against one: 2 * (1 + 7) / 2^7.
        assertThat(Comparison.of(sample, 0, 1).mcnemarP().orElseThrow())
                .isCloseTo(.125, within(1e-12));
    }
}
