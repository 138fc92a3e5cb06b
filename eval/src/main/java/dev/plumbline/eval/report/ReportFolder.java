package dev.plumbline.eval.report;

import dev.plumbline.eval.EvalException;
import dev.plumbline.eval.abstention.AbstentionIntervals;
import dev.plumbline.eval.abstention.Attempt;
import dev.plumbline.eval.answers.ItemResult;
import dev.plumbline.eval.answers.ItemScorer;
import dev.plumbline.eval.attribution.Stage;
import dev.plumbline.eval.attribution.Trace;
import dev.plumbline.eval.compare.RunComparison;
import dev.plumbline.eval.data.Json;
import dev.plumbline.eval.judge.JudgeTally;
import dev.plumbline.eval.questions.Question;
import dev.plumbline.eval.questions.Suite;
import dev.plumbline.eval.stats.Holm;
import dev.plumbline.eval.stats.Interval;
import dev.plumbline.eval.stats.MeanEstimate;
import dev.plumbline.eval.stats.Outcome;
import dev.plumbline.eval.stats.PairedSample;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes {@code results.jsonl}, {@code items.csv}, {@code junit.xml}, {@code summary.json} and
 * {@code report.html}. Items are written as they come; numbers alone are held, and the texts of the
 * worst few.
 */
public final class ReportFolder implements Closeable {
    private static final int ERROR_LENGTH_MAX = 200;
    private static final String NOTHING_SAID = "neither an answer nor a refusal";

    private static final List<String> FILES =
            List.of("results.jsonl", "items.csv", "junit.xml", "summary.json", "report.html");

    private final Path folder;
    private final Suite suite;
    private final Optional<Baseline> baseline;
    private final ItemFiles files;
    private final WorstItems worst;
    private final Map<String, MeanEstimate> means = new TreeMap<>(METRIC_ORDER);
    private final Map<String, PairedSample> gated = new LinkedHashMap<>();
    private final Map<String, Integer> clusters = new HashMap<>();
    private final Map<String, Integer> failures = new LinkedHashMap<>();
    private final Map<String, Map<String, double[]>> kinds = new TreeMap<>();
    private final Map<String, Integer> kindCounts = new HashMap<>();
    private final List<Attempt> attempts = new ArrayList<>();
    private final AbstentionIntervals abstention = new AbstentionIntervals();
    private final List<Double> latencies = new ArrayList<>();
    private final Map<String, String> failed = new HashMap<>();
    private final Map<Stage, Integer> lost = new EnumMap<>(Stage.class);
    private final TwinScores twins;
    private final RecallCurve recall = new RecallCurve();
    private int count;

    private static final java.util.Comparator<String> METRIC_ORDER =
            java.util.Comparator.comparingInt(ItemScorer.METRICS::indexOf);

    /**
     * Begins a report in a folder, which is created; with a baseline it says what became worse.
     * What an earlier run left in the folder stays until {@link #finish}.
     *
     * @throws EvalException if the baseline is the folder's own, or a gate cannot be decided
     */
    public ReportFolder(Path folder, Suite suite, Optional<Baseline> baseline) throws IOException {
        check(suite.gates());
        this.folder = Files.createDirectories(folder);
        if (baseline.isPresent() && isOwn(baseline.get().results())) {
            throw new EvalException(
                    folder
                            + " is both the report's folder and the baseline's; a run is compared"
                            + " with another.");
        }
        this.suite = suite;
        this.twins = new TwinScores(suite.questions());
        this.baseline = baseline;
        this.worst = new WorstItems(baseline.map(Baseline::lines).orElse(null));
        this.files = new ItemFiles(folder);
    }

    private static void check(List<Suite.Gate> gates) {
        Set<String> seen = new HashSet<>();
        for (Suite.Gate gate : gates) {
            if (!ItemScorer.METRICS.contains(gate.metric())) {
                throw new EvalException(
                        "A figure is expected of '"
                                + gate.metric()
                                + "', which is no metric; there are: "
                                + String.join(", ", ItemScorer.METRICS)
                                + ".");
            }
            if (!seen.add(gate.metric())) {
                throw new EvalException("Two figures are expected of '" + gate.metric() + "'.");
            }
        }
    }

    private boolean isOwn(Path results) throws IOException {
        Path other = results.toAbsolutePath().getParent();
        return other != null && Files.isDirectory(other) && Files.isSameFile(folder, other);
    }

    /** Names and hashes of what was measured with what. */
    @FunctionalInterface
    public interface Provenance {
        /** All of them, the results' hash among them. */
        Map<String, String> of(Path results) throws IOException;
    }

    /** Takes in an item. */
    public void add(ItemResult item) {
        count++;
        if (item.question().kind() != null) {
            kindCounts.merge(item.question().kind(), 1, Integer::sum);
        }
        try {
            files.write(item);
        } catch (IOException failure) {
            throw new EvalException("Cannot write to " + folder + ".", failure);
        }
        item.scores().forEach((metric, score) -> count(item.question(), metric, score));
        item.attempt()
                .ifPresent(
                        attempt -> {
                            attempts.add(attempt);
                            abstention.add(attempt, number(item.question().cluster()));
                        });
        Double latency = item.output().latencyMillis();
        if (latency != null) {
            latencies.add(latency);
        }
        if (item.output().hasFailed()) {
            String error = item.output().error();
            failed.put(item.question().id(), error == null ? NOTHING_SAID : shortened(error));
        }
        if (item.lost() != null) {
            lost.merge(item.lost(), 1, Integer::sum);
        }
        Trace trace = item.output().trace();
        if (trace != null) {
            recall.add(trace);
        }
        twins.add(item);
        worst.add(item);
    }

