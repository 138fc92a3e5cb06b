package dev.plumbline.eval.abstention;

import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * Refusals counted so that neither refusing everything nor answering everything looks good. The
 * first three figures are of all attempts, CRAG of those that are known to be right or wrong, the
 * rest of those among them that state a confidence.
 *
 * @param answerRate share of answerable questions that were answered
 * @param overRefusal share of answerable questions that were refused
 * @param refusalRate share of unanswerable questions that were refused
 * @param crag CRAG's score (Yang et al., 2024): 1 for what is right, 0 for a refusal where there
 *     was an answer, -1 for what is wrong, averaged; a refusal where there is none is right
 * @param brier mean squared distance of confidence from whether the answer is right
 * @param brierSkill 1 less the Brier score over that of always stating the base rate; 0 for a
 *     constant, 1 for perfect knowledge
 * @param riskArea area under the curve of risk over coverage
 */
public record AbstentionScores(
        double answerRate,
        double overRefusal,
        double refusalRate,
        double crag,
        double brier,
        double brierSkill,
        double riskArea) {
    /**
     * Counts. A share of nothing is NaN.
     *
     * @throws IllegalArgumentException if there are no attempts
     */
    public static AbstentionScores of(List<Attempt> attempts) {
        if (attempts.isEmpty()) {
            throw new IllegalArgumentException("there are no attempts to score");
        }
        double refused = share(attempts, Attempt::answerable, Attempt::refused);
        List<Attempt> known = attempts.stream().filter(Attempt::isKnown).toList();
        List<Attempt.Rated> rated = Attempt.Rated.of(attempts);
        ConfidenceQuality quality = ConfidenceQuality.of(rated);
        return new AbstentionScores(
                1 - refused,
                refused,
                share(attempts, a -> !a.answerable(), Attempt::refused),
                mean(known, Attempt::crag),
                quality.brier(),
                quality.brierSkill(),
                rated.isEmpty() ? Double.NaN : RiskCoverage.of(attempts).area());
    }

    private static <T> double mean(List<T> items, ToDoubleFunction<T> value) {
        return items.stream().mapToDouble(value).average().orElse(Double.NaN);
    }

    private static double share(
            List<Attempt> attempts, Predicate<Attempt> among, Predicate<Attempt> which) {
        long all = attempts.stream().filter(among).count();
        long some = attempts.stream().filter(among.and(which)).count();
        return all == 0 ? Double.NaN : (double) some / all;
    }
}
