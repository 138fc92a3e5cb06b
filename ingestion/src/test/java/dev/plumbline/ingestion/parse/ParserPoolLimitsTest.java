package dev.plumbline.ingestion.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.ingestion.parse.ParseOutcome.Aborted;
import dev.plumbline.ingestion.parse.ParseOutcome.Limit;
import dev.plumbline.ingestion.parse.ParseOutcome.Parsed;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a file can do to a parser process, and what that does to others: nothing. */
@Timeout(120)
class ParserPoolLimitsTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir Path folder;
    private ParserPool pool = pool(1, LONG);

    @AfterEach
    void end() {
        pool.close();
    }

    private ParserPool pool(int processes, Duration limit) {
        return new ParserPool(
                ParserSettings.standard(Path.of("target", "parsers"))
                        .withProcesses(processes)
                        .withLimit(limit)
                        .withHeapMebibytes(64),
                MisbehavingMain.class);
    }

    private ParseOutcome parse(String name, Lane lane) throws InterruptedException {
        try {
            Path file = SampleFiles.text(folder, name, "Words of " + name + ".");
            return pool.parse(new ParseRequest(file, name, "text/plain"), lane);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private CompletableFuture<ParseOutcome> parsing(String name, Lane lane) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return parse(name, lane);
                    } catch (InterruptedException e) {
                        throw new CompletionException(e);
                    }
                },
                // the common pool has as many threads as the machine has cores to spare
                task -> Thread.ofVirtual().start(task));
    }

    private void assertParses(String name) throws InterruptedException {
        assertThat(parse(name, Lane.SHARED))
                .isInstanceOfSatisfying(
                        Parsed.class,
                        parsed ->
                                assertThat(parsed.document().text().text())
                                        .isEqualTo("Words of " + name + "."));
    }

    private static void assertAborted(ParseOutcome outcome, Limit limit) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Aborted.class, aborted -> assertThat(aborted.code()).isEqualTo(limit));
    }

    private static List<ProcessHandle> children() {
        return ProcessHandle.current().children().filter(ProcessHandle::isAlive).toList();
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(end);
            Thread.sleep(20);
        }
    }

    @Test
    void hangingParserIsEndedAtTheLimit() throws Exception {
        pool = pool(1, Duration.ofSeconds(2));

        assertAborted(parse("a.hang", Lane.SHARED), Limit.TIMEOUT);

        await(() -> children().isEmpty());
    }

    @Test
    void crashEndsTheChildAndTheNextFileIsRead() throws Exception {
        assertAborted(parse("a.crash", Lane.SHARED), Limit.PARSER_CRASH);
        assertParses("next.txt");
    }

    @Test
    void defectOfTheParserIsACrashToo() throws Exception {
        assertAborted(parse("a.throw", Lane.SHARED), Limit.PARSER_CRASH);
        assertParses("next.txt");
    }

    @Test
    void memoryIsLimited() throws Exception {
        assertAborted(parse("a.hoard", Lane.SHARED), Limit.MEMORY);
        assertParses("next.txt");
    }

    @Test
    void garbageOnThePipeIsACrash() throws Exception {
        assertAborted(parse("a.garbage", Lane.SHARED), Limit.PARSER_CRASH);
        assertParses("next.txt");
    }

    @Test
    void whatLibrariesPrintDoesNotMixWithAnswers() throws Exception {
        assertParses("a.shout");
    }

    @Test
    void answerToAnotherRequestIsNotTaken() throws Exception {
        assertParses("first.txt");
        // says that request 1, which was the file before, is empty
        assertAborted(parse("a.twice", Lane.SHARED), Limit.PARSER_CRASH);
        assertParses("next.txt");
    }

    @Test
    void childThatWasKilledWhileIdleIsReplaced() throws Exception {
        assertParses("first.txt");
        children().forEach(ProcessHandle::destroyForcibly);
        await(() -> children().isEmpty());
        assertParses("next.txt");
    }

    @Test
    void childThatIsKilledAtWorkIsACrash() throws Exception {
        pool.warm();
        var outcome = parsing("a.hang", Lane.SHARED);
        Thread.sleep(300);
        children().forEach(ProcessHandle::destroyForcibly);
        assertAborted(outcome.get(20, TimeUnit.SECONDS), Limit.PARSER_CRASH);
        assertParses("next.txt");
    }

    @Test
    void hangingDocumentsDelayNoOtherOne() throws Exception {
        pool = pool(2, LONG);
        var shared = parsing("a.hang", Lane.SHARED);
        var suspect = parsing("b.hang", Lane.SUSPECT);
        await(() -> children().size() == 2);
        for (int i = 0; i < 5; i++) {
            assertParses("other" + i + ".txt");
        }
        assertThat(shared).isNotDone();
        assertThat(suspect).isNotDone();
    }

    @Test
    void suspectsWaitForEachOther() throws Exception {
        var hanging = parsing("a.hang", Lane.SUSPECT);
        await(() -> children().size() == 1);
        var waiting = parsing("b.txt", Lane.SUSPECT);
        assertParses("other.txt");
        assertThat(waiting).isNotDone();
        assertThat(hanging).isNotDone();
    }

    @Test
    void interruptReturnsAtOnceAndFreesTheSlot() throws Exception {
        var thrown = new CompletableFuture<Throwable>();
        Thread caller =
                Thread.ofVirtual()
                        .start(
                                () -> {
                                    try {
                                        parse("a.hang", Lane.SHARED);
                                    } catch (InterruptedException e) {
                                        thrown.complete(e);
                                    }
                                });
        await(() -> children().size() == 1);
        caller.interrupt();
        assertThat(thrown.get(20, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
        assertParses("next.txt");
    }

    @Test
    void closingEndsWhatIsAtWork() throws Exception {
        pool.warm();
        var outcome = parsing("a.hang", Lane.SHARED);
        Thread.sleep(300);
        pool.close();
        assertAborted(outcome.get(20, TimeUnit.SECONDS), Limit.PARSER_CRASH);
        assertThatThrownBy(() -> parse("next.txt", Lane.SHARED))
                .isInstanceOf(IllegalStateException.class);
        await(() -> children().isEmpty());
    }

    @Test
    void childrenAreReplacedAfterTheirShareOfDocuments() throws Exception {
        pool =
                new ParserPool(
                        ParserSettings.standard(folder.resolve("parsers"))
                                .withProcesses(1)
                                .withHeapMebibytes(64)
                                .withDocumentsMax(2),
                        MisbehavingMain.class);
        assertParses("one.txt");
        long first = children().getFirst().pid();
        assertParses("two.txt");
        assertParses("three.txt");
        await(() -> children().size() == 1);
        assertThat(children().getFirst().pid()).isNotEqualTo(first);
    }

    @Test
    void temporaryFilesGoWithTheChild() throws Exception {
        Path temporary = folder.resolve("parsers");
        pool =
                new ParserPool(
                        ParserSettings.standard(temporary).withProcesses(1).withHeapMebibytes(64),
                        MisbehavingMain.class);
        assertParses("one.txt");
        assertThat(temporary).isNotEmptyDirectory();
        pool.close();
        await(() -> isEmpty(temporary));
    }

    private static boolean isEmpty(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void childrenEndWithTheirParent() throws Exception {
        Path file = SampleFiles.text(folder, "a.hang", "Words.");
        Process parent =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx64m",
                                "-cp",
                                System.getProperty("java.class.path"),
                                MisbehavingMain.Parent.class.getName(),
                                file.toString(),
                                folder.resolve("parsers").toString())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try (BufferedReader out =
                new BufferedReader(
                        new InputStreamReader(parent.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(out.readLine()).isEqualTo("warm");
            List<ProcessHandle> orphans = parent.descendants().toList();
            assertThat(orphans).hasSizeGreaterThanOrEqualTo(2);
            Thread.sleep(300); // one of them hangs in a file by now
            parent.destroyForcibly(); // kill -9
            await(() -> orphans.stream().noneMatch(ProcessHandle::isAlive));
        } finally {
            parent.destroyForcibly();
        }
    }
}
