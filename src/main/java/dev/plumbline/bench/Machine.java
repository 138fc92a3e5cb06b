package dev.plumbline.bench;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What the system tells of the machine and of processes on it; Linux tells most. */
public final class Machine {
    /** Linux's unit of times of processes, the same on all machines. */
    private static final long TICKS_OF_SECOND = 100;

    private Machine() {}

    /** The processor's name and its vector instructions, where the system tells. */
    public static String processor() throws IOException {
        Path info = Path.of("/proc/cpuinfo");
        if (!Files.isReadable(info)) {
            return System.getProperty("os.arch", "");
        }
        List<String> parts = new ArrayList<>();
        try (Stream<String> lines = Files.lines(info)) {
            for (String line : lines.takeWhile(one -> !one.isBlank()).toList()) {
                String value = line.substring(line.indexOf(':') + 1).strip();
                if (line.startsWith("model name")) {
                    parts.add(value);
                } else if (line.startsWith("flags")) {
                    Stream.of(value.split(" "))
                            .filter(
                                    flag ->
                                            flag.startsWith("avx")
                                                    || flag.equals("fma")
                                                    || flag.equals("f16c"))
                            .forEach(parts::add);
                }
            }
        }
        return String.join(" ", parts);
    }

    /** Resident memory of a process in MiB; 0 where the system does not tell. */
    static long residentMebibytes(long process) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + process + "/status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }

    /**
     * Processor time of a process's children that have ended; none where the system does not tell.
     */
    static Duration endedChildrenTime(long process) {
        try {
            return ticks(Files.readString(Path.of("/proc/" + process + "/stat")), 16);
        } catch (IOException e) {
            return Duration.ZERO;
        }
    }

    /**
     * Processor time of the threads that compile in a process of Java's; none where the system does
     * not tell.
     */
    static Duration compilerTime(long process) {
        Duration sum = Duration.ZERO;
        try (DirectoryStream<Path> threads =
                Files.newDirectoryStream(Path.of("/proc/" + process + "/task"))) {
            for (Path thread : threads) {
                sum = sum.plus(compilerThreadTime(thread));
            }
        } catch (IOException | DirectoryIteratorException e) {
            return sum; // the process ended
        }
        return sum;
    }

    private static Duration compilerThreadTime(Path thread) {
        try {
            String state = Files.readString(thread.resolve("stat"));
            return state.contains("(C1 Compiler") || state.contains("(C2 Compiler")
                    ? ticks(state, 14)
                    : Duration.ZERO;
        } catch (IOException e) {
            return Duration.ZERO; // the thread ended
        }
    }

    /**
     * The sum of two neighbouring times in a process's or thread's state; proc(5) counts from 1.
     */
    private static Duration ticks(String state, int field) {
        // The name, in parentheses, may hold anything.
        String[] fields = state.substring(state.lastIndexOf(')') + 2).split(" ");
        long ticks = Long.parseLong(fields[field - 3]) + Long.parseLong(fields[field - 2]);
        return Duration.ofMillis(ticks * 1000 / TICKS_OF_SECOND);
    }
}
