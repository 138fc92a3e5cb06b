package dev.plumbline.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What strace recorded of a service, in the order in which the calls ended (writes: began, since
 * their reader may go on from there).
 */
record SystemCalls(List<Call> calls) {
    private static final Pattern WHOLE = Pattern.compile("(\\d+) +(\\w+)\\((.*)\\) += (-?\\w+).*");
    private static final Pattern BEGUN =
            Pattern.compile("(\\d+) +(\\w+)\\((.*) <unfinished \\.\\.\\.>");
    private static final Pattern ENDED =
            Pattern.compile("(\\d+) +<\\.\\.\\. (\\w+) resumed>.*\\) += (-?\\w+).*");

    /** One call, as strace shows its arguments: descriptors with their paths. */
    record Call(String name, String arguments) {
        boolean syncs() {
            return name.equals("fsync") || name.equals("fdatasync");
        }

        boolean renames() {
            return name.startsWith("rename");
        }

        /** Whether it sends the beginning of a response with this status. */
        boolean responds(int status) {
            return arguments.contains("\"HTTP/1.1 " + status + " ");
        }
    }

    /**
     * What runs a command so that it is recorded; the command's process stays the parent's child.
     */
    static List<String> recorder(Path trace) {
        return List.of(
                "strace",
                "-D",
                "-f",
                "-y",
                "--seccomp-bpf",
                "-s",
                "48",
                "-e",
                "trace=fsync,fdatasync,rename,renameat,renameat2,write,writev,sendto,sendmsg,connect",
                "-o",
                trace.toString());
    }

    static SystemCalls read(Path trace) throws IOException {
        List<Call> calls = new ArrayList<>();
        Map<String, Call> begun = new HashMap<>();
        for (String line : Files.readAllLines(trace, StandardCharsets.ISO_8859_1)) {
            Matcher begins = BEGUN.matcher(line);
            Matcher ends = ENDED.matcher(line);
            Matcher whole = WHOLE.matcher(line);
            if (begins.matches()) {
                Call call = new Call(begins.group(2), begins.group(3));
                if (call.syncs() || call.renames()) {
                    begun.put(begins.group(1), call);
                } else {
                    calls.add(call);
                }
            } else if (ends.matches()) {
                Call call = begun.remove(ends.group(1));
                if (call != null && ends.group(3).equals("0")) {
                    calls.add(call);
                }
            } else if (whole.matches()) {
                Call call = new Call(whole.group(2), whole.group(3));
                if (!call.syncs() && !call.renames() || whole.group(4).equals("0")) {
                    calls.add(call);
                }
            }
        }
        return new SystemCalls(List.copyOf(calls));
    }

    /** By response of this status the calls since the response before it. */
    List<List<Call>> before(int status) {
        List<List<Call>> windows = new ArrayList<>();
        List<Call> window = new ArrayList<>();
        for (Call call : calls) {
            if (call.responds(status)) {
                windows.add(List.copyOf(window));
            }
            if (call.arguments().contains("\"HTTP/1.1 ")) {
                window.clear();
            } else {
                window.add(call);
            }
        }
        return windows;
    }
}