    /** Equal reasons are held once. */
    private static String shortened(String error) {
        return error.substring(0, Math.min(error.length(), ERROR_LENGTH_MAX)).intern();
    }

    /** A score that a judge failed to give counts 0: never as a pass, never dropped. */
    private void count(Question question, String metric, @Nullable Double score) {
        if (score == null) {
            failures.merge(metric, 1, Integer::sum);
        }
        double value = score == null ? 0 : score;
        String cluster = question.cluster();
        means.computeIfAbsent(metric, m -> new MeanEstimate()).add(value, number(cluster));
        gate(metric)
                .ifPresent(
                        gate ->
                                gated.computeIfAbsent(metric, m -> new PairedSample())
                                        .add(
                                                gate.expected(),
                                                value,
                                                cluster == null
                                                        ? "item " + question.id()
                                                        : "cluster " + cluster));
        if (question.kind() != null) {
            double[] sum =
                    kinds.computeIfAbsent(question.kind(), k -> new TreeMap<>(METRIC_ORDER))
                            .computeIfAbsent(metric, m -> new double[2]);
            sum[0] += value;
            sum[1]++;
        }
    }

    private int number(@Nullable String cluster) {
        if (cluster == null) {
            return MeanEstimate.ALONE;
        }
        int next = clusters.size();
        Integer known = clusters.putIfAbsent(cluster, next);
        return known == null ? next : known;
    }

    private Optional<Suite.Gate> gate(String metric) {
        return suite.gates().stream().filter(gate -> gate.metric().equals(metric)).findFirst();
    }

    /**
     * Writes the summary and what follows from it; only now do the files get their names.
     *
     * @param judge how the judge fared
     * @param provenance told when the results are whole
     * @return fails if a gate or the comparison with the baseline fails, or no question has an
     *     answer or a refusal; passes if all pass (also where there are none) and each has one
     */
    public Outcome finish(JudgeTally judge, Provenance provenance) throws IOException {
        files.close();
        RunFigures figures = figures(judge, provenance.of(part(folder, "results.jsonl")));
        Files.writeString(part(folder, "summary.json"), Json.pretty(SummaryJson.of(figures)));
        JunitXml.write(part(folder, "junit.xml"), suite, figures, failed);
        Files.writeString(part(folder, "report.html"), new HtmlReport(figures).html());
        for (String name : FILES) {
            Files.move(
                    part(folder, name), folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
        return figures.outcome();
    }

    /** Where a file is written until all of them are whole. */
    static Path part(Path folder, String name) {
        return folder.resolve(name + ".part");
    }

    private RunFigures figures(JudgeTally judge, Map<String, String> provenance) {
        Optional<RunComparison> alone = baseline.map(b -> b.compare(part(folder, "results.jsonl")));
        List<GateResult> gates =
                gates(alone.map(RunComparison::worseP).orElseGet(() -> new double[0]));
        Optional<RunComparison> comparison =
                alone.map(c -> c.beside(gates.stream().mapToDouble(GateResult::p).toArray()));
        List<Outcome> outcomes = new ArrayList<>(gates.stream().map(GateResult::outcome).toList());
        comparison.ifPresent(c -> outcomes.add(c.outcome()));
        outcomes.add(answering());
        Map<String, MetricFigure> metrics = new LinkedHashMap<>();
        means.forEach((name, mean) -> metrics.put(name, figure(name, mean)));
        Map<String, Map<String, Double>> byKind = new LinkedHashMap<>();
        kinds.forEach(
                (kind, sums) -> {
                    Map<String, Double> ofKind = new LinkedHashMap<>();
                    sums.forEach((metric, sum) -> ofKind.put(metric, sum[0] / sum[1]));
                    byKind.put(kind, ofKind);
                });
        return new RunFigures(
                suite.name(),
                Outcome.ofAll(outcomes),
                answering(),
                count,
                failed.size(),
                metrics,
                byKind,
                kindCounts,
                twins.figures(),
                gates,
                attempts,
                abstention,
                latencies,
                judge,
                lost,
                recall.shares(),
                comparison,
                worst.worst(),
                provenance);
    }

    /** Whether the system said something at all: some silence leaves open what it would say. */
    private Outcome answering() {
        return failed.isEmpty()
                ? Outcome.PASS
                : failed.size() == count ? Outcome.FAIL : Outcome.INCONCLUSIVE;
    }

    private MetricFigure figure(String name, MeanEstimate mean) {
        return new MetricFigure(
                mean.size(), mean.mean(), possible(mean), failures.getOrDefault(name, 0));
    }

    /** All metrics lie in [0, 1], and so do their means. */
    private static Interval possible(MeanEstimate mean) {
        Interval interval = mean.interval95();
        return Double.isFinite(interval.low())
                ? new Interval(Math.max(0, interval.low()), Math.min(1, interval.high()))
                : interval;
    }

    /** Gates and comparison are one family of tests. */
    private List<GateResult> gates(double[] others) {
        List<GateResult> gates =
                suite.gates().stream()
                        .map(gate -> GateResult.of(gate, gated.get(gate.metric())))
                        .toList();
        double[] alone = gates.stream().mapToDouble(GateResult::p).toArray();
        double[] adjusted = Holm.adjustAmong(alone, others);
        return IntStream.range(0, adjusted.length)
                .mapToObj(i -> gates.get(i).withHolm(adjusted[i]))
                .toList();
    }

    /** Takes away what was not finished. */
    @Override
    public void close() throws IOException {
        files.close();
        for (String name : FILES) {
            Files.deleteIfExists(part(folder, name));
        }
    }
}
