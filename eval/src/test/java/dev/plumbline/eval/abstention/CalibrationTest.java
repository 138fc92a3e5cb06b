package dev.plumbline.eval.abstention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.plumbline.eval.EvalException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CalibrationTest {
    @TempDir private Path folder = Path.of("");

    private static final class Outcomes {
        private final double[] scores;
        private final boolean[] right;

        Outcomes(double[] scores, boolean[] right) {
            this.scores = scores;
            this.right = right;
        }

        /** Scores of one decimal, so that many are equal. */
        static Outcomes random(int seed, int n, double slope) {
            Random random = new Random(seed);
            double[] scores = new double[n];
            boolean[] right = new boolean[n];
            for (int i = 0; i < n; i++) {
                scores[i] = Math.round(20 * random.nextGaussian()) / 10.0;
                right[i] = random.nextDouble() < 1 / (1 + Math.exp(-slope * scores[i] + .5));
            }
            return new Outcomes(scores, right);
        }

        double share(double from, double to) {
            double all = 0;
            double good = 0;
            for (int i = 0; i < scores.length; i++) {
                if (scores[i] >= from && scores[i] <= to) {
                    all++;
                    good += right[i] ? 1 : 0;
                }
            }
            return good / all;
        }

        /** The best rising fit by its definition: the largest of the least shares around it. */
        double rising(double at) {
            double largest = 0;
            for (double from : scores) {
                double least = 1;
                for (double to : scores) {
                    if (from <= at && to >= at) {
                        least = Math.min(least, share(from, to));
                    }
                }
                largest = from <= at ? Math.max(largest, least) : largest;
            }
            return largest;
        }

        /** Platt's loss, from his targets. */
        double loss(double slope, double offset) {
            double good = 0;
            for (boolean each : right) {
                good += each ? 1 : 0;
            }
            double bad = right.length - good;
            double loss = 0;
            for (int i = 0; i < right.length; i++) {
                double p = 1 / (1 + Math.exp(slope * scores[i] + offset));
                double target = right[i] ? (good + 1) / (good + 2) : 1 / (bad + 2);
                loss -= target * Math.log(p) + (1 - target) * Math.log(1 - p);
            }
            return loss;
        }
    }

    @Test
    void theStaircaseIsTheBestRisingFitOfItsDefinition() {
        for (int seed = 0; seed < 30; seed++) {
            Outcomes outcomes = Outcomes.random(seed, 7 + 5 * seed, .8);
            Calibration fit = Calibration.isotonic(outcomes.scores, outcomes.right);
            for (double score : outcomes.scores) {
                assertThat(fit.probability(score))
                        .as("seed %d, score %s", seed, score)
                        .isCloseTo(outcomes.rising(score), within(1e-12));
            }
        }
    }

    @Test
    void equalScoresArePooledWithoutWhatLiesBelowThem() {
        Calibration fit =
                Calibration.isotonic(new double[] {.3, .5, .5}, new boolean[] {false, false, true});
        assertThat(fit.probability(.3)).isZero();
        assertThat(fit.probability(.5)).isEqualTo(.5);
    }

    @Test
    void noSigmoidNearbyHasALowerLossThanThatOfPlattsFit() {
        for (int seed = 0; seed < 20; seed++) {
            Outcomes outcomes = Outcomes.random(seed, 20 + 10 * seed, 1.5);
            Calibration.Sigmoid fit = Calibration.sigmoid(outcomes.scores, outcomes.right);
            double h = 1e-4;
            double slope =
                    outcomes.loss(fit.slope() + h, fit.offset())
                            - outcomes.loss(fit.slope() - h, fit.offset());
            double offset =
                    outcomes.loss(fit.slope(), fit.offset() + h)
                            - outcomes.loss(fit.slope(), fit.offset() - h);
            assertThat(slope / (2 * h)).as("seed %d", seed).isCloseTo(0, within(1e-5));
            assertThat(offset / (2 * h)).as("seed %d", seed).isCloseTo(0, within(1e-5));
        }
    }

    @Test
    void aSigmoidOverLargeScoresIsTheSameButForTheirScale() {
        Outcomes outcomes = Outcomes.random(4, 300, 1.5);
        double[] large = outcomes.scores.clone();
        for (int i = 0; i < large.length; i++) {
            large[i] *= 1e4;
        }
        Calibration.Sigmoid fit = Calibration.sigmoid(outcomes.scores, outcomes.right);
        Calibration.Sigmoid of = Calibration.sigmoid(large, outcomes.right);
        assertThat(of.slope() * 1e4).isCloseTo(fit.slope(), within(1e-6));
        assertThat(of.offset()).isCloseTo(fit.offset(), within(1e-6));
    }

    private static RatedSample sample(int clusters, int each, double slope, int seed) {
        Random random = new Random(seed);
        RatedSample sample = new RatedSample();
        for (int cluster = 0; cluster < clusters; cluster++) {
            double score = random.nextDouble();
            boolean right = random.nextDouble() < 1 / (1 + Math.exp(-slope * (score - .5)));
            for (int i = 0; i < each; i++) {
                sample.add(score, new Attempt(null, false, right, true), "c" + cluster);
            }
        }
        return sample;
    }

    @Test
    void confidenceThatSaysNothingHasNoSkillOnQuestionsItWasNotFittedOn() {
        for (CalibrationMethod method : CalibrationMethod.values()) {
            CrossFit fit = CrossFit.of(method, sample(150, 4, 0, 5), 5, 1);
            assertThat(fit.calibrated().brierSkill()).as(method.label()).isLessThan(.02);
        }
    }

    @Test
    void overstatedConfidenceIsMuchBetterCalibratedThanStated() {
        RatedSample sample = new RatedSample();
        Random random = new Random(9);
        for (int i = 0; i < 600; i++) {
            double truth = random.nextDouble();
            boolean right = random.nextDouble() < truth;
            sample.add(Math.sqrt(truth), new Attempt(null, false, right, true), "q" + i);
        }
        for (CalibrationMethod method : CalibrationMethod.values()) {
            CrossFit fit = CrossFit.of(method, sample, 5, 1);
            assertThat(fit.stated().reliability().expectedError()).isGreaterThan(.14);
            assertThat(fit.calibrated().reliability().expectedError()).isLessThan(.06);
            assertThat(fit.interval95().high()).isNegative();
            assertThat(fit.brierChange())
                    .isCloseTo(fit.calibrated().brier() - fit.stated().brier(), within(1e-12));
        }
    }

    @Test
    void oneClusterCannotBeCrossFitted() {
        assertThatThrownBy(() -> CrossFit.of(CalibrationMethod.PLATT, sample(1, 9, 1, 1), 5, 1))
                .isInstanceOf(EvalException.class)
                .hasMessageContaining("9 of 1");
    }

    @Test
    void aWrittenMapReadsAsTheSame() throws IOException {
        Outcomes outcomes = Outcomes.random(2, 80, 1);
        for (CalibrationMethod method : CalibrationMethod.values()) {
            Calibration fit = method.fit(outcomes.scores, outcomes.right);
            Path file = folder.resolve(method.label() + ".json");
            CalibrationFile.write(file, fit, Map.of("answers", 80));
            assertThat(CalibrationFile.read(file)).isEqualTo(fit);
        }
    }

    @Test
    void whatIsNoMapIsSaid() throws IOException {
        String[] bad = {
            "{}",
            "{\"method\":\"platt\",\"slope\":\"x\",\"offset\":1}",
            "{\"method\":\"isotonic\",\"knots\":[]}",
            "{\"method\":\"isotonic\",\"knots\":[[1,0.5],[0,0.6]]}",
            "{\"method\":\"isotonic\",\"knots\":[[1,0.5],[2,1.6]]}",
        };
        for (String text : bad) {
            Path file = Files.writeString(folder.resolve("bad.json"), text);
            assertThatThrownBy(() -> CalibrationFile.read(file))
                    .as(text)
                    .isInstanceOf(EvalException.class);
        }
    }
}
