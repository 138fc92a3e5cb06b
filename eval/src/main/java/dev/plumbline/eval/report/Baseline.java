package dev.plumbline.eval.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.eval.EvalException;
import dev.plumbline.eval.answers.ItemScorer;
import dev.plumbline.eval.compare.RunComparison;
import dev.plumbline.eval.systems.OutputLines;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An earlier run that this one is compared with.
 *
 * @param results its {@code results.jsonl}
 * @param metrics to compare
 * @param margin how much worse each may be
 */
public record Baseline(Path results, List<String> metrics, double margin) {
    /** What is compared where no metric is named. */
    private static final List<String> USUAL =
            List.of(
                    "decision",
                    "contains",
                    "f1",
                    "faithful",
                    "citation_recall",
                    "retrieved",
                    "undeceived");

    /** A file of results, or the folder of one. */
    public Baseline {
        results = Files.isDirectory(results) ? results.resolve("results.jsonl") : results;
        metrics = List.copyOf(metrics);
        for (String metric : metrics) {
            if (!ItemScorer.METRICS.contains(metric)) {
                throw new EvalException(
                        "There is no metric '%s' to compare; there are: %s."
                                .formatted(metric, String.join(", ", ItemScorer.METRICS)));
            }
        }
    }

    /** The comparison; where no metrics are named, of the usual ones that either run has. */
    public RunComparison compare(Path candidate) {
        return metrics.isEmpty()
                ? RunComparison.among(results, candidate, USUAL, margin)
                : RunComparison.of(results, candidate, metrics, margin);
    }

    OutputLines lines() {
        return OutputLines.read(results);
    }

    /** The scores in a line of results; those of failed judges are 0. */
    static Map<String, Double> scores(JsonNode line) {
        Map<String, Double> scores = new LinkedHashMap<>();
        line.path("scores")
                .properties()
                .forEach(
                        score -> {
                            if (score.getValue().isNumber() || score.getValue().isNull()) {
                                scores.put(score.getKey(), score.getValue().asDouble());
                            }
                        });
        return scores;
    }
}
