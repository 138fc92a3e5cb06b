package dev.plumbline.eval.report;

import dev.plumbline.eval.answers.ItemResult;
import dev.plumbline.eval.answers.ItemScorer;
import dev.plumbline.eval.data.Json;
import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/** A run's items as they come: {@code results.jsonl} and {@code items.csv}, a line each. */
final class ItemFiles implements Closeable {
    private static final List<String> COLUMNS =
            List.of(
                    "id",
                    "cluster",
                    "kind",
                    "question",
                    "expected",
                    "answerable",
                    "answer",
                    "refused",
                    "error",
                    "latency_ms",
                    "lost");

    /** What formulas begin with; no number here is negative. */
    private static final String FORMULA = "=+-@\t\r";

    private final Writer results;
    private final CSVPrinter items;

    ItemFiles(Path folder) throws IOException {
        results = Files.newBufferedWriter(ReportFolder.part(folder, "results.jsonl"));
        items =
                CSVFormat.RFC4180.print(
                        Files.newBufferedWriter(ReportFolder.part(folder, "items.csv")));
        List<String> columns = new ArrayList<>(COLUMNS);
        columns.addAll(ItemScorer.METRICS);
        items.printRecord(columns);
    }

    void write(ItemResult item) throws IOException {
        results.write(Json.write(line(item)) + "\n");
        List<String> fields = new ArrayList<>();
        fields.add(item.question().id());
        fields.add(text(item.question().cluster()));
        fields.add(text(item.question().kind()));
        fields.add(item.question().text());
        fields.add(String.join("|", item.question().expected()));
        fields.add(text(item.question().answerable()));
        fields.add(text(item.output().answer()));
        fields.add(String.valueOf(item.output().refused()));
        fields.add(text(item.output().error()));
        fields.add(text(item.output().latencyMillis()));
        fields.add(item.lost() == null ? "" : item.lost().label());
        for (String metric : ItemScorer.METRICS) {
            fields.add(text(item.scores().get(metric)));
        }
        items.printRecord(fields.stream().map(ItemFiles::inert).toList());
    }

    /** A spreadsheet takes no text for a formula that has an apostrophe before it. */
    private static String inert(String field) {
        return !field.isEmpty() && FORMULA.indexOf(field.charAt(0)) >= 0 ? "'" + field : field;
    }

    private static Map<String, @Nullable Object> line(ItemResult item) {
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        line.put("id", item.question().id());
        putKnown(line, "cluster", item.question().cluster());
        putKnown(line, "kind", item.question().kind());
        putKnown(line, "answerable", item.question().answerable());
        line.put("scores", item.scores());
        putKnown(line, "lost", item.lost() == null ? null : item.lost().label());
        line.put("output", item.output().withoutRetrieved());
        return line;
    }

    private static void putKnown(
            Map<String, @Nullable Object> line, String name, @Nullable Object value) {
        if (value != null) {
            line.put(name, value);
        }
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    @Override
    public void close() throws IOException {
        results.close();
        items.close();
    }
}
