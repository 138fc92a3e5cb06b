package dev.plumbline.eval.report;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.plumbline.eval.EvalException;
import dev.plumbline.eval.abstention.AbstentionScores;
import dev.plumbline.eval.abstention.Attempt;
import dev.plumbline.eval.answers.ItemResult;
import dev.plumbline.eval.answers.Suite;
import dev.plumbline.eval.stats.Comparison;
import dev.plumbline.eval.stats.Interval;
import dev.plumbline.eval.stats.Outcome;
import dev.plumbline.eval.stats.PairedSample;
import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes {@code results.jsonl}, {@code items.csv}, {@code junit.xml}, {@code summary.json} and
 * {@code report.html}. Items are written as they come; numbers alone are held.
 */
public final class ReportFolder implements Closeable {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final long SEED = 20_260_101;
    private static final int WORST = 20;

    private final Path folder;
    private final Suite suite;
    private final Writer results;
    private final Writer items;
    private final Map<String, PairedSample> samples = new LinkedHashMap<>();
    private final List<Attempt> attempts = new ArrayList<>();
    private final List<Double> latencies = new ArrayList<>();
    private final List<ItemResult> worst = new ArrayList<>();
    private final List<String> failedIds = new ArrayList<>();
    private int count;

    /** Begins a report in a folder, which is created. */
    public ReportFolder(Path folder, Suite suite) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.suite = suite;
        this.results = Files.newBufferedWriter(folder.resolve("results.jsonl"));
        this.items = Files.newBufferedWriter(folder.resolve("items.csv"));
        items.write("id,metric,score\n");
    }

    /** Takes in an item. */
    public void add(ItemResult item) {
        count++;
        try {
            Map<String, @Nullable Object> line = new LinkedHashMap<>();
            line.put("id", item.question().id());
            if (item.question().cluster() != null) {
                line.put("cluster", item.question().cluster());
            }
            line.put("scores", item.scores());
            line.put("output", item.output());
            results.write(MAPPER.writeValueAsString(line) + "\n");
            for (Map.Entry<String, @Nullable Double> score : item.scores().entrySet()) {
                Double value = score.getValue();
                String text = value == null ? "" : value.toString();
                items.write(
                        quoted(item.question().id()) + "," + score.getKey() + "," + text + "\n");
            }
        } catch (IOException failure) {
            throw new EvalException("Cannot write to " + folder + ".", failure);
        }
        count(item);
    }

    private void count(ItemResult item) {
        String cluster = item.question().cluster();
        String own = cluster == null ? "item " + item.question().id() : "cluster " + cluster;
        item.scores()
                .forEach(
                        (metric, score) -> {
                            if (score != null) {
                                samples.computeIfAbsent(metric, m -> new PairedSample())
                                        .add(expected(metric), score, own);
                            }
                        });
        item.attempt().ifPresent(attempts::add);
        Double latency = item.output().latencyMillis();
        if (latency != null) {
            latencies.add(latency);
        }
        if (item.output().error() != null) {
            failedIds.add(item.question().id());
        } else if (worst.size() < WORST && missed(item)) {
            worst.add(item);
        }
    }

    private static boolean missed(ItemResult item) {
        Double contains = item.scores().get("contains");
        return contains != null && contains < 1;
    }

    private double expected(String metric) {
        Suite.Gate gate = gate(metric);
        return gate == null ? 0 : gate.expected();
    }

    private Suite.@Nullable Gate gate(String metric) {
        return suite.gates().stream()
                .filter(gate -> gate.metric().equals(metric))
                .findFirst()
                .orElse(null);
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\"", "\"\"") + "\"";
    }

    /**
     * Writes the summary and what follows from it.
     *
     * @param provenance names and hashes of what was measured with what
     * @return fails if a gate fails, passes if all pass (also where there are none)
     */
    public Outcome finish(Map<String, String> provenance) throws IOException {
        results.close();
        items.close();
        List<GateResult> gates = gates();
        boolean fail = gates.stream().anyMatch(gate -> gate.outcome() == Outcome.FAIL);
        boolean pass = gates.stream().allMatch(gate -> gate.outcome() == Outcome.PASS);
        Outcome outcome = fail ? Outcome.FAIL : pass ? Outcome.PASS : Outcome.INCONCLUSIVE;
        Map<String, Object> summary = summary(outcome, provenance);
        Files.writeString(
                folder.resolve("summary.json"),
                MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(summary));
        Files.writeString(folder.resolve("junit.xml"), JunitXml.of(suite, gates, count, failedIds));
        Files.writeString(
                folder.resolve("report.html"),
                new HtmlReport(suite, summary, gates, attempts, latencies, worst).html());
        return outcome;
    }

    private List<GateResult> gates() {
        List<GateResult> gates = new ArrayList<>();
        for (Suite.Gate gate : suite.gates()) {
            PairedSample sample = samples.get(gate.metric());
            if (sample == null) {
                gates.add(new GateResult(gate, Double.NaN, Outcome.INCONCLUSIVE));
                continue;
            }
            Comparison reached = Comparison.of(sample, gate.tolerance(), SEED);
            gates.add(new GateResult(gate, sample.candidateMean(), reached.outcome()));
        }
        return gates;
    }

    private Map<String, Object> summary(Outcome outcome, Map<String, String> provenance) {
        Map<String, Object> metrics = new LinkedHashMap<>();
        samples.forEach((name, sample) -> metrics.put(name, metric(name, sample)));
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("suite", suite.name());
        summary.put("outcome", outcome.name().toLowerCase(Locale.ROOT));
        summary.put("n", count);
        summary.put("errors", failedIds.size());
        summary.put("metrics", metrics);
        if (!attempts.isEmpty()) {
            summary.put("abstention", AbstentionScores.of(attempts));
        }
        summary.put("provenance", provenance);
        return summary;
    }

    private Map<String, Object> metric(String name, PairedSample sample) {
        Interval around = Comparison.of(sample, 0, SEED).interval95();
        double shift = expected(name);
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("n", sample.size());
        figures.put("mean", sample.candidateMean());
        if (Double.isFinite(around.low())) {
            figures.put("interval95", List.of(around.low() + shift, around.high() + shift));
        }
        return figures;
    }

    @Override
    public void close() throws IOException {
        results.close();
        items.close();
    }
}
