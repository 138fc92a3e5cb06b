package dev.plumbline.eval.compare;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.eval.EvalException;
import dev.plumbline.eval.data.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The scores of one run by item. Only ids, clusters and numbers are kept, in arrays, so that a run
 * of 100,000 items takes megabytes whatever else its lines hold.
 */
final class Scores {
    private static final BitSet NONE = new BitSet();

    private final Map<String, Integer> rows = new LinkedHashMap<>();
    private final Map<String, double[]> columns = new LinkedHashMap<>();
    private final Map<String, BitSet> failures = new HashMap<>();
    private @Nullable String[] clusters = new String[64];
    private @Nullable String[] lost = new String[64];

    private Scores() {}

    /** Reads a results file, or the one in a folder. */
    static Scores read(Path path) {
        Path file = Files.isDirectory(path) ? path.resolve("results.jsonl") : path;
        Scores scores = new Scores();
        Json.lines(file, scores::add);
        if (scores.rows.isEmpty()) {
            throw new EvalException(file + " has no results.");
        }
        return scores;
    }

    private void add(JsonNode line, String where) {
        JsonNode id = line.path("id");
        JsonNode values = line.path("scores");
        if (!id.isValueNode() || id.isNull() || !values.isObject()) {
            throw new EvalException(
                    where + " has not both 'id' and 'scores', as each line of results has.");
        }
        int row = rows.size();
        if (rows.putIfAbsent(id.asText(), row) != null) {
            throw new EvalException(where + " has the id '" + id.asText() + "' again.");
        }
        if (row >= clusters.length) {
            clusters = Arrays.copyOf(clusters, 2 * row);
            lost = Arrays.copyOf(lost, 2 * row);
        }
        clusters[row] = name(line.path("cluster"));
        lost[row] = name(line.path("lost"));
        values.properties().forEach(score -> put(score.getKey(), row, score.getValue(), where));
    }

    private static @Nullable String name(JsonNode value) {
        return value.isValueNode() && !value.isNull() ? value.asText().intern() : null;
    }

    private void put(String metric, int row, JsonNode value, String where) {
        if (!value.isNumber() && !value.isNull()) {
            throw new EvalException(
                    where + " has a score that is no number: " + metric + " is " + value + ".");
        }
        double[] column = columns.computeIfAbsent(metric, m -> filled(new double[64], 0));
        if (row >= column.length) {
            column =
                    filled(
                            Arrays.copyOf(column, Math.max(2 * column.length, row + 1)),
                            column.length);
            columns.put(metric, column);
        }
        column[row] = value.isNull() ? 0 : value.asDouble();
        if (value.isNull()) {
            failures.computeIfAbsent(metric, m -> new BitSet()).set(row);
        }
    }

    private static double[] filled(double[] column, int from) {
        Arrays.fill(column, from, column.length, Double.NaN);
        return column;
    }

    Set<String> ids() {
        return rows.keySet();
    }

    Set<String> metrics() {
        return columns.keySet();
    }

    boolean has(String id) {
        return rows.containsKey(id);
    }

    /** Whether a judge failed to give an item's score. */
    boolean failed(String id, String metric) {
        Integer row = rows.get(id);
        return row != null && failures.getOrDefault(metric, NONE).get(row);
    }

    /** An item's score, 0 where a judge failed to give it, or NaN where it has none. */
    double score(String id, String metric) {
        Integer row = rows.get(id);
        double[] column = columns.get(metric);
        return row == null || column == null || row >= column.length ? Double.NaN : column[row];
    }

    /** The item's cluster, null where it names none. */
    @Nullable String cluster(String id) {
        Integer row = rows.get(id);
        return row == null ? null : clusters[row];
    }

    /** The stage that lost the item, null where none did or its file does not tell. */
    @Nullable String lost(String id) {
        Integer row = rows.get(id);
        return row == null ? null : lost[row];
    }
}
