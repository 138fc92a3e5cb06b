package dev.plumbline.eval.answers;

import dev.plumbline.eval.attribution.Attribution;
import dev.plumbline.eval.attribution.Stage;
import dev.plumbline.eval.attribution.Trace;
import dev.plumbline.eval.judge.Verdict;
import dev.plumbline.eval.metric.Phrases;
import dev.plumbline.eval.questions.Question;
import dev.plumbline.eval.systems.SaidSentence;
import dev.plumbline.eval.systems.SystemOutput;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What an output's trace says: how much of the evidence came how far, and what lost it. */
final class Losses {
    private Losses() {}

    static void trace(@Nullable Trace trace, Map<String, @Nullable Double> scores) {
        if (trace == null || trace.pieces().isEmpty()) {
            return;
        }
        share(trace, Trace.Piece::retrieved).ifPresent(share -> scores.put("retrieved", share));
        share(trace, Trace.Piece::packed).ifPresent(share -> scores.put("packed", share));
    }

    private static Optional<Double> share(
            Trace trace, Function<Trace.Piece, @Nullable Integer> rank) {
        int found = 0;
        for (Trace.Piece piece : trace.pieces()) {
            Integer at = rank.apply(piece);
            if (at == null) {
                return Optional.empty();
            }
            found += at > 0 ? 1 : 0;
        }
        return Optional.of((double) found / trace.pieces().size());
    }

    /**
     * The stage that lost a question; empty where none did, and where nothing is expected.
     *
     * @param contains whether the answer has what was expected; null where no words are expected
     */
    static Optional<Stage> of(
            Question question, SystemOutput output, String answer, @Nullable Double contains) {
        Boolean answerable = question.answerable();
        if (answerable == null && !output.hasFailed()) {
            return Optional.empty();
        }
        return Attribution.lost(
                new Attribution.Reached(
                        output.hasFailed(),
                        !Boolean.FALSE.equals(answerable),
                        output.answered(),
                        contains == null || contains > 0,
                        isVerified(question, output, answer)),
                output.trace());
    }

    /** Whether a sentence that has what was expected was found supported, or none was judged. */
    private static boolean isVerified(Question question, SystemOutput output, String answer) {
        List<SaidSentence> telling =
                output.sentences().stream()
                        .filter(said -> said.verdict() != null)
                        .filter(
                                said ->
                                        question.expected().stream()
                                                .anyMatch(Phrases.of(said.in(answer))::has))
                        .toList();
        return telling.isEmpty() || telling.stream().anyMatch(Losses::isSupported);
    }

    static boolean isSupported(SaidSentence said) {
        return Verdict.SUPPORTED.label().equals(said.verdict());
    }
}
