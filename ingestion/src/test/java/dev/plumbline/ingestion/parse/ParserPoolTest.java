package dev.plumbline.ingestion.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.ingestion.parse.ParseOutcome.Failed;
import dev.plumbline.ingestion.parse.ParseOutcome.Failure;
import dev.plumbline.ingestion.parse.ParseOutcome.Parsed;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParserPoolTest {
    @TempDir static Path folder;
    static ParserPool pool;

    @BeforeAll
    static void start() {
        pool = new ParserPool(settings());
    }

    @AfterAll
    static void end() {
        pool.close();
    }

    static ParserSettings settings() {
        return ParserSettings.standard(folder.resolve("temporary"))
                .withProcesses(1)
                .withHeapMebibytes(128);
    }

    static ParseOutcome parse(Path file) throws InterruptedException {
        return parse(pool, file);
    }

    static ParseOutcome parse(ParserPool pool, Path file) throws InterruptedException {
        return pool.parse(
                new ParseRequest(file, String.valueOf(file.getFileName()), null), Lane.SHARED);
    }

    static ParsedDocument parsed(Path file) throws InterruptedException {
        ParseOutcome outcome = parse(file);
        assertThat(outcome).isInstanceOf(Parsed.class);
        return ((Parsed) outcome).document();
    }

    static Failure failure(Path file) throws InterruptedException {
        ParseOutcome outcome = parse(file);
        assertThat(outcome).isInstanceOf(Failed.class);
        return ((Failed) outcome).code();
    }

    @Test
    void textKeepsItsParagraphs() throws Exception {
        ParsedDocument document =
                parsed(SampleFiles.text(folder, "a.txt", "First words.\n\nSecond words.\n"));
        assertThat(document.text().text()).isEqualTo("First words.\n\nSecond words.\n");
        assertThat(document.blocks()).hasSize(2);
    }

    @Test
    void markdownHasHeadings() throws Exception {
        ParsedDocument document =
                parsed(SampleFiles.text(folder, "a.md", "# Valves\n\nClose them *slowly*.\n"));
        assertThat(document.blocks().getFirst().kind()).isEqualTo(Block.Kind.HEADING);
        assertThat(document.text().text()).contains("Close them slowly.");
    }

    @Test
    void htmlLosesItsScripts() throws Exception {
        ParsedDocument document =
                parsed(
                        SampleFiles.text(
                                folder,
                                "a.html",
                                "<html><head><title>Pumps</title><script>var hidden</script></head>"
                                        + "<body><h1>Pumps</h1><p>They turn.</p></body></html>"));
        assertThat(document.title()).isEqualTo("Pumps");
        assertThat(document.text().text()).contains("They turn.").doesNotContain("hidden");
    }

    @Test
    void wordDocumentsAreRead() throws Exception {
        ParsedDocument document =
                parsed(SampleFiles.word(folder, "a.docx", "The tank holds nine litres.", "More."));
        assertThat(document.text().text()).contains("The tank holds nine litres.");
    }

    @Test
    void pdfHasBoxesOfWordsAndComesBackFromItsLastingForm() throws Exception {
        ParsedDocument document =
                parsed(SampleFiles.pdf(folder, "a.pdf", "The tank holds nine litres."));
        assertThat(document.text().text()).contains("The tank holds nine litres.");
        assertThat(document.pages()).isEqualTo(1);
        assertThat(document.words()).hasSize(5);
        var bytes = new ByteArrayOutputStream();
        document.write(bytes);
        ParsedDocument again = ParsedDocument.read(new ByteArrayInputStream(bytes.toByteArray()));
        assertThat(again).usingRecursiveComparison().isEqualTo(document);
    }

    @Test
    void protectedPdfFailsAsEncrypted() throws Exception {
        assertThat(failure(SampleFiles.protectedPdf(folder, "locked.pdf", "Secret")))
                .isEqualTo(Failure.ENCRYPTED);
    }

    @Test
    void garbageNamedPdfFailsAsCorrupt() throws Exception {
        assertThat(failure(SampleFiles.text(folder, "garbage.pdf", "%PDF-1.7 not really")))
                .isEqualTo(Failure.CORRUPT);
    }

    @Test
    void emptyFileFailsAsEmpty() throws Exception {
        assertThat(failure(SampleFiles.text(folder, "empty.txt", ""))).isEqualTo(Failure.EMPTY);
    }

    @Test
    void externalEntitiesAreNotRead() throws Exception {
        Path secret = SampleFiles.text(folder, "secret.txt", "TOPSECRET");
        Path file =
                SampleFiles.text(
                        folder,
                        "a.xml",
                        "<?xml version=\"1.0\"?><!DOCTYPE d [<!ENTITY e SYSTEM \""
                                + secret.toUri()
                                + "\">]><d>Open words &e;</d>");
        assertThat(parsed(file).text().text()).isEqualTo("Open words");
    }

    @Test
    void aMillionShortCellsFitIntoMemory() throws Exception {
        Path file = SampleFiles.text(folder, "cells.csv", "a,b,c,d\n".repeat(300_000));
        assertThat(parsed(file).blocks()).hasSize(1);
    }

    @Test
    void closedPoolRefuses() throws Exception {
        var closed = new ParserPool(settings());
        closed.close();
        Path file = SampleFiles.text(folder, "late.txt", "Late.");
        assertThatThrownBy(() -> parse(closed, file)).isInstanceOf(IllegalStateException.class);
    }
}
