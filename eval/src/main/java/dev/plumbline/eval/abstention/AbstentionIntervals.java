package dev.plumbline.eval.abstention;

import dev.plumbline.eval.stats.Interval;
import dev.plumbline.eval.stats.MeanEstimate;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How sure the figures of {@link AbstentionScores} are that are means: of how many questions each
 * is, and its cluster-robust 95% interval. Attempts come one by one, and sums alone are held.
 */
public final class AbstentionIntervals {
    /** A figure's questions and interval; infinite where all are of one cluster. */
    public record Sure(int questions, Interval interval95) {}

    private final MeanEstimate answered = new MeanEstimate();
    private final MeanEstimate refused = new MeanEstimate();
    private final MeanEstimate refusedRightly = new MeanEstimate();
    private final MeanEstimate crag = new MeanEstimate();
    private final MeanEstimate brier = new MeanEstimate();

    /**
     * Takes in an attempt.
     *
     * @param cluster a number from 0, or {@link MeanEstimate#ALONE}
     */
    public void add(Attempt attempt, int cluster) {
        double refusal = attempt.refused() ? 1 : 0;
        if (attempt.answerable()) {
            answered.add(1 - refusal, cluster);
            refused.add(refusal, cluster);
        } else {
            refusedRightly.add(refusal, cluster);
        }
        if (attempt.isKnown()) {
            crag.add(attempt.crag(), cluster);
            Double confidence = attempt.confidence();
            if (confidence != null) {
                brier.add(new Attempt.Rated(confidence, attempt.isRight()).error(), cluster);
            }
        }
    }

    /** How many questions state a confidence and are known to be right or wrong. */
    public int rated() {
        return brier.size();
    }

    /** By the names that summaries have; those of no question are left out. */
    public Map<String, Sure> byName() {
        Map<String, Sure> sure = new LinkedHashMap<>();
        put(sure, "answer_rate", answered, 0);
        put(sure, "over_refusal", refused, 0);
        put(sure, "refusal_rate", refusedRightly, 0);
        put(sure, "crag", crag, -1);
        put(sure, "brier", brier, 0);
        return sure;
    }

    private static void put(Map<String, Sure> sure, String name, MeanEstimate mean, double lowest) {
        if (mean.size() > 0) {
            Interval interval = mean.interval95();
            sure.put(
                    name,
                    new Sure(
                            mean.size(),
                            Double.isFinite(interval.low())
                                    ? new Interval(
                                            Math.max(lowest, interval.low()),
                                            Math.min(1, interval.high()))
                                    : interval));
        }
    }
}
