package dev.plumbline.ingestion.parse;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/**
 * Separated values as one table. Where a quote is never closed, quotes are letters like others,
 * since the first one would swallow the rest of the file.
 */
final class Csv {
    private static final String SEPARATORS = ",;\t|";
    private static final int SAMPLE_LINES = 20;

    private Csv() {}

    static ParsedDocument parse(String source, String mediaType, Budget budget) {
        var out = new BlockWriter(budget);
        out.beginDataTable();
        String values = source.startsWith("\ufeff") ? source.substring(1) : source;
        char separator = mediaType.equals("text/csv") ? separator(values) : '\t';
        CSVFormat quoting = format(separator);
        CSVFormat format =
                closesQuotes(values, quoting)
                        ? quoting
                        : quoting.builder().setQuote((Character) null).get();
        try (var rows = format.parse(new StringReader(values))) {
            rows.forEach(row -> write(row, out));
        } catch (IOException | UncheckedIOException e) {
            return PlainText.parse(source, mediaType);
        }
        out.close();
        var text = out.canonicalText();
        return new ParsedDocument(text, null, mediaType, 0, out.blocks(text), List.of(), Map.of());
    }

    private static CSVFormat format(char separator) {
        return CSVFormat.DEFAULT
                .builder()
                .setDelimiter(separator)
                .setTrailingData(true)
                .setIgnoreSurroundingSpaces(true)
                .get();
    }

    /** Whether no quoted cell goes on to the end of the file. */
    private static boolean closesQuotes(String source, CSVFormat format) {
        if (source.indexOf('"') < 0) {
            return true;
        }
        try (var rows = format.parse(new StringReader(source))) {
            rows.forEach(row -> {});
            return true;
        } catch (IOException | UncheckedIOException e) {
            return false;
        }
    }

    private static void write(CSVRecord row, BlockWriter out) {
        out.row();
        for (String cell : row) {
            out.cell();
            out.text(cell);
            out.end();
        }
    }

    /**
     * The one of the usual separators of which the first lines have the most equal number, and at
     * least one.
     */
    private static char separator(String source) {
        List<String> lines =
                source.lines().limit(SAMPLE_LINES).filter(line -> !line.isBlank()).toList();
        char best = ',';
        double bestScore = 0;
        for (int i = 0; i < SEPARATORS.length(); i++) {
            char candidate = SEPARATORS.charAt(i);
            Map<Long, Long> counts =
                    lines.stream()
                            .collect(
                                    Collectors.groupingBy(
                                            line ->
                                                    line.chars()
                                                            .filter(c -> c == candidate)
                                                            .count(),
                                            Collectors.counting()));
            double score =
                    counts.entrySet().stream()
                            .filter(e -> e.getKey() > 0)
                            .mapToDouble(e -> e.getValue() + 0.01 * Math.min(e.getKey(), 50))
                            .max()
                            .orElse(0);
            if (score > bestScore) {
                best = candidate;
                bestScore = score;
            }
        }
        return best;
    }
}
