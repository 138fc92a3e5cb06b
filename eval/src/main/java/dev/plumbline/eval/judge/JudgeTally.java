package dev.plumbline.eval.judge;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * How a judge fared: what it judged, what it failed on and why, how much it wavers. A failure
 * scores 0.
 */
public final class JudgeTally {
    private final Map<JudgeFailure.Kind, Integer> failures = new EnumMap<>(JudgeFailure.Kind.class);
    private int judged;
    private int repeated;
    private double varianceSum;

    /** Counts the results of judging one response once or several times. */
    public void add(List<JudgeResult> runs) {
        judged++;
        double[] scores = new double[runs.size()];
        for (int run = 0; run < scores.length; run++) {
            switch (runs.get(run)) {
                case Judgement judgement -> scores[run] = judgement.score();
                case JudgeFailure failure -> failures.merge(failure.kind(), 1, Integer::sum);
            }
        }
        if (scores.length > 1) {
            varianceSum += variance(scores);
            repeated++;
        }
    }

    private static double variance(double[] scores) {
        double mean = Arrays.stream(scores).average().orElse(0);
        double squares = Arrays.stream(scores).map(score -> score - mean).map(d -> d * d).sum();
        return squares / (scores.length - 1);
    }

    /** How many responses were judged. */
    public int judged() {
        return judged;
    }

    /** How often the judge failed, over all runs. */
    public int failures() {
        return failures.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** How often it failed, by kind in lower case, over all runs; 0 where it did not. */
    public Map<String, Integer> failuresByKind() {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (JudgeFailure.Kind kind : JudgeFailure.Kind.values()) {
            counts.put(kind.name().toLowerCase(Locale.ROOT), failures.getOrDefault(kind, 0));
        }
        return counts;
    }

    /** The mean variance of a response's scores; empty where each was judged once only. */
    public OptionalDouble repeatVariance() {
        return repeated == 0 ? OptionalDouble.empty() : OptionalDouble.of(varianceSum / repeated);
    }
}
