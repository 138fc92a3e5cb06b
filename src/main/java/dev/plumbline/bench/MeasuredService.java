package dev.plumbline.bench;

import dev.plumbline.storage.Home;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A service in a process of its own, started as this process was, on a port that was free. */
final class MeasuredService implements AutoCloseable {
    private static final Duration READY_MAX = Duration.ofMinutes(20);
    private static final Duration STOP_MAX = Duration.ofSeconds(30);
    private static final Duration REST_MAX = Duration.ofMinutes(10);

    /** Processor time of a second in which a service counts as resting. */
    private static final Duration REST = Duration.ofMillis(100);

    private static final int RESTFUL_SECONDS = 3;

    private final Process process;
    private final Home home;
    private final ServiceCalls calls;
    private final Duration startUp;

    private MeasuredService(Process process, Home home, ServiceCalls calls, Duration startUp) {
        this.process = process;
        this.home = home;
        this.calls = calls;
        this.startUp = startUp;
    }

    /** Starts a service and waits until it is ready. Its log goes to {@code HOME/service.log}. */
    static MeasuredService start(Home home, Map<String, String> settings)
            throws IOException, InterruptedException {
        home.create();
        int port = freePort();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of("dev.plumbline.cli.Main", "serve", "--port", "" + port));
        command.addAll(List.of("--home", home.path().toString()));
        Path log = home.path().resolve("service.log");
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().keySet().removeIf(MeasuredService::isSetting);
        builder.environment().putAll(settings);
        long began = System.nanoTime();
        Process process = builder.start();
        ServiceCalls calls = new ServiceCalls(URI.create("http://127.0.0.1:" + port));
        while (!calls.ready()) {
            boolean late = System.nanoTime() - began > READY_MAX.toNanos();
            if (late || !process.isAlive()) {
                process.destroyForcibly();
                throw new IllegalStateException(
                        "The service to be measured did not start; it said:\n" + tail(log));
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        return new MeasuredService(
                process, home, calls, Duration.ofNanos(System.nanoTime() - began));
    }

    /** What the caller's own service is set to is no setting of this one. */
    private static boolean isSetting(String variable) {
        return variable.startsWith("PLUMBLINE_") && !variable.equals("PLUMBLINE_ROOT");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String tail(Path log) throws IOException {
        List<String> lines = Files.readAllLines(log);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
    }

    Home home() {
        return home;
    }

    ServiceCalls calls() {
        return calls;
    }

    /** From the process's start until it was ready. */
    Duration startUp() {
        return startUp;
    }

    long residentMebibytes() {
        return Machine.residentMebibytes(process.pid());
    }

    /**
     * Waits until the service does next to nothing: what a former one left unmerged is merged after
     * the start.
     */
    void awaitRest() throws InterruptedException {
        long began = System.nanoTime();
        int restful = 0;
        while (restful < RESTFUL_SECONDS && System.nanoTime() - began < REST_MAX.toNanos()) {
            Duration before = processorTime();
            TimeUnit.SECONDS.sleep(1);
            restful = processorTime().minus(before).compareTo(REST) < 0 ? restful + 1 : 0;
        }
    }

    /** Processor time that the service has taken so far, without its children. */
    Duration processorTime() {
        return time(process.toHandle());
    }

    /** What of it the compiler took. */
    Duration compilerTime() {
        return Machine.compilerTime(process.pid());
    }

    /** That of the processes that the service started. */
    Duration childrenProcessorTime() {
        return process.descendants()
                .map(MeasuredService::time)
                .reduce(Machine.endedChildrenTime(process.pid()), Duration::plus);
    }

    private static Duration time(ProcessHandle one) {
        return one.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Of the processes that the service started. */
    long childrenResidentMebibytes() {
        return process.descendants()
                .mapToLong(child -> Machine.residentMebibytes(child.pid()))
                .sum();
    }

    /** Stops the service as an operator does, or by force where that takes too long. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the service where it stands, and its children with it. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }
}
