package dev.plumbline.eval.report;

import dev.plumbline.eval.abstention.AbstentionIntervals;
import dev.plumbline.eval.abstention.Attempt;
import dev.plumbline.eval.attribution.Stage;
import dev.plumbline.eval.compare.RunComparison;
import dev.plumbline.eval.judge.JudgeTally;
import dev.plumbline.eval.stats.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that the report of a run shows.
 *
 * @param name the suite's
 * @param answering fails where no question has an answer, undecided where some have none
 * @param questions how many were asked
 * @param errors how many have no answer
 * @param kindCounts questions by kind
 * @param twins items beside those that differ in the one thing that is tested, by kind
 * @param abstention how sure the figures of the attempts are
 * @param judge how the judge fared
 * @param lost questions by the stage that lost them
 * @param recall share of the evidence among the first k candidates, by k from 1; empty where no
 *     ranks are known
 * @param worst the items to look at first
 * @param provenance names and hashes of what was measured with what
 */
record RunFigures(
        String name,
        Outcome outcome,
        Outcome answering,
        int questions,
        int errors,
        Map<String, MetricFigure> metrics,
        Map<String, Map<String, Double>> kinds,
        Map<String, Integer> kindCounts,
        Map<String, TwinFigure> twins,
        List<GateResult> gates,
        List<Attempt> attempts,
        AbstentionIntervals abstention,
        List<Double> latencies,
        JudgeTally judge,
        Map<Stage, Integer> lost,
        List<Double> recall,
        Optional<RunComparison> comparison,
        List<WorstItem> worst,
        Map<String, String> provenance) {}
