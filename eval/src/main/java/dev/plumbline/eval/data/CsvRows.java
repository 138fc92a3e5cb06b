package dev.plumbline.eval.data;

import dev.plumbline.eval.EvalException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Comma-separated values (RFC 4180) whose first row names the columns. */
public final class CsvRows {
    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setIgnoreEmptyLines(true).get();

    private static final Pattern LINE = Pattern.compile("line:? ?(\\d+)");

    private static final int BYTE_ORDER_MARK = 0xFEFF;

    private CsvRows() {}

    /**
     * Tells each row of a file to a reader, a value by column in lower case, and where it ends, as
     * file and line; a row that is short has fewer. One row is held at a time.
     *
     * @param required columns that there must be
     * @throws EvalException if the file cannot be read, lacks a column or has one twice, or a row
     *     has a quote out of place or more values than there are columns, naming the line
     */
    public static void forEach(
            Path file, List<String> required, BiConsumer<Map<String, String>, String> reader) {
        try (BufferedReader in = Files.newBufferedReader(file)) {
            in.mark(1);
            if (in.read() != BYTE_ORDER_MARK) {
                in.reset();
            }
            rows(in, file, required, reader);
        } catch (NoSuchFileException missing) {
            throw new EvalException("There is no file " + file + ".", missing);
        } catch (CharacterCodingException notText) {
            throw new EvalException(file + " is not in UTF-8; save it as CSV in UTF-8.", notText);
        } catch (IOException unreadable) {
            throw new EvalException(
                    "Cannot read " + file + ": " + unreadable.getMessage(), unreadable);
        } catch (UncheckedIOException malformed) {
            throw malformed(file, malformed);
        }
    }

    private static void rows(
            Reader in,
            Path file,
            List<String> required,
            BiConsumer<Map<String, String>, String> reader)
            throws IOException {
        List<String> columns = List.of();
        boolean empty = true;
        try (CSVParser parser = CSVParser.parse(in, FORMAT)) {
            for (CSVRecord row : parser) {
                empty = false;
                if (row.getRecordNumber() == 1) {
                    columns =
                            row.stream()
                                    .map(name -> name.strip().toLowerCase(Locale.ROOT))
                                    .toList();
                    check(columns, required, file);
                } else if (row.size() > columns.size()) {
                    throw new EvalException(
                            "%s: the row that ends here has %d values for %d columns; a value with commas stands in quotes."
                                    .formatted(where(file, parser), row.size(), columns.size()));
                } else if (row.stream().anyMatch(value -> !value.isBlank())) {
                    Map<String, String> named = new LinkedHashMap<>();
                    for (int i = 0; i < row.size(); i++) {
                        named.put(columns.get(i), row.get(i));
                    }
                    reader.accept(named, where(file, parser));
                }
            }
        }
        if (empty) {
            throw new EvalException(
                    file
                            + " is empty: its first line names the columns"
                            + (required.isEmpty()
                                    ? "."
                                    : ", such as '" + required.getFirst() + "'."));
        }
    }

    /** The parser tells a line by its number only in words. */
    private static EvalException malformed(Path file, UncheckedIOException cause) {
        Matcher line = LINE.matcher(String.valueOf(cause.getMessage()));
        return new EvalException(
                "%s has a quote out of place: a value with commas or quotes stands in quotes, each quote in it twice."
                        .formatted(line.find() ? file + ":" + line.group(1) : file),
                cause);
    }

    private static String where(Path file, CSVParser parser) {
        return file + ":" + parser.getCurrentLineNumber();
    }

    private static void check(List<String> columns, List<String> required, Path file) {
        for (String name : required) {
            if (!columns.contains(name)) {
                throw new EvalException(
                        "%s:1 names no column '%s'; its columns, apart by commas, are: %s."
                                .formatted(file, name, String.join(", ", columns)));
            }
        }
        for (String name : columns) {
            if (!name.isEmpty() && columns.indexOf(name) != columns.lastIndexOf(name)) {
                throw new EvalException("%s:1 names the column '%s' twice.".formatted(file, name));
            }
        }
    }
}
