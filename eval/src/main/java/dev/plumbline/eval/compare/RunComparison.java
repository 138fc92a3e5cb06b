package dev.plumbline.eval.compare;

import dev.plumbline.eval.EvalException;
import dev.plumbline.eval.stats.Comparison;
import dev.plumbline.eval.stats.Holm;
import dev.plumbline.eval.stats.Interval;
import dev.plumbline.eval.stats.Outcome;
import dev.plumbline.eval.stats.PairedSample;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A candidate run beside a baseline.
 *
 * @param outcome passes if each metric does, and the candidate has all items of the baseline; fails
 *     if a metric fails with a one-sided p, adjusted by Holm for the number of tests, below .05
 * @param metrics in the order of the baseline's file
 * @param lacking how many items of the baseline the candidate does not have at all: who leaves out
 *     the hard ones is not known to be as good
 * @param margin how much worse a metric may be
 * @param regressions questions that the candidate lost and the baseline did not, with the stage
 *     that lost them, as their files have it
 */
public record RunComparison(
        Outcome outcome,
        List<MetricComparison> metrics,
        int lacking,
        double margin,
        List<Regression> regressions) {
    private static final long SEED = 20_260_101;

    /** Copies the lists. */
    public RunComparison {
        metrics = List.copyOf(metrics);
        regressions = List.copyOf(regressions);
    }

    /** A sentence about the items that the candidate lacks, where it lacks some. */
    public Optional<String> incomplete() {
        return lacking == 0
                ? Optional.empty()
                : Optional.of(
                        (lacking == 1
                                        ? "One item of the baseline is"
                                        : lacking + " items of the baseline are")
                                + " not in the candidate, which cannot pass without them.");
    }

    /** A question that was lost, and the stage that lost it. */
    public record Regression(String id, String stage) {}

    /** How many questions each stage lost that the baseline had not lost, by name. */
    public Map<String, Integer> regressionsByStage() {
        Map<String, Integer> counts = new TreeMap<>();
        regressions.forEach(each -> counts.merge(each.stage(), 1, Integer::sum));
        return counts;
    }

    /**
     * Compares two results files, or the ones in two folders.
     *
     * @param named the metrics to compare; all that either run has where there are none
     * @throws EvalException if a file cannot be read, or a named metric is in neither
     */
    public static RunComparison of(
            Path baseline, Path candidate, List<String> named, double margin) {
        Scores before = Scores.read(baseline);
        Scores after = Scores.read(candidate);
        Set<String> known = metrics(before, after);
        for (String name : named) {
            if (!known.contains(name)) {
                throw new EvalException(
                        "Neither run has a metric '%s'; they have: %s."
                                .formatted(name, String.join(", ", known)));
            }
        }
        return compare(before, after, named.isEmpty() ? known : named, margin);
    }

    /**
     * The same of those among some metrics that either run has.
     *
     * @throws EvalException if a file cannot be read, or neither run has any of them
     */
    public static RunComparison among(
            Path baseline, Path candidate, List<String> some, double margin) {
        Scores before = Scores.read(baseline);
        Scores after = Scores.read(candidate);
        Set<String> wanted = new LinkedHashSet<>(some);
        wanted.retainAll(metrics(before, after));
        if (wanted.isEmpty()) {
            throw new EvalException(
                    "Neither run has any of the metrics " + String.join(", ", some) + ".");
        }
        return compare(before, after, wanted, margin);
    }

    private static Set<String> metrics(Scores before, Scores after) {
        Set<String> known = new LinkedHashSet<>(before.metrics());
        known.addAll(after.metrics());
        return known;
    }

    private static RunComparison compare(
            Scores before, Scores after, Collection<String> names, double margin) {
        Set<String> ids = new LinkedHashSet<>(before.ids());
        ids.addAll(after.ids());
        List<MetricComparison> metrics = new ArrayList<>();
        for (String name : new LinkedHashSet<>(names)) {
            metrics.add(compare(name, before, after, ids, margin));
        }
        int lacking = (int) before.ids().stream().filter(id -> !after.has(id)).count();
        return gate(metrics, lacking, margin, regressions(before, after), new double[0]);
    }

    /**
     * The same as a part of a greater family of tests.
     *
     * @param others the one-sided p values of the family's other tests
     */
    public RunComparison beside(double... others) {
        return gate(metrics, lacking, margin, regressions, others);
    }

    /** The one-sided p of each metric being no worse than the margin allows. */
    public double[] worseP() {
        return values(metrics, Side.WORSE);
    }

    private static List<Regression> regressions(Scores before, Scores after) {
        List<Regression> regressions = new ArrayList<>();
        for (String id : after.ids()) {
            String stage = after.lost(id);
            if (stage != null && before.has(id) && before.lost(id) == null) {
                regressions.add(new Regression(id, stage));
            }
        }
        return regressions;
    }

    private static MetricComparison compare(
            String name, Scores before, Scores after, Set<String> ids, double margin) {
        PairedSample sample = new PairedSample();
        int missing = 0;
        int failures = 0;
        for (String id : ids) {
            double a = before.score(id, name);
            double b = after.score(id, name);
            if (Double.isNaN(a) || Double.isNaN(b)) {
                missing += Double.isNaN(a) && Double.isNaN(b) ? 0 : 1;
                continue;
            }
            failures += before.failed(id, name) || after.failed(id, name) ? 1 : 0;
            String cluster = before.cluster(id);
            cluster = cluster == null ? after.cluster(id) : cluster;
            sample.add(a, b, cluster == null ? "item " + id : "cluster " + cluster);
        }
        if (sample.size() == 0) {
            return new MetricComparison(
                    name,
                    missing,
                    failures,
                    Optional.empty(),
                    1,
                    Optional.empty(),
                    Optional.empty());
        }
        boolean binary = sample.binary();
        return new MetricComparison(
                name,
                missing,
                failures,
                Optional.of(Comparison.of(sample, margin, SEED)),
                1,
                binary
                        ? Optional.of(wilson(sample.baselineMean(), sample.size()))
                        : Optional.empty(),
                binary
                        ? Optional.of(wilson(sample.candidateMean(), sample.size()))
                        : Optional.empty());
    }

    private static Interval wilson(double mean, int size) {
        return Interval.wilson95(Math.round(mean * size), size);
    }

    private static RunComparison gate(
            List<MetricComparison> metrics,
            int lacking,
            double margin,
            List<Regression> regressions,
            double[] others) {
        double[] holm = Holm.adjust(values(metrics, Side.BOTH));
        double[] worse = Holm.adjustAmong(values(metrics, Side.WORSE), others);
        List<MetricComparison> adjusted = new ArrayList<>();
        boolean pass = lacking == 0;
        boolean fail = false;
        for (int i = 0; i < holm.length; i++) {
            MetricComparison metric = metrics.get(i).withHolm(holm[i]);
            adjusted.add(metric);
            pass &= metric.outcome() == Outcome.PASS;
            fail |= metric.outcome() == Outcome.FAIL && worse[i] < Holm.LEVEL;
        }
        Outcome outcome = pass ? Outcome.PASS : fail ? Outcome.FAIL : Outcome.INCONCLUSIVE;
        return new RunComparison(outcome, adjusted, lacking, margin, regressions);
    }

    private enum Side {
        BOTH,
        WORSE
    }

    private static double[] values(List<MetricComparison> metrics, Side side) {
        return metrics.stream()
                .mapToDouble(
                        metric ->
                                metric.comparison()
                                        .map(c -> side == Side.BOTH ? c.p() : c.worseP())
                                        .orElse(1.0))
                .toArray();
    }
}
