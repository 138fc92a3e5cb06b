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

    private void addSpans(boolean supported, List<Span> labelled, JudgeResult result) {
        evaluation.add(
                new LabelledItem("i", List.of("e"), "0123456789", "", supported, labelled, "", ""),
                List.of(result));
    }

    private static Judgement found(Span... spans) {
        return new Judgement(0.2, Verdict.UNSUPPORTED, List.of(), List.of(spans));
    }

    @Test
    void spansAreComparedWhereItIsKnownWhatIsUnsupported() {
        addSpans(false, List.of(new Span(0, 4)), found(new Span(2, 8)));
        addSpans(true, List.of(), found(new Span(0, 3)));
        addSpans(false, List.of(), found(new Span(0, 9)));
        assertThat(evaluation.spans()).isEqualTo(new SpanAgreement(9, 4, 2));
        assertThat(evaluation.figures(new AlignmentJudge()))
                .containsEntry("span_precision", 2 / 9.0)
                .containsEntry("span_recall", 0.5)
                .containsEntry("span_f1", 4 / 13.0);
    }

    @Test
    void aFailureFindsWhatIsWrong() {
        addSpans(false, List.of(new Span(0, 4)), FAILURE);
        addSpans(true, List.of(), FAILURE);
        assertThat(evaluation.spans()).isEqualTo(new SpanAgreement(10, 4, 0));
    }

    @Test
    void withoutLabelledSpansThereAreNoFiguresOfThem() {
        add(true, "", scored(0.6));
        assertThat(evaluation.figures(new AlignmentJudge()))
                .doesNotContainKey("span_f1")
                .containsEntry("strict", 1.0);
    }
}
