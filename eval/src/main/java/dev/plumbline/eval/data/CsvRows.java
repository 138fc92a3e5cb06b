package dev.plumbline.eval.data;

import dev.plumbline.eval.EvalException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Comma-separated values (RFC 4180) whose first row names the columns. */
public final class CsvRows {
    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setIgnoreEmptyLines(true).get();

    private CsvRows() {}

    /**
     * The rows of a file, each a value by column; a row that is short has fewer.
     *
     * @throws EvalException if the file cannot be read, or a row has a quote out of place or more
     *     values than there are columns, naming the line
     */
    public static List<Map<String, String>> read(Path file) {
        try {
            String text = Files.readString(file);
            return rows(text.startsWith("\uFEFF") ? text.substring(1) : text, file);
        } catch (IOException unreadable) {
            throw new EvalException(
                    "Cannot read " + file + ": " + unreadable.getMessage(), unreadable);
        } catch (UncheckedIOException malformed) {
            throw new EvalException(
                    "Cannot read "
                            + file
                            + ": "
                            + String.valueOf(malformed.getMessage()).replaceFirst("^[\\w.]+: ", ""),
                    malformed);
        }
    }

    private static List<Map<String, String>> rows(String text, Path file) throws IOException {
        List<Map<String, String>> rows = new ArrayList<>();
        List<String> columns = List.of();
        try (CSVParser parser = CSVParser.parse(text, FORMAT)) {
            for (CSVRecord row : parser) {
                if (row.getRecordNumber() == 1) {
                    columns = row.stream().map(String::strip).toList();
                } else if (row.size() > columns.size()) {
                    throw new EvalException(
                            "%s has %d values for %d columns in the row that ends in line %d."
                                    .formatted(
                                            file,
                                            row.size(),
                                            columns.size(),
                                            parser.getCurrentLineNumber()));
                } else if (row.stream().anyMatch(value -> !value.isBlank())) {
                    Map<String, String> named = new LinkedHashMap<>();
                    for (int i = 0; i < row.size(); i++) {
                        named.put(columns.get(i), row.get(i));
                    }
                    rows.add(named);
                }
            }
        }
        return rows;
    }
}
