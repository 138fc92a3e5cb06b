package dev.plumbline.eval.compare;

import dev.plumbline.eval.stats.Comparison;
import dev.plumbline.eval.stats.Interval;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A comparison as the object that {@code eval compare --json} prints. */
public final class ComparisonJson {
    private ComparisonJson() {}

    /** The object as nested maps; a figure that is not known is null. */
    public static Map<String, Object> of(RunComparison run) {
        Map<String, Object> metrics = new LinkedHashMap<>();
        run.metrics().forEach(metric -> metrics.put(metric.name(), metric(metric)));
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("outcome", run.outcome().label());
        object.put("metrics", metrics);
        if (run.lacking() > 0) {
            object.put("items_lacking", run.lacking());
        }
        if (!run.regressions().isEmpty()) {
            object.put("lost_by_stage", run.regressionsByStage());
            object.put("lost", run.regressions());
        }
        return object;
    }

    private static Map<String, @Nullable Object> metric(MetricComparison metric) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("n", metric.comparison().map(Comparison::items).orElse(0));
        object.put("missing", metric.missing());
        if (metric.failures() > 0) {
            object.put("failures", metric.failures());
        }
        metric.comparison().ifPresent(c -> figures(c, metric, object));
        object.put("outcome", metric.outcome().label());
        metric.comparison()
                .ifPresent(c -> c.itemsNeeded().ifPresent(n -> object.put("items_needed", n)));
        return object;
    }

    private static void figures(
            Comparison c, MetricComparison metric, Map<String, @Nullable Object> object) {
        object.put("mean_a", c.baselineMean());
        object.put("mean_b", c.candidateMean());
        object.put("difference", c.difference());
        object.put("clusters", c.clusters());
        object.put("se", c.standardError());
        object.put("interval95", interval(c.interval95()));
        object.put("lower95", finite(c.lower95()));
        object.put("upper95", finite(c.upper95()));
        object.put("p", c.p());
        object.put("p_holm", metric.holmP());
        object.put("bootstrap95", interval(c.bootstrap95()));
        object.put("permutation_p", c.permutationP());
        c.mcnemarP().ifPresent(p -> object.put("mcnemar_p", p));
        metric.baselineWilson95().ifPresent(w -> object.put("wilson95_a", interval(w)));
        metric.candidateWilson95().ifPresent(w -> object.put("wilson95_b", interval(w)));
        object.put("minimum_detectable", c.minimumDetectable());
    }

    private static List<@Nullable Double> interval(Interval interval) {
        List<@Nullable Double> bounds = new ArrayList<>();
        bounds.add(finite(interval.low()));
        bounds.add(finite(interval.high()));
        return bounds;
    }

    private static @Nullable Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
