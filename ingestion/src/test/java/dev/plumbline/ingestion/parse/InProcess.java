package dev.plumbline.ingestion.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.ingestion.parse.ParseOutcome.Parsed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Parses harmless files of our own making within the test's process. */
final class InProcess {
    private static final Parser PARSER =
            new Parser(ParseLimits.standard(), Path.of(System.getProperty("java.io.tmpdir")));

    private InProcess() {}

    static ParseOutcome outcome(Path file) {
        return PARSER.parse(new ParseRequest(file, String.valueOf(file.getFileName()), null));
    }

    static ParsedDocument document(Path file) {
        ParseOutcome outcome = outcome(file);
        assertThat(outcome).isInstanceOf(Parsed.class);
        return ((Parsed) outcome).document();
    }

    static ParsedDocument document(Path folder, String name, String content) throws IOException {
        return document(Files.writeString(folder.resolve(name), content));
    }

    /** A line for each block: kind, level where it has one, page where it has one, text. */
    static List<String> blocks(ParsedDocument document) {
        return document.blocks().stream()
                .map(
                        block ->
                                block.kind()
                                        + (block.level() > 0 ? " " + block.level() : "")
                                        + (block.page() == null ? "" : " p" + block.page())
                                        + ": "
                                        + document.text().slice(block.start(), block.end()))
                .toList();
    }
}
