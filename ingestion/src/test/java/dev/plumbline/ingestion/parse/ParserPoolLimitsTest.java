package dev.plumbline.ingestion.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.ingestion.parse.ParseOutcome.Aborted;
import dev.plumbline.ingestion.parse.ParseOutcome.Limit;
import dev.plumbline.ingestion.parse.ParseOutcome.Parsed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
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

    /** Whether a process is at work on a file of this name, which ends in "hang". */
    private void awaitHanging(String name) throws InterruptedException {
        await(() -> Files.exists(MisbehavingMain.sign(folder.resolve(name))));
    }

    private void assertParses(String name) throws InterruptedException {
        assertThat(parse(name, Lane.SHARED))
                .isInstanceOfSatisfying(
                        Parsed.class,
                        parsed ->
                                assertThat(parsed.document().text().text())
                                        .isEqualTo("Words of " + name + "."));
    }

    private static void assertAborted(ParseOutcome outcome, Limit limit, String... words) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Aborted.class,
                        aborted -> {
                            assertThat(aborted.code()).isEqualTo(limit);
                            assertThat(List.of(words))
                                    .allMatch(word -> aborted.message().contains(word));
                        });
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
        assertAborted(parse("a.crash", Lane.SHARED), Limit.PARSER_CRASH, "exit code 139");
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
        assertAborted(parse("a.garbage", Lane.SHARED), Limit.PARSER_CRASH, "makes no sense");
        assertParses("next.txt");
    }

    @Test
    void whatLibrariesPrintDoesNotMixWithAnswers() throws Exception {
        assertParses("a.shout");
    }

    @Test
    void childGetsLittleOfTheEnvironment() throws Exception {
        assertThat(System.getenv()).containsKey("HOME");
        assertThat(parse("an.environment", Lane.SHARED))
                .isInstanceOfSatisfying(
                        Parsed.class,
                        parsed ->
                                assertThat(parsed.document().text().text().split(" "))
                                        .contains("PATH")
                                        .isSubsetOf("PATH", "LANG", "LC_ALL", "LC_CTYPE", "TZ"));
    }

    @Test
    void answerToAnotherRequestIsNotTaken() throws Exception {
        assertParses("first.txt");
        // says that request 1, which was the file before, is empty
        assertAborted(parse("a.twice", Lane.SHARED), Limit.PARSER_CRASH, "makes no sense");
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
        var outcome = parsing("a.hang", Lane.SHARED);
        awaitHanging("a.hang");
        children().forEach(ProcessHandle::destroyForcibly);
        assertAborted(outcome.get(20, TimeUnit.SECONDS), Limit.PARSER_CRASH);
        assertParses("next.txt");
    }

    @Test
    void hangingDocumentsDelayNoOtherOne() throws Exception {
        pool = pool(2, LONG);
        var shared = parsing("a.hang", Lane.SHARED);
        var suspect = parsing("b.hang", Lane.SUSPECT);
        awaitHanging("a.hang");
        awaitHanging("b.hang");
        for (int i = 0; i < 5; i++) {
            assertParses("other" + i + ".txt");
        }
        assertThat(shared).isNotDone();
        assertThat(suspect).isNotDone();
    }

    @Test
    void suspectsWaitForEachOther() throws Exception {
        var hanging = parsing("a.hang", Lane.SUSPECT);
        awaitHanging("a.hang");
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
        awaitHanging("a.hang");
        caller.interrupt();
        assertThat(thrown.get(20, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
        assertParses("next.txt");
    }

    @Test
    void closingIsNoOutcomeOfWhatIsAtWork() throws Exception {
        var outcome = parsing("a.hang", Lane.SHARED);
        awaitHanging("a.hang");
        pool.close();
        assertThatThrownBy(() -> outcome.get(20, TimeUnit.SECONDS))
                .hasCauseInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> parse("next.txt", Lane.SHARED))
                .isInstanceOf(IllegalStateException.class);
        await(() -> children().isEmpty());
    }

    @Test
    void childThatCanNotStartIsNoOutcome() {
        Path temporary = folder.resolve("parsers");
        for (String executable : List.of("no-such-program", "false")) {
            pool =
                    new ParserPool(
                            ParserSettings.standard(temporary).withCommand(List.of(executable)));
            assertThatThrownBy(() -> parse("a.txt", Lane.SHARED))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("can be started");
        }
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
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void temporaryFilesOfAFormerPoolAreSweptOut() throws Exception {
        Path left = folder.resolve("parsers").resolve("parser-1");
        Files.createDirectories(left);
        SampleFiles.text(left, "left.tmp", "Words.");
        pool =
                new ParserPool(
                        ParserSettings.standard(folder.resolve("parsers")), MisbehavingMain.class);
        pool.sweep();
        assertThat(left).doesNotExist();
        assertParses("one.txt");
    }

    @Test
    void childrenEndWithTheirParent() throws Exception {
        Path idle = SampleFiles.text(folder, "a.txt", "Words.");
        Path file = SampleFiles.text(folder, "a.hang", "Words.");
        Process parent =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx64m",
                                "-cp",
                                System.getProperty("java.class.path"),
                                MisbehavingMain.Parent.class.getName(),
                                idle.toString(),
                                file.toString(),
                                folder.resolve("parsers").toString())
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try {
            awaitHanging("a.hang");
            List<ProcessHandle> orphans = parent.descendants().toList();
            assertThat(orphans).as("one is idle, one at work").hasSize(2);
            parent.destroyForcibly(); // kill -9
            await(() -> orphans.stream().noneMatch(ProcessHandle::isAlive));
        } finally {
            parent.destroyForcibly();
        }
    }
}
