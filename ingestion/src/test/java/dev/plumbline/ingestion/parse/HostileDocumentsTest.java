package dev.plumbline.ingestion.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.ingestion.chunk.ChunkSettings;
import dev.plumbline.ingestion.chunk.Chunker;
import dev.plumbline.ingestion.parse.ParseOutcome.Aborted;
import dev.plumbline.ingestion.parse.ParseOutcome.Failed;
import dev.plumbline.ingestion.parse.ParseOutcome.Failure;
import dev.plumbline.ingestion.parse.ParseOutcome.Hazard;
import dev.plumbline.ingestion.parse.ParseOutcome.Parsed;
import dev.plumbline.ingestion.parse.ParseOutcome.Quarantined;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that were made to hurt, and what must become of each; never unpacked here. */
@Tag("shared")
class HostileDocumentsTest {
    @TempDir static Path folder;
    private static final Map<String, ParseOutcome> OUTCOMES = new TreeMap<>();

    @BeforeAll
    static void parseAll() throws Exception {
        Path root = SharedDocuments.folder("docs-adversarial");
        List<Path> files =
                SharedDocuments.lines(root.resolve("generated_manifest.jsonl")).stream()
                        .map(line -> root.resolve(line.get("file").asText()))
                        .toList();
        Path temporary = folder.resolve("inner").resolve("parsers");
        try (var pool = new ParserPool(ParserSettings.standard(temporary))) {
            SharedDocuments.parsed(pool, files)
                    .forEach(
                            (file, outcome) ->
                                    OUTCOMES.put(String.valueOf(file.getFileName()), outcome));
        }
        OUTCOMES.forEach((name, outcome) -> System.out.println(name + ": " + shown(outcome)));
    }

    private static String shown(ParseOutcome outcome) {
        return switch (outcome) {
            case Parsed(ParsedDocument document) ->
                    "parsed, " + document.text().length() + " characters";
            case Failed(Failure code, String message) -> code.code() + ": " + message;
            case Quarantined(Hazard code, String message) -> code.code() + ": " + message;
            case Aborted(var code, String message) -> code.code() + ": " + message;
        };
    }

    private static ParseOutcome outcome(String name) {
        ParseOutcome outcome = OUTCOMES.get(name);
        assertThat(outcome).as(name).isNotNull();
        return outcome;
    }

    private static String text(String name) {
        assertThat(outcome(name)).as(name).isInstanceOf(Parsed.class);
        return ((Parsed) outcome(name)).document().text().text();
    }

    private static void assertQuarantined(Hazard hazard, String... names) {
        for (String name : names) {
            assertThat(outcome(name))
                    .as(name)
                    .isInstanceOfSatisfying(
                            Quarantined.class, q -> assertThat(q.code()).isEqualTo(hazard));
        }
    }

    private static void assertFailed(Failure failure, String... names) {
        for (String name : names) {
            assertThat(outcome(name))
                    .as(name)
                    .isInstanceOfSatisfying(
                            Failed.class, f -> assertThat(f.code()).isEqualTo(failure));
        }
    }

    @Test
    void noneEndsItsParser() {
        assertThat(OUTCOMES).hasSizeGreaterThan(30);
        assertThat(OUTCOMES.values()).noneMatch(Aborted.class::isInstance);
    }

    @Test
    void bombsAreKnownAsSuch() {
        assertQuarantined(
                Hazard.BOMB,
                "bomb_flat_100MB.zip",
                "bomb_100MB.txt.gz",
                "billion_laughs.xml",
                "quadratic_blowup.xml");
        assertQuarantined(Hazard.TOO_MANY_ENTRIES, "many_entries_20k.zip");
    }

    @Test
    void damageHasAReason() {
        assertFailed(Failure.EMPTY, "empty.pdf");
        assertFailed(Failure.CORRUPT, "one_byte.docx");
    }

    @Test
    void controlsAndRepairableFilesAreRead() {
        assertThat(text("ok_minimal.docx")).contains("The launch code word is PERIWINKLE.");
        assertThat(text("ok_minimal.pdf")).contains("The vault number is 7391.");
        assertThat(text("pdf_bad_xref.pdf")).contains("7391");
        assertThat(text("million_newlines.txt.gz")).contains("needle at the end");
        assertThat(text("html_unclosed.html").replaceAll("\\s+", ""))
                .contains("onetwobolditalcell");
        assertThat(text("eml_bad_mime.eml")).contains("readable part");
        assertThat(text("gzip_trailing_garbage.txt.gz")).isNotBlank();
        assertThat(text("utf16le_bom.txt")).doesNotContain("\u0000").isNotBlank();
        assertThat(text("shift_jis.txt"))
                .matches(t -> t.codePoints().anyMatch(c -> c >= 0x3040 && c < 0x3100), "has kana");
    }

    @Test
    void tablesOfBadValuesKeepTheirRows() {
        assertThat(text("csv_formula.csv")).contains("=");
        assertThat(text("csv_broken_quotes.csv").lines().count()).isGreaterThanOrEqualTo(2);
    }

    @Test
    void externalEntitiesStayOutside() {
        assertThat(text("xxe_file.xml")).isEqualTo("before after");
        assertThat(text("xxe_http.svg")).isEqualTo("visible svg text");
        assertFailed(Failure.CORRUPT, "xxe.docx");
    }

    @Test
    void hiddenWordsAreLeftOut() {
        assertThat(text("pdf_invisible_injection.pdf"))
                .contains("4.2 million")
                .doesNotContain("SYSTEM")
                .doesNotContainIgnoringCase("ignore");
        assertThat(text("html_hidden_injection.html"))
                .contains("9")
                .doesNotContainIgnoringCase("ignore");
        assertThat(text("md_exfil_link.md"))
                .contains("40")
                .doesNotContain("javascript:")
                .doesNotContain("http");
    }

    @Test
    void nothingIsLeftInOrAboveTheFolderOfTemporaryFiles() throws Exception {
        try (Stream<Path> left = Files.walk(folder)) {
            assertThat(left.map(path -> folder.relativize(path).toString()))
                    .containsExactlyInAnyOrder("", "inner", "inner/parsers");
        }
    }

    @Test
    void aLineWithoutEndIsCut() {
        assertThat(outcome("one_line_4MB.txt.gz"))
                .isInstanceOfSatisfying(
                        Parsed.class,
                        parsed -> {
                            var chunker =
                                    new Chunker(t -> t.length() / 4, ChunkSettings.standard());
                            assertThat(chunker.passages(parsed.document()))
                                    .hasSizeGreaterThan(1_000)
                                    .allMatch(p -> p.end() - p.start() <= 4 * 220 + 4);
                        });
    }
}
