package dev.plumbline.ingestion.parse;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** One child process. Used by one thread at a time. Who starts it ends it. */
final class ParserChild {
    private static final int EXIT_OUT_OF_MEMORY = 3;
    private static final Duration START_MAX = Duration.ofSeconds(60);
    private static final int LAST_WORDS_MAX = 2_000;

    private final Process process;
    private final Path folder;
    private final DataOutputStream requests;
    private final LinkedBlockingQueue<Heard> answers = new LinkedBlockingQueue<>();
    private volatile String lastWords = "";
    private int documents;

    /** What was heard of the child. */
    private sealed interface Heard {
        record Said(Frames.Answered answer) implements Heard {}

        /** Its pipe ended or makes no sense. */
        record End() implements Heard {}
    }

    private ParserChild(Process process, Path folder) {
        this.process = process;
        this.folder = folder;
        this.requests = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
        Thread.ofPlatform().daemon().name("parser-" + process.pid()).start(this::listen);
        Thread.ofPlatform().daemon().name("parser-errors-" + process.pid()).start(this::overhear);
    }

    /** Starts a process and waits until it is ready. */
    static ParserChild start(ParserSettings settings, Class<?> main)
            throws IOException, InterruptedException {
        Files.createDirectories(settings.temporary());
        Path folder = Files.createTempDirectory(settings.temporary(), "parser-");
        Process process = new ProcessBuilder(command(settings, main, folder)).start();
        var child = new ParserChild(process, folder);
        try {
            Heard first = child.answers.poll(START_MAX.toMillis(), TimeUnit.MILLISECONDS);
            if (!(first instanceof Heard.Said(var answer) && answer.outcome() == null)) {
                throw new IOException("A parser process did not start: " + child.lastWords.strip());
            }
            return child;
        } catch (IOException | InterruptedException e) {
            child.kill();
            throw e;
        }
    }

    private static List<String> command(ParserSettings settings, Class<?> main, Path folder) {
        var command = new ArrayList<String>(settings.command());
        if (command.isEmpty()) {
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.add("-cp");
            command.add(System.getProperty("java.class.path"));
        }
        command.addAll(
                List.of(
                        "-Xmx" + settings.heapMebibytes() + "m",
                        "-Xss1m",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-XX:+UseSerialGC",
                        "-XX:-UsePerfData",
                        "-XX:-CreateCoredumpOnCrash",
                        "-XX:ErrorFile=" + folder.resolve("crash.log"),
                        "-Djava.awt.headless=true",
                        "-Dfile.encoding=UTF-8",
                        "-Djava.io.tmpdir=" + folder,
                        // No name resolves in a parser: an empty hosts file is all that it may ask.
                        "-Djdk.net.hosts.file=" + folder.resolve("no-hosts"),
                        "-Djavax.xml.accessExternalDTD=",
                        "-Djavax.xml.accessExternalSchema=",
                        "-Djava.util.logging.manager=java.util.logging.LogManager",
                        main.getName(),
                        folder.toString()));
        ParseLimits limits = settings.limits();
        command.add(Integer.toString(limits.charactersMax()));
        command.add(Integer.toString(limits.depthMax()));
        command.add(Integer.toString(limits.entriesMax()));
        return command;
    }

    /** Parses a file. After {@link ParseOutcome.Aborted} or an exception this child is dead. */
    ParseOutcome parse(ParseRequest request, Duration limit) throws InterruptedException {
        documents++;
        try {
            Frames.writeRequest(documents, request, requests);
        } catch (IOException e) {
            return ended();
        }
        try {
            Heard heard = answers.poll(limit.toMillis(), TimeUnit.MILLISECONDS);
            return switch (heard) {
                case null -> {
                    kill();
                    yield new ParseOutcome.Aborted(
                            ParseOutcome.Limit.TIMEOUT,
                            "Reading the file took longer than " + limit.toSeconds() + " seconds.");
                }
                case Heard.Said(Frames.Answered(int number, var outcome)) ->
                        outcome != null && number == documents ? outcome : ended();
                case Heard.End _ -> ended();
            };
        } catch (InterruptedException e) {
            kill();
            throw e;
        }
    }

    private ParseOutcome ended() throws InterruptedException {
        boolean exited = process.waitFor(5, TimeUnit.SECONDS);
        int code = exited ? process.exitValue() : -1;
        kill();
        return code == EXIT_OUT_OF_MEMORY
                ? new ParseOutcome.Aborted(
                        ParseOutcome.Limit.MEMORY,
                        "Reading the file took more memory than a parser may have.")
                : new ParseOutcome.Aborted(
                        ParseOutcome.Limit.PARSER_CRASH,
                        exited
                                ? "The parser ended while it read the file (exit code "
                                        + code
                                        + ")."
                                : "The parser gave an answer that makes no sense.");
    }

    /** Whether it can take a request: it lives and said nothing that it was not asked for. */
    boolean isReady() {
        return process.isAlive() && answers.isEmpty();
    }

    /** Documents that it was given. */
    int documents() {
        return documents;
    }

    /** Ends the process at once and removes its temporary files. */
    void kill() {
        process.destroyForcibly();
        var _ = process.onExit().thenRun(() -> remove(folder));
    }

    private void listen() {
        try (var in =
                new DataInputStream(new BufferedInputStream(process.getInputStream(), 1 << 16))) {
            while (true) {
                answers.add(new Heard.Said(Frames.readOutcome(in)));
            }
        } catch (IOException | RuntimeException e) {
            process.destroy();
            answers.add(new Heard.End());
        }
    }

    /** Keeps a little of what the child prints, to say why it did not start. */
    private void overhear() {
        try (InputStream errors = process.getErrorStream()) {
            byte[] buffer = new byte[4096];
            for (int read = errors.read(buffer); read >= 0; read = errors.read(buffer)) {
                String words = lastWords + new String(buffer, 0, read, StandardCharsets.UTF_8);
                lastWords = words.substring(Math.max(0, words.length() - LAST_WORDS_MAX));
            }
        } catch (IOException e) {
            // The process ended; nothing more to hear.
        }
    }

    private static void remove(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException e) {
            // What is left is removed with the folder of temporary files.
        }
    }
}
