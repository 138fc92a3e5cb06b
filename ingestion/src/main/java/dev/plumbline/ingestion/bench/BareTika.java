package dev.plumbline.ingestion.bench;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Tika alone, in processes of the size that a {@code ParserPool} gives its own: the figure that
 * reading files is compared with. The processes share one queue of files and do nothing with the
 * text.
 */
public final class BareTika implements AutoCloseable {
    private final List<Child> children = new ArrayList<>();
    private final ExecutorService threads;

    private record Child(Process process, BufferedWriter requests, BufferedReader answers) {
        /** Characters that Tika read; -1 where it failed. */
        long parse(Path file) {
            try {
                requests.write(file.toString());
                requests.newLine();
                requests.flush();
                String answer = answers.readLine();
                if (answer == null) {
                    throw new IOException("the process ended");
                }
                return Long.parseLong(answer);
            } catch (IOException e) {
                throw new UncheckedIOException(
                        "Tika ended while it read " + file + ": " + e.getMessage(), e);
            }
        }
    }

    /** Starts the processes. */
    public BareTika(int processes, int heapMebibytes) throws IOException {
        threads = Executors.newFixedThreadPool(processes);
        for (int i = 0; i < processes; i++) {
            Process process =
                    new ProcessBuilder(
                                    Path.of(System.getProperty("java.home"), "bin", "java")
                                            .toString(),
                                    "-cp",
                                    System.getProperty("java.class.path"),
                                    "-Xmx" + heapMebibytes + "m",
                                    "-Xss1m",
                                    "-XX:+UseSerialGC",
                                    "-XX:-UsePerfData",
                                    "-Djava.awt.headless=true",
                                    "-Dfile.encoding=UTF-8",
                                    BareTikaMain.class.getName())
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            children.add(
                    new Child(
                            process,
                            process.outputWriter(StandardCharsets.UTF_8),
                            process.inputReader(StandardCharsets.UTF_8)));
        }
    }

    /** Reads all files; by their order the characters of each, -1 where Tika fails. */
    public List<Long> parse(List<Path> files) {
        Long[] characters = new Long[files.size()];
        Queue<Integer> open = new ConcurrentLinkedQueue<>();
        for (int i = 0; i < characters.length; i++) {
            open.add(i);
        }
        List<CompletableFuture<Void>> running =
                children.stream()
                        .map(
                                child ->
                                        CompletableFuture.runAsync(
                                                () -> work(child, files, open, characters),
                                                threads))
                        .toList();
        try {
            running.forEach(CompletableFuture::join);
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
        return List.of(characters);
    }

    /** Processor time that the processes have taken so far. */
    public Duration processorTime() {
        return children.stream()
                .map(child -> child.process().info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }

    private static void work(
            Child child, List<Path> files, Queue<Integer> open, Long[] characters) {
        for (Integer next = open.poll(); next != null; next = open.poll()) {
            characters[next] = child.parse(files.get(next));
        }
    }

    @Override
    public void close() {
        children.forEach(child -> child.process().destroyForcibly());
        threads.shutdown();
    }
}
