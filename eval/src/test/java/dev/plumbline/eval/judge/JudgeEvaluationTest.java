package dev.plumbline.eval.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class JudgeEvaluationTest {

    private static final JudgeFailure FAILURE = new JudgeFailure(JudgeFailure.Kind.TIMEOUT, "late");

    private final JudgeEvaluation evaluation = new JudgeEvaluation();

    private void add(boolean supported, String kind, JudgeResult... runs) {
        List<Span> spans = List.of();
        evaluation.add(
                new LabelledItem("i", List.of("e"), "r", "", supported, spans, kind, ""),
                List.of(runs));
    }

    private static Judgement scored(double score) {
        Verdict verdict = score >= 0.5 ? Verdict.SUPPORTED : Verdict.UNSUPPORTED;
        return new Judgement(score, verdict, List.of(), List.of());
    }

    @Test
    void aFailureIsWrongWhateverTheLabel() {
        add(true, "a", scored(0.9));
        add(false, "a", scored(0.1));
        assertThat(evaluation.classification().balancedAccuracy()).isEqualTo(1);
        add(true, "a", FAILURE);
        add(false, "a", FAILURE);
        assertThat(evaluation.failures()).isEqualTo(2);
        assertThat(evaluation.classification().balancedAccuracy()).isEqualTo(0.5);
        assertThat(evaluation.classification().auroc()).isEqualTo(0.25);
        assertThat(evaluation.kinds()).containsEntry("a", new JudgeEvaluation.Kind(4, 3));
    }

    @Test
    void scoresThatVaryBetweenRunsHaveAVariance() {
        add(true, "", scored(0.6), scored(0.8));
        add(true, "", scored(0.5), scored(0.5));
        assertThat(evaluation.tally().repeatVariance().orElseThrow())
                .isCloseTo(0.01, within(1e-12));
    }

    @Test
    void oneRunHasNoVariance() {
        add(true, "", scored(0.6));
        assertThat(evaluation.tally().repeatVariance()).isEmpty();
    }
}
