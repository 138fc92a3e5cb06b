package dev.plumbline.bench;

import java.io.IOException;
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
            String state = Files.readString(Path.of("/proc/" + process + "/stat"));
            // The name, in parentheses, may hold anything; proc(5) counts fields from 1.
            String[] fields = state.substring(state.lastIndexOf(')') + 2).split(" ");
            long ticks = Long.parseLong(fields[16 - 3]) + Long.parseLong(fields[17 - 3]);
            return Duration.ofMillis(ticks * 1000 / TICKS_OF_SECOND);
        } catch (IOException e) {
            return Duration.ZERO;
        }
    }
}
