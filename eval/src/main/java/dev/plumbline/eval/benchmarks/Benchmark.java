package dev.plumbline.eval.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.eval.EvalException;
import dev.plumbline.eval.data.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A collection and the figures that commands are expected to print on it.
 *
 * @param name also that of its file
 * @param title for people
 * @param counts figures that say that the collection is the one meant, such as {@code documents}
 * @param published figures of others
 * @param runs commands with what is expected of each
 */
public record Benchmark(
        String name,
        String title,
        Map<String, Long> counts,
        List<Published> published,
        List<Run> runs) {
    /** Copies the collections. */
    public Benchmark {
        counts = Map.copyOf(counts);
        published = List.copyOf(published);
        runs = List.copyOf(runs);
    }

    /** A figure of another system. */
    public record Published(String system, String metric, double value) {}

    /** A figure that must lie within the tolerance of a value. */
    public record Expected(String metric, double value, double tolerance) {}

    /**
     * A command that prints one JSON object of figures.
     *
     * @param command its words; {@code {data}} stands for the folder of the collections
     * @param quick whether it takes seconds, so that it can be a regression test
     */
    public record Run(List<String> command, boolean quick, List<Expected> expected) {
        /** Copies the lists. */
        public Run {
            command = List.copyOf(command);
            expected = List.copyOf(expected);
        }

        /** The words with a folder in the place of {@code {data}}. */
        public List<String> arguments(Path data) {
            return command.stream().map(word -> word.replace("{data}", data.toString())).toList();
        }
    }

    /** What a run's figures are found to be: a sentence for each that is not as expected. */
    public List<String> misses(Run run, JsonNode figures) {
        List<String> misses = new ArrayList<>();
        counts.forEach(
                (count, expected) -> {
                    JsonNode found = figures.path(count);
                    if (!found.isNumber() || found.asLong() != expected) {
                        misses.add(count + " is " + found + ", not " + expected);
                    }
                });
        for (Expected expected : run.expected()) {
            JsonNode found = figures.path(expected.metric());
            double away = Math.abs(found.asDouble(Double.NaN) - expected.value());
            if (!found.isNumber() || !(away <= expected.tolerance())) {
                misses.add(
                        expected.metric()
                                + " is "
                                + found
                                + ", not "
                                + expected.value()
                                + " within "
                                + expected.tolerance());
            }
        }
        return misses;
    }

    /**
     * Reads a folder's .yaml files, by name.
     *
     * @throws EvalException if one cannot be read or lacks a field
     */
    public static List<Benchmark> readAll(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted(Comparator.comparing(Path::toString))
                    .map(Benchmark::read)
                    .toList();
        } catch (IOException unreadable) {
            throw new EvalException(
                    "Cannot read " + folder + ": " + unreadable.getMessage(), unreadable);
        }
    }

    private static Benchmark read(Path file) {
        JsonNode node = Json.yaml(file);
        Map<String, Long> counts = new LinkedHashMap<>();
        node.path("counts")
                .properties()
                .forEach(count -> counts.put(count.getKey(), count.getValue().asLong()));
        List<Published> published = new ArrayList<>();
        for (JsonNode each : node.path("published")) {
            published.add(
                    new Published(
                            text(each, "system", file),
                            text(each, "metric", file),
                            number(each, "value", file)));
        }
        List<Run> runs = new ArrayList<>();
        for (JsonNode each : node.path("runs")) {
            runs.add(run(each, file));
        }
        if (runs.isEmpty()) {
            throw new EvalException(file + " has no 'runs'.");
        }
        String name = String.valueOf(file.getFileName()).replaceFirst("\\.yaml$", "");
        return new Benchmark(name, text(node, "title", file), counts, published, runs);
    }

    private static Run run(JsonNode node, Path file) {
        List<Expected> expected = new ArrayList<>();
        for (JsonNode each : node.path("expect")) {
            expected.add(
                    new Expected(
                            text(each, "metric", file),
                            number(each, "value", file),
                            number(each, "tolerance", file)));
        }
        if (expected.isEmpty()) {
            throw new EvalException(file + " has a run of which nothing is expected.");
        }
        return new Run(
                List.of(text(node, "command", file).split("\\s+")),
                node.path("quick").asBoolean(),
                expected);
    }

    private static String text(JsonNode node, String field, Path file) {
        if (!node.path(field).isTextual()) {
            throw new EvalException(file + " lacks a text '" + field + "'.");
        }
        return node.path(field).asText();
    }

    private static double number(JsonNode node, String field, Path file) {
        if (!node.path(field).isNumber()) {
            throw new EvalException(file + " lacks a number '" + field + "'.");
        }
        return node.path(field).asDouble();
    }
}
