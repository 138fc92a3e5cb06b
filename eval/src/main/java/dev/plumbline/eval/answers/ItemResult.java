package dev.plumbline.eval.answers;

import dev.plumbline.eval.abstention.Attempt;
import dev.plumbline.eval.attribution.Stage;
import dev.plumbline.eval.judge.Span;
import dev.plumbline.eval.questions.Question;
import dev.plumbline.eval.systems.SystemOutput;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A question, what was said, and what came of it.
 *
 * @param scores by metric, in [0, 1]; null where a judge failed
 * @param lost the stage that lost the question; null where it was answered as expected, or declined
 *     as it should be, or where nothing is expected
 * @param unsupported the parts of the answer that its evidence does not support, as the judge has
 *     it
 */
public record ItemResult(
        Question question,
        SystemOutput output,
        Map<String, @Nullable Double> scores,
        @Nullable Stage lost,
        List<Span> unsupported) {
    /** Copies the list. */
    public ItemResult {
        unsupported = List.copyOf(unsupported);
    }

    /** What abstention is scored on, where it is known whether the documents answer. */
    public Optional<Attempt> attempt() {
        Boolean answerable = question.answerable();
        if (answerable == null || output.hasFailed()) {
            return Optional.empty();
        }
        Double confidence = output.confidence();
        Double contains = scores.get(ItemScorer.CONTAINS);
        return Optional.of(
                new Attempt(
                        confidence == null ? null : Math.clamp(confidence, 0, 1),
                        output.refused(),
                        contains == null ? null : contains > 0,
                        answerable));
    }
}
