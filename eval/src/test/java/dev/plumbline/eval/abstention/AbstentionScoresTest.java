package dev.plumbline.eval.abstention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.plumbline.eval.stats.Interval;
import dev.plumbline.eval.stats.MeanEstimate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AbstentionScoresTest {
    private static Attempt answered(double confidence, boolean correct, boolean answerable) {
        return new Attempt(confidence, false, correct, answerable);
    }

    @Test
    void refusingEverythingIsNoBetterThanNothing() {
        List<Attempt> attempts = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            attempts.add(new Attempt(.5, true, false, true));
        }
        AbstentionScores scores = AbstentionScores.of(attempts);
        assertThat(scores.crag()).isZero();
        assertThat(scores.overRefusal()).isEqualTo(1);
        assertThat(scores.brierSkill()).isZero();
    }

    @Test
    void aConstantConfidenceHasTheRiskOfAllAndNoSkill() {
        List<Attempt> attempts = List.of(answered(.5, true, true), answered(.5, false, true));
        AbstentionScores scores = AbstentionScores.of(attempts);
        assertThat(scores.riskArea()).isEqualTo(.5);
        assertThat(scores.brierSkill()).isZero();
    }

    @Test
    void knowingWhatIsWrongLowersTheArea() {
        List<Attempt> attempts = List.of(answered(.9, true, true), answered(.1, false, true));
        assertThat(RiskCoverage.of(attempts).points())
                .containsExactly(new RiskCoverage.Point(.5, 0), new RiskCoverage.Point(1, .5));
        assertThat(AbstentionScores.of(attempts).riskArea()).isEqualTo(.25);
    }

    /** Three quarters at risk 1/3, the last quarter at 1/2. */
    @Test
    void theAreaWeighsEachRiskByItsCoverage() {
        List<Attempt> attempts =
                List.of(
                        answered(.9, true, true),
                        answered(.9, true, true),
                        answered(.9, false, true),
                        answered(.2, false, true));
        assertThat(AbstentionScores.of(attempts).riskArea()).isCloseTo(.375, within(1e-12));
    }

    @Test
    void answeringTheUnanswerableCostsAsMuchAsAWrongAnswer() {
        assertThat(AbstentionScores.of(List.of(answered(.9, true, false))).crag()).isEqualTo(-1);
        assertThat(AbstentionScores.of(List.of(new Attempt(.1, true, false, false))).crag())
                .isEqualTo(1);
    }

    @Test
    void anAnswerOfUnknownCorrectnessIsNeitherRightNorWrong() {
        Attempt unknown = new Attempt(.9, false, null, true);
        List<Attempt> attempts = List.of(unknown, answered(.9, true, true));
        AbstentionScores scores = AbstentionScores.of(attempts);
        assertThat(scores.answerRate()).isEqualTo(1);
        assertThat(scores.crag()).isEqualTo(1);
        assertThat(scores.brier()).isCloseTo(.01, within(1e-12));
        assertThat(Reliability.of(attempts, 10).bins()).hasSize(1);
        assertThat(AbstentionScores.of(List.of(unknown)).crag()).isNaN();
    }

    @Test
    void refusalsAreCountedWithoutAConfidence() {
        AbstentionScores scores =
                AbstentionScores.of(
                        List.of(
                                new Attempt(null, true, null, false),
                                new Attempt(null, false, true, true)));
        assertThat(scores.refusalRate()).isEqualTo(1);
        assertThat(scores.crag()).isEqualTo(1);
        assertThat(scores.brier()).isNaN();
        assertThat(scores.riskArea()).isNaN();
    }

    @Test
    void pooledViolatorsAreTheBestRisingFit() {
        double[] scores = {1, 2, 3, 4};
        Calibration.Isotonic fit =
                Calibration.isotonic(scores, new boolean[] {false, true, false, true});
        assertThat(fit.probability(0)).isZero();
        assertThat(fit.probability(2)).isEqualTo(.5);
        assertThat(fit.probability(3)).isEqualTo(.5);
        assertThat(fit.probability(9)).isEqualTo(1);
        assertThat(fit.probability(3.5)).isEqualTo(.75);
    }

    @Test
    void aSigmoidFindsTheCoefficientsThatMadeTheOutcomes() {
        Random random = new Random(3);
        double[] scores = new double[20_000];
        boolean[] outcomes = new boolean[scores.length];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = 2 * random.nextGaussian();
            outcomes[i] = random.nextDouble() < 1 / (1 + Math.exp(-1.5 * scores[i] + .5));
        }
        Calibration.Sigmoid fit = Calibration.sigmoid(scores, outcomes);
        assertThat(fit.slope()).isCloseTo(-1.5, within(.08));
        assertThat(fit.offset()).isCloseTo(.5, within(.08));
    }

    @Test
    void separableOutcomesGiveAFiniteSigmoid() {
        Calibration.Sigmoid fit =
                Calibration.sigmoid(
                        new double[] {0, 1, 2, 3}, new boolean[] {false, false, true, true});
        assertThat(fit.probability(3)).isBetween(.6, 1.0);
        assertThat(fit.probability(0)).isBetween(0.0, .4);
    }

    @Test
    void reliabilityComparesWhatWasStatedWithWhatCameTrue() {
        List<Attempt> attempts =
                List.of(
                        answered(.95, true, true),
                        answered(.95, false, true),
                        answered(.05, false, true));
        Reliability reliability = Reliability.of(attempts, 10);
        assertThat(reliability.bins()).hasSize(2);
        assertThat(reliability.expectedError()).isCloseTo((.9 + .05) / 3, within(1e-12));
    }

    @Test
    void anOutlineHasTheExtremesOfEachStretchAndFewPoints() {
        Random random = new Random(11);
        List<Attempt> attempts = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            double confidence = random.nextDouble();
            attempts.add(new Attempt(confidence, false, random.nextDouble() < confidence, true));
        }
        RiskCoverage curve = RiskCoverage.of(attempts);
        List<RiskCoverage.Point> outline = curve.outline(250);
        assertThat(curve.points()).hasSizeGreaterThan(19_000);
        assertThat(outline).hasSizeLessThanOrEqualTo(501).isSubsetOf(curve.points());
        assertThat(outline)
                .isSortedAccordingTo(Comparator.comparingDouble(RiskCoverage.Point::coverage));
        assertThat(outline.getLast()).isEqualTo(curve.points().getLast());
        for (int stretch = 0; stretch < 250; stretch++) {
            int number = stretch;
            double[] all = risks(curve.points(), number);
            double[] kept = risks(outline, number);
            assertThat(Arrays.stream(kept).min()).isEqualTo(Arrays.stream(all).min());
            assertThat(Arrays.stream(kept).max()).isEqualTo(Arrays.stream(all).max());
        }
        List<RiskCoverage.Point> few = RiskCoverage.of(attempts.subList(0, 60)).points();
        assertThat(new RiskCoverage(few).outline(250)).isEqualTo(few);
    }

    private static double[] risks(List<RiskCoverage.Point> points, int stretch) {
        return points.stream()
                .filter(p -> Math.min(249, (int) (p.coverage() * 250)) == stretch)
                .mapToDouble(RiskCoverage.Point::risk)
                .toArray();
    }

    /** 30 of 40 answered; the error of a share is sqrt(p (1 - p) / (n - 1)), t.975 of 39 2.0227. */
    @Test
    void figuresThatAreMeansHaveIntervals() {
        AbstentionIntervals intervals = new AbstentionIntervals();
        AbstentionIntervals doubled = new AbstentionIntervals();
        for (int i = 0; i < 40; i++) {
            Attempt attempt = new Attempt(i % 2 == 0 ? .5 : null, i < 10, i < 25, true);
            intervals.add(attempt, MeanEstimate.ALONE);
            doubled.add(attempt, i);
            doubled.add(attempt, i);
        }
        AbstentionIntervals.Sure rate = sure(intervals, "answer_rate");
        double half = 2.0226909 * Math.sqrt(.75 * .25 / 39);
        assertThat(rate.questions()).isEqualTo(40);
        assertThat(rate.interval95().low()).isCloseTo(.75 - half, within(1e-6));
        assertThat(rate.interval95().high()).isCloseTo(.75 + half, within(1e-6));
        assertThat(sure(doubled, "answer_rate").interval95().low())
                .as("the same questions twice tell no more")
                .isCloseTo(.75 - half, within(1e-6));
        assertThat(intervals.rated()).isEqualTo(20);
        // 15 right, 10 refused, 15 wrong.
        Interval crag = sure(intervals, "crag").interval95();
        assertThat((crag.low() + crag.high()) / 2).isCloseTo(0, within(1e-12));
        assertThat(intervals.byName()).doesNotContainKey("refusal_rate");
    }

    private static AbstentionIntervals.Sure sure(AbstentionIntervals intervals, String name) {
        return Objects.requireNonNull(intervals.byName().get(name));
    }
}
