package dev.plumbline.eval.compare;

import dev.plumbline.eval.stats.Comparison;
import dev.plumbline.eval.stats.Interval;
import dev.plumbline.eval.stats.Outcome;
import java.util.Optional;

/**
 * One metric of two runs.
 *
 * @param name the metric
 * @param missing items that one of the runs has a score for and the other has not
 * @param failures pairs in which a judge failed on one side or both; a failure counts 0
 * @param comparison empty where no item has a score in both runs
 * @param holmP the two-sided p adjusted for the number of metrics
 * @param baselineWilson95 where all scores are 0 or 1
 * @param candidateWilson95 where all scores are 0 or 1
 */
public record MetricComparison(
        String name,
        int missing,
        int failures,
        Optional<Comparison> comparison,
        double holmP,
        Optional<Interval> baselineWilson95,
        Optional<Interval> candidateWilson95) {
    /** The outcome of this metric alone. */
    public Outcome outcome() {
        return comparison.map(Comparison::outcome).orElse(Outcome.INCONCLUSIVE);
    }

    MetricComparison withHolm(double p) {
        return new MetricComparison(
                name, missing, failures, comparison, p, baselineWilson95, candidateWilson95);
    }
}
