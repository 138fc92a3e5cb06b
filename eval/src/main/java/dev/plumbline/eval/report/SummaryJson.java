package dev.plumbline.eval.report;

import dev.plumbline.eval.abstention.AbstentionIntervals;
import dev.plumbline.eval.abstention.AbstentionScores;
import dev.plumbline.eval.attribution.Stage;
import dev.plumbline.eval.compare.ComparisonJson;
import dev.plumbline.eval.stats.Interval;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A run's figures as the object of {@code summary.json}. */
final class SummaryJson {
    private SummaryJson() {}

    static Map<String, Object> of(RunFigures run) {
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("suite", run.name());
        summary.put("outcome", run.outcome().label());
        summary.put("n", run.questions());
        summary.put("errors", run.errors());
        Map<String, Object> metrics = new LinkedHashMap<>();
        run.metrics().forEach((name, figure) -> metrics.put(name, metric(figure)));
        summary.put("metrics", metrics);
        if (!run.kinds().isEmpty()) {
            summary.put("kinds", run.kinds());
        }
        if (!run.twins().isEmpty()) {
            Map<String, Object> twins = new LinkedHashMap<>();
            run.twins().forEach((kind, figure) -> twins.put(kind, twin(figure)));
            summary.put("twins", twins);
        }
        if (!run.gates().isEmpty()) {
            summary.put("gates", run.gates().stream().map(SummaryJson::gate).toList());
        }
        if (!run.attempts().isEmpty()) {
            Map<String, Object> abstention = new LinkedHashMap<>();
            abstention.put("n", run.attempts().size());
            abstention.put("rated", run.abstention().rated());
            abstention.putAll(abstention(AbstentionScores.of(run.attempts())));
            abstention.put("intervals95", intervals(run.abstention()));
            summary.put("abstention", abstention);
        }
        Map<String, Object> judge = new LinkedHashMap<>();
        judge.put("judged", run.judge().judged());
        judge.put("failures", run.judge().failures());
        judge.put("failures_by_kind", run.judge().failuresByKind());
        run.judge().repeatVariance().ifPresent(v -> judge.put("repeat_variance", v));
        summary.put("judge", judge);
        Map<String, Integer> lost = new LinkedHashMap<>();
        for (Stage stage : Stage.values()) {
            lost.put(stage.label(), run.lost().getOrDefault(stage, 0));
        }
        summary.put("lost", lost);
        if (!run.latencies().isEmpty()) {
            summary.put("latency_ms", Latency.of(run.latencies()));
        }
        if (!run.recall().isEmpty()) {
            summary.put("recall", recall(run.recall()));
        }
        run.comparison().ifPresent(c -> summary.put("comparison", ComparisonJson.of(c)));
        summary.put("provenance", run.provenance());
        return summary;
    }

    /** What is known of them: a share of nothing is left out. */
    private static Map<String, Double> abstention(AbstentionScores scores) {
        Map<String, Double> known = new LinkedHashMap<>();
        known.put("answer_rate", scores.answerRate());
        known.put("over_refusal", scores.overRefusal());
        known.put("refusal_rate", scores.refusalRate());
        known.put("crag", scores.crag());
        known.put("brier", scores.brier());
        known.put("brier_skill", scores.brierSkill());
        known.put("risk_area", scores.riskArea());
        known.values().removeIf(value -> !Double.isFinite(value));
        return known;
    }

    private static Map<String, List<Double>> intervals(AbstentionIntervals sure) {
        Map<String, List<Double>> intervals = new LinkedHashMap<>();
        sure.byName()
                .forEach(
                        (name, figure) -> {
                            Interval interval = figure.interval95();
                            if (Double.isFinite(interval.low())) {
                                intervals.put(name, List.of(interval.low(), interval.high()));
                            }
                        });
        return intervals;
    }

    private static Map<String, Object> metric(MetricFigure figure) {
        Map<String, Object> metric = new LinkedHashMap<>();
        metric.put("n", figure.n());
        metric.put("mean", figure.mean());
        if (Double.isFinite(figure.interval95().low())) {
            metric.put(
                    "interval95", List.of(figure.interval95().low(), figure.interval95().high()));
        }
        if (figure.failures() > 0) {
            metric.put("judge_failures", figure.failures());
        }
        return metric;
    }

    private static Map<String, Object> twin(TwinFigure figure) {
        Map<String, Object> twin = new LinkedHashMap<>();
        twin.put("pairs", figure.pairs());
        twin.put("twin_right", figure.twin());
        twin.put("right", figure.right());
        twin.put("difference", figure.difference());
        if (Double.isFinite(figure.interval95().low())) {
            twin.put("interval95", List.of(figure.interval95().low(), figure.interval95().high()));
        }
        return twin;
    }

    private static Map<String, Object> gate(GateResult result) {
        Map<String, Object> gate = new LinkedHashMap<>();
        gate.put("metric", result.gate().metric());
        gate.put("expected", result.gate().expected());
        gate.put("tolerance", result.gate().tolerance());
        if (!Double.isNaN(result.mean())) {
            gate.put("mean", result.mean());
        }
        gate.put("n", result.items());
        result.test()
                .ifPresent(
                        test -> {
                            if (Double.isFinite(test.lower95())) {
                                gate.put("lower95", test.lower95());
                                gate.put("upper95", test.upper95());
                            }
                            gate.put("p", test.belowP());
                            gate.put("p_holm", result.holmP());
                        });
        gate.put("outcome", result.outcome().label());
        result.test()
                .ifPresent(test -> test.itemsNeeded().ifPresent(n -> gate.put("items_needed", n)));
        return gate;
    }

    private static Map<String, Double> recall(List<Double> curve) {
        Map<String, Double> recall = new LinkedHashMap<>();
        for (int k : new int[] {1, 5, 10, 20, 50, 100, 1000}) {
            if (k <= curve.size()) {
                recall.put(String.valueOf(k), curve.get(k - 1));
            }
        }
        return recall;
    }
}
