package dev.plumbline.eval.faithfulness;

import dev.plumbline.eval.judge.JudgeFailure;
import dev.plumbline.eval.judge.JudgeRequest;
import dev.plumbline.eval.judge.JudgeResult;
import dev.plumbline.eval.judge.Judgement;
import dev.plumbline.eval.judge.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The claims of an answer beside those of a reference answer, a sentence being a claim.
 *
 * @param precision share of the answer's claims that the reference supports, in [0, 1]
 * @param recall share of the reference's claims that the answer supports, in [0, 1]
 */
public record ClaimAgreement(double precision, double recall) {
    /** Judges both ways; empty where the judge fails on either. */
    public static Optional<ClaimAgreement> of(
            String answer, String reference, Function<JudgeRequest, JudgeResult> judge) {
        Optional<Double> precision = share(answer, reference, judge);
        Optional<Double> recall = share(reference, answer, judge);
        return precision.flatMap(p -> recall.map(r -> new ClaimAgreement(p, r)));
    }

    /** The share of a response's claims that a text supports; 0 without claims. */
    private static Optional<Double> share(
            String response, String text, Function<JudgeRequest, JudgeResult> judge) {
        return switch (judge.apply(new JudgeRequest(List.of(text), response))) {
            case JudgeFailure failure -> Optional.empty();
            case Judgement judgement -> {
                long supported =
                        judgement.sentences().stream()
                                .filter(sentence -> sentence.verdict() == Verdict.SUPPORTED)
                                .count();
                int all = judgement.sentences().size();
                yield Optional.of(all == 0 ? 0 : (double) supported / all);
            }
        };
    }

    /** The harmonic mean of precision and recall, 0 where both are. */
    public double f1() {
        return precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
    }
}
