package dev.plumbline.ingestion.parse;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
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
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** One child process. Used by one thread at a time. Who starts it ends it. */
final class ParserChild {
    private static final Path NICE = Path.of("/usr/bin/nice");
    private static final int EXIT_OUT_OF_MEMORY = 3;
    private static final Duration START_MAX = Duration.ofSeconds(60);
    private static final int LAST_WORDS_MAX = 2_000;

    /** What a child gets of this process's environment, which may hold secrets. */
    private static final Set<String> ENVIRONMENT =
            Set.of("PATH", "LANG", "LC_ALL", "LC_CTYPE", "TZ");

    private final Process process;
    private final DataOutputStream requests;
    private final CompletableFuture<Void> removal;

    /** One answer at a time is asked for; a child that says more is out of its mind. */
    private final ArrayBlockingQueue<Heard> answers = new ArrayBlockingQueue<>(2);

    private volatile String lastWords = "";
    private int documents;

    /** What was heard of the child. */
    private sealed interface Heard {
        record Said(Frames.Answered answer) implements Heard {}

        /** Its pipe ended. */
        record End() implements Heard {}

        /** What it says makes no sense. */
        record Nonsense() implements Heard {}
    }

    private ParserChild(Process process, Path folder) {
        this.process = process;
        this.removal = process.onExit().thenRun(() -> remove(folder));
        this.requests = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
        Thread.ofPlatform().daemon().name("parser-" + process.pid()).start(this::listen);
        Thread.ofPlatform().daemon().name("parser-errors-" + process.pid()).start(this::overhear);
    }

    /** Starts a process and waits until it is ready. */
    static ParserChild start(ParserSettings settings, Class<?> main)
            throws IOException, InterruptedException {
        Files.createDirectories(settings.temporary());
        Path folder = Files.createTempDirectory(settings.temporary(), "parser-");
        var builder = new ProcessBuilder(command(settings, main, folder));
        builder.environment().keySet().retainAll(ENVIRONMENT);
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            remove(folder);
            throw e;
        }
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
            if (Files.isExecutable(NICE)) {
                // Reading documents takes what searches and answers leave of the cores.
                command.addAll(List.of(NICE.toString(), "-n", "10"));
            }
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.add("-cp");
            command.add(System.getProperty("java.class.path"));
        }
        command.addAll(
                List.of(
                        "-Xmx" + settings.heapMebibytes() + "m",
                        "-Xss1m",
                        "-XX:+ExitOnOutOfMemoryError",
                        // What the machine itself says would stand among answers.
                        "-XX:+DisplayVMOutputToStderr",
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
                        outcome != null && number == documents ? outcome : nonsense();
                case Heard.End _ -> ended();
                case Heard.Nonsense _ -> nonsense();
            };
        } catch (InterruptedException e) {
            kill();
            throw e;
        }
    }

    private ParseOutcome ended() throws InterruptedException {
        if (!process.waitFor(5, TimeUnit.SECONDS)) {
            return nonsense();
        }
        int code = process.exitValue();
        return code == EXIT_OUT_OF_MEMORY
                ? new ParseOutcome.Aborted(
                        ParseOutcome.Limit.MEMORY,
                        "Reading the file took more memory than a parser may have.")
                : new ParseOutcome.Aborted(
                        ParseOutcome.Limit.PARSER_CRASH,
                        "The parser ended while it read the file (exit code " + code + ").");
    }

    private ParseOutcome nonsense() {
        kill();
        return new ParseOutcome.Aborted(
                ParseOutcome.Limit.PARSER_CRASH, "The parser gave an answer that makes no sense.");
    }

    /** Whether it can take a request: it lives and said nothing that it was not asked for. */
    boolean isReady() {
        return process.isAlive() && answers.isEmpty();
    }

    /** Documents that it was given. */
    int documents() {
        return documents;
    }

    /** Ends the process at once; its temporary files are removed after that. */
    void kill() {
        process.destroyForcibly();
    }

    /** Is done when the process has ended and its temporary files are removed. */
    CompletableFuture<Void> removal() {
        return removal;
    }

    private void listen() {
        Heard last = new Heard.Nonsense();
        try (var in = new DataInputStream(new SingleThreadInput(process.getInputStream()))) {
            boolean asked = true;
            while (asked) {
                asked = answers.offer(new Heard.Said(Frames.readOutcome(in)));
            }
        } catch (EOFException e) {
            last = new Heard.End();
        } catch (IOException | RuntimeException e) {
            // Nonsense: whoever waits for the answer ends the process.
        } finally {
            var _ = answers.offer(last); // where it has no room, what is there is one too many
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

    /** Removes a folder with all that is in it, as far as that can be. */
    static void remove(Path folder) {
        if (Files.notExists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException e) {
            // What is left is removed when the next pool starts.
        }
    }
}
