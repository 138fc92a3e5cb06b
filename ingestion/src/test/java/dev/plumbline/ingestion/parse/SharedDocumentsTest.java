package dev.plumbline.ingestion.parse;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.ingestion.parse.ParseOutcome.Parsed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.tika.Tika;
import org.apache.tika.exception.TikaException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Documents of other projects. Prints the figures that README.md shows. */
@Tag("shared")
class SharedDocumentsTest {
    @TempDir static Path folder;
    private static final Tika TIKA = new Tika();
    static ParserPool pool;

    @BeforeAll
    static void start() {
        TIKA.setMaxStringLength(-1);
        pool = new ParserPool(ParserSettings.standard(folder));
    }

    @AfterAll
    static void end() {
        pool.close();
    }

    private static String text(@Nullable ParseOutcome outcome) {
        return outcome instanceof Parsed(ParsedDocument document) ? document.text().text() : "";
    }

    /** How many of the wanted strings bare Tika and we find. */
    @Test
    void findsTheStringsThatBareTikaFinds() throws Exception {
        Path root = SharedDocuments.folder("docs-tika");
        int bare = 0;
        int ours = 0;
        int lost = 0;
        int shown = 0;
        List<JsonNode> lines = SharedDocuments.lines(root.resolve("expected_strings.jsonl"));
        Map<Path, ParseOutcome> outcomes =
                SharedDocuments.parsed(
                        pool,
                        lines.stream()
                                .map(line -> root.resolve(line.get("file").asText()))
                                .toList());
        for (JsonNode line : lines) {
            Path file = root.resolve(line.get("file").asText());
            String theirs = plain(bareTika(file));
            String text = plain(text(outcomes.get(file)));
            for (JsonNode wanted : line.get("contains")) {
                String string = plain(wanted.get("text").asText());
                boolean inBare = theirs.contains(string);
                boolean inOurs = text.contains(string);
                bare += inBare ? 1 : 0;
                ours += inOurs ? 1 : 0;
                if (inBare && !inOurs) {
                    lost++;
                    System.out.println("lost: " + line.get("file").asText() + ": " + string);
                }
            }
            for (JsonNode unwanted : line.get("not_contains")) {
                String string =
                        plain((unwanted.isTextual() ? unwanted : unwanted.path("text")).asText());
                if (text.contains(string) && !theirs.contains(string)) {
                    shown++;
                    System.out.println("shown: " + line.get("file").asText() + ": " + string);
                }
            }
        }
        System.out.printf(
                "docs-tika: bare Tika finds %d strings, Plumbline %d; lost %d, unwanted %d%n",
                bare, ours, lost, shown);
        assertThat(bare).isPositive();
        assertThat(lost).isZero();
        assertThat(ours).isGreaterThanOrEqualTo(bare);
        assertThat(shown).isZero();
    }

    @Test
    void readsPdfTextAsPdfBoxExpectsIt() throws Exception {
        Path root = SharedDocuments.folder("docs-pdfbox");
        double ours = 0;
        double bare = 0;
        double tika = 0;
        List<JsonNode> pairs = SharedDocuments.lines(root.resolve("pairs.jsonl"));
        Map<Path, ParseOutcome> outcomes =
                SharedDocuments.parsed(
                        pool,
                        pairs.stream()
                                .map(pair -> root.resolve(pair.get("pdf").asText()))
                                .toList());
        for (JsonNode pair : pairs) {
            Path pdf = root.resolve(pair.get("pdf").asText());
            String expected =
                    Files.readString(
                                    root.resolve(pair.get("expected").asText()),
                                    StandardCharsets.UTF_8)
                            .replace("\ufeff", "");
            double f1 = f1(text(outcomes.get(pdf)), expected);
            double theirs = f1(barePdfBox(pdf), expected);
            if (f1 < theirs - 0.02) {
                System.out.printf(
                        "lower: %s %.3f (PDFBox %.3f)%n", pair.get("pdf").asText(), f1, theirs);
            }
            ours += f1;
            bare += theirs;
            tika += f1(bareTika(pdf), expected);
        }
        int n = pairs.size();
        System.out.printf(
                "docs-pdfbox: token F1, macro average over %d pairs: Plumbline %.4f, bare PDFBox %.4f,"
                        + " bare Tika %.4f%n",
                n, ours / n, bare / n, tika / n);
        assertThat(ours / n).isGreaterThan(Math.min(bare, tika) / n - 0.01);
    }

    /**
     * Tables and lines look different from Tika's, so white space and the marks of cells and items
     * are left out.
     */
    private static String plain(String text) {
        return text.replace(" | ", " ").replaceAll("\\s+", " ").strip();
    }

    private static String bareTika(Path file) throws IOException {
        try {
            return TIKA.parseToString(file);
        } catch (TikaException | RuntimeException e) {
            return "";
        }
    }

    private static String barePdfBox(Path file) {
        try (var pdf = Loader.loadPDF(file.toFile())) {
            return new PDFTextStripper().getText(pdf);
        } catch (IOException | RuntimeException e) {
            return "";
        }
    }

    private static double f1(String text, String expected) {
        Map<String, Integer> counts = new HashMap<>();
        String[] wanted = tokens(expected);
        String[] found = tokens(text);
        if (wanted.length == 0 || found.length == 0) {
            return wanted.length == found.length ? 1 : 0;
        }
        Arrays.stream(wanted).forEach(t -> counts.merge(t, 1, Integer::sum));
        int common = 0;
        for (String token : found) {
            if (counts.merge(token, -1, Integer::sum) >= 0) {
                common++;
            }
        }
        return 2.0 * common / (wanted.length + found.length);
    }

    private static String[] tokens(String text) {
        return Arrays.stream(text.replace(" | ", " ").split("[\\s\u00a0]+", -1))
                .filter(t -> !t.isEmpty())
                .toArray(String[]::new);
    }
}
