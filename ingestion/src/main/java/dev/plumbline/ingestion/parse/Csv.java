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
 * Separated values as one table; broken quotes are read as well as can be, and what can't be read
 * at all stays plain text.
 */
final class Csv {
    private static final String SEPARATORS = ",;\t|";
    private static final int SAMPLE_LINES = 20;

    private Csv() {}

    static ParsedDocument parse(String source, String mediaType, Budget budget) {
        var out = new BlockWriter(budget);
        out.beginDataTable();
        try {
            rows(source.startsWith("\ufeff") ? source.substring(1) : source, out);
        } catch (IOException | UncheckedIOException | IllegalStateException e) {
            return PlainText.parse(source, mediaType);
        }
        out.close();
        var text = out.canonicalText();
        return new ParsedDocument(
                text, null, mediaType, 0, out.blocks(text), List.of(), List.of(), Map.of());
    }

    private static void rows(String source, BlockWriter out) throws IOException {
        var format =
                CSVFormat.DEFAULT
                        .builder()
                        .setDelimiter(separator(source))
                        .setLenientEof(true)
                        .setTrailingData(true)
                        .setIgnoreSurroundingSpaces(true)
                        .get();
        try (var rows = format.parse(new StringReader(source))) {
            for (CSVRecord row : rows) {
                out.row();
                for (String cell : row) {
                    out.cell();
                    out.text(cell);
                    out.end();
                }
            }
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
