package dev.plumbline.eval.data;

import dev.plumbline.eval.EvalException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Comma-separated values (RFC 4180) whose first row names the columns. */
public final class CsvRows {
    private CsvRows() {}

    /** The rows of a file, each a value by column; a row that is short has fewer. */
    public static List<Map<String, String>> read(Path file) {
        try {
            return parse(Files.readString(file));
        } catch (IOException unreadable) {
            throw new EvalException(
                    "Cannot read " + file + ": " + unreadable.getMessage(), unreadable);
        }
    }

    /** A value as a field: quoted where it has to be. */
    public static String field(String value) {
        return value.matches("(?s).*[\",\n\r].*")
                ? "\"" + value.replace("\"", "\"\"") + "\""
                : value;
    }

    static List<Map<String, String>> parse(String text) {
        List<List<String>> rows = rows(text.startsWith("\uFEFF") ? text.substring(1) : text);
        List<Map<String, String>> named = new ArrayList<>();
        for (int i = 1; i < rows.size(); i++) {
            Map<String, String> row = new LinkedHashMap<>();
            for (int j = 0; j < rows.get(0).size() && j < rows.get(i).size(); j++) {
                row.put(rows.get(0).get(j).strip(), rows.get(i).get(j));
            }
            named.add(row);
        }
        return named;
    }

    private static List<List<String>> rows(String text) {
        List<List<String>> rows = new ArrayList<>();
        List<String> row = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted) {
                if (c != '"') {
                    field.append(c);
                } else if (i + 1 < text.length() && text.charAt(i + 1) == '"') {
                    field.append('"');
                    i++;
                } else {
                    quoted = false;
                }
            } else if (c == '"') {
                quoted = true;
            } else if (c == ',') {
                row.add(take(field));
            } else if (c == '\n') {
                row.add(take(field));
                end(rows, row);
                row = new ArrayList<>();
            } else if (c != '\r') {
                field.append(c);
            }
        }
        row.add(take(field));
        end(rows, row);
        return rows;
    }

    private static void end(List<List<String>> rows, List<String> row) {
        if (row.size() > 1 || !row.getFirst().isBlank()) {
            rows.add(row);
        }
    }

    private static String take(StringBuilder field) {
        String text = field.toString();
        field.setLength(0);
        return text;
    }
}
