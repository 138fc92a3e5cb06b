package dev.plumbline.gateway.worker;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.plumbline.gateway.GeneratorFailure;
import dev.plumbline.inference.kernel.KvLayout;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A worker as a child process: started, watched, and started again after a pause that doubles with
 * each failure in a row. The child ends when this process does, since its standard input then ends.
 */
final class WorkerProcess implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(WorkerProcess.class);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration PAUSE_MAX = Duration.ofMinutes(1);
    private static final int LINES_KEPT = 5;

    private final Path model;
    private final int context;
    private final KvLayout.Type cache;
    private final Path checks;
    private final String key = UUID.randomUUID().toString();
    private final Deque<String> lastWords = new ArrayDeque<>();
    private @Nullable URI address;
    private @Nullable String failure;
    private @Nullable Process process;
    private boolean lost;
    private boolean closed;

    /**
     * Starts a worker for a model.
     *
     * @param context tokens of a sequence at most
     * @param cache elements of its keys and values
     * @param checks where the worker keeps the result of its check at load
     */
    WorkerProcess(Path model, int context, KvLayout.Type cache, Path checks) {
        this.model = model;
        this.checks = checks;
        this.context = context;
        this.cache = cache;
        Thread.ofPlatform().daemon().name("worker-watch").start(this::watch);
    }

    /** What callers send as bearer token. */
    String key() {
        return key;
    }

    /** The id of the process; empty while there is none. */
    synchronized Optional<Long> pid() {
        return Optional.ofNullable(process).filter(Process::isAlive).map(Process::pid);
    }

    /**
     * Where the worker listens, waiting for it as long as given.
     *
     * @throws GeneratorFailure where it is not up by then, or could not be started the last time
     */
    synchronized URI address(Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            URI ready = address;
            if (ready != null) {
                return ready;
            }
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0 || closed || failure != null) {
                throw new GeneratorFailure(
                        GeneratorFailure.Code.UNREACHABLE,
                        "The worker of "
                                + model.getFileName()
                                + (failure == null ? " is not up yet." : " failed: " + failure),
                        null);
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new GeneratorFailure(
                        GeneratorFailure.Code.UNREACHABLE, "Waiting was interrupted.", e);
            }
        }
    }

    private void watch() {
        Duration pause = PAUSE;
        while (!isClosed()) {
            long started = System.nanoTime();
            try {
                runOnce();
            } catch (IOException e) {
                note("it could not be started: " + e.getMessage());
                ended();
            }
            boolean longLived =
                    Duration.ofNanos(System.nanoTime() - started).compareTo(PAUSE_MAX) > 0;
            pause = longLived ? PAUSE : min(pause.multipliedBy(2), PAUSE_MAX);
            if (!isClosed()) {
                LOG.warnf(
                        "The worker of %s ended; it starts again in %d ms",
                        model.getFileName(), pause.toMillis());
                sleep(pause);
            }
        }
    }

    /** Runs one process until it ends. */
    private void runOnce() throws IOException {
        ProcessBuilder command =
                new ProcessBuilder(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--add-modules=jdk.incubator.vector",
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow",
                                "-XX:-UsePerfData",
                                "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
                                "-cp",
                                System.getProperty("java.class.path"),
                                "dev.plumbline.cli.Main",
                                "worker",
                                "--child",
                                "--json",
                                "--context",
                                Integer.toString(context),
                                "--cache",
                                cache.name().toLowerCase(Locale.ROOT),
                                "--checks",
                                checks.toString(),
                                "--model",
                                model.toString()));
        command.environment().put("PLUMBLINE_WORKER_KEY", key);
        Process child = command.start();
        begun(child);
        Thread messages = Thread.ofVirtual().start(() -> drain(child));
        try (BufferedReader out =
                new BufferedReader(
                        new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.startsWith("{")) {
                    ready(URI.create(new JsonMapper().readTree(line).path("url").asText()));
                }
            }
            child.waitFor();
            messages.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            child.destroyForcibly();
            ended();
        }
    }

    private void drain(Process child) {
        try (BufferedReader errors =
                new BufferedReader(
                        new InputStreamReader(child.getErrorStream(), StandardCharsets.UTF_8))) {
            for (String line = errors.readLine(); line != null; line = errors.readLine()) {
                if (!line.isBlank() && !line.startsWith("WARNING: Using incubator modules")) {
                    note(line.strip());
                    LOG.debugf("worker: %s", line);
                }
            }
        } catch (IOException e) {
            LOG.debugf("The worker's messages ended: %s", e.getMessage());
        }
    }

    private synchronized void note(String line) {
        lastWords.addLast(line);
        if (lastWords.size() > LINES_KEPT) {
            lastWords.removeFirst();
        }
    }

    private synchronized void begun(Process child) {
        process = child;
        lastWords.clear();
        if (closed) {
            child.destroyForcibly();
        }
    }

    private synchronized void ready(URI at) {
        address = at;
        failure = null;
        notifyAll();
    }

    private synchronized void ended() {
        if (address == null && !lost) {
            failure = lastWords.isEmpty() ? "it ended at once" : String.join(" ", lastWords);
        }
        address = null;
        lost = false;
        notifyAll();
    }

    /** Gives a worker up that does not answer at this address; another one takes its place. */
    synchronized void lost(URI at) {
        if (at.equals(address)) {
            address = null;
            lost = true;
            if (process != null) {
                process.destroyForcibly();
            }
        }
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    private static void sleep(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (process != null) {
            process.destroy();
        }
        notifyAll();
    }
}
