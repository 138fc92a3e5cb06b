package dev.plumbline.eval.report;

import dev.plumbline.eval.answers.ItemResult;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An item that is worse than in the baseline, or bad where there is none.
 *
 * @param severity the greatest drop of a score, or how bad it is by itself
 * @param before the baseline's scores by metric; empty where there is no baseline
 * @param answerBefore what the baseline said; null where it said nothing, or there is none
 */
record WorstItem(
        ItemResult item,
        double severity,
        Map<String, Double> before,
        @Nullable String answerBefore) {}
