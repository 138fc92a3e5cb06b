package dev.plumbline.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.EmbeddingServer;
import dev.plumbline.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the service asks of the operating system before it promises anything. Needs strace. */
final class SystemCallIT {
    private static final Pattern ARTIFACT_PLACED =
            Pattern.compile(
                    ".*\"(?<file>[^\"]*/tmp/[^\"]+\\.part)\".*\"[^\"]*(?<folder>/home/artifacts/(?<kind>[a-z]+)/..)/[^\"]*\".*");

    @TempDir Path folder;

    @Test
    void whatIsAcknowledgedIsSyncedBefore() throws Exception {
        Path home = folder.resolve("home");
        Path trace = folder.resolve("trace");
        try (EmbeddingServer embedder = new EmbeddingServer(text -> List.of(1.0, 0.5, 0.25));
                ServiceProcess service =
                        ServiceProcess.start(
                                home,
                                Map.of("PLUMBLINE_EMBEDDER", embedder.url()),
                                SystemCalls.recorder(trace))) {
            for (String text : List.of("The first.", "The second.", "The first, revised.")) {
                service.accepted(text.contains("first") ? "one.txt" : "two.txt", text);
                service.settled();
            }
            service.json("POST", "/api/v1/collections", Map.of("name", "other"));
        }
        SystemCalls recorded = read(trace);
        List<List<SystemCalls.Call>> uploads = recorded.before(202);
        assertThat(uploads).hasSize(3).allSatisfy(SystemCallIT::syncsBlobThenDatabase);
        syncsArtifactsThenDatabase(recorded.calls());
        assertThat(recorded.before(201))
                .hasSize(1)
                .allSatisfy(calls -> assertThat(calls).anyMatch(SystemCallIT::syncsDatabase));
        assertThat(recorded.calls())
                .as("connections to other machines")
                .noneMatch(
                        call ->
                                call.name().equals("connect")
                                        && call.arguments().contains("sa_family=AF_INET")
                                        && !call.arguments().contains("\"127.")
                                        && !call.arguments().contains("\"::1\"")
                                        && !call.arguments().contains("\"::ffff:127."));
    }

    private static boolean syncsDatabase(SystemCalls.Call call) {
        return call.syncs() && call.arguments().contains("/plumbline.db-wal>");
    }

    private static void syncsBlobThenDatabase(List<SystemCalls.Call> calls) {
        int content =
                first(calls, 0, call -> call.syncs() && call.arguments().contains("/tmp/uploads/"));
        int placed =
                first(
                        calls,
                        content,
                        call -> call.renames() && call.arguments().contains("/home/blobs/"));
        int listed =
                first(
                        calls,
                        placed,
                        call -> call.syncs() && call.arguments().matches(".*/home/blobs/..>"));
        first(calls, listed, SystemCallIT::syncsDatabase);
    }

    /** What a published revision refers to is on the disk before the database says so. */
    private static void syncsArtifactsThenDatabase(List<SystemCalls.Call> calls) {
        Set<String> kinds = new TreeSet<>();
        for (int placed = 0; placed < calls.size(); placed++) {
            Matcher move = ARTIFACT_PLACED.matcher(calls.get(placed).arguments());
            if (calls.get(placed).renames() && move.matches()) {
                kinds.add(move.group("kind"));
                String file = move.group("file");
                String folder = move.group("folder");
                assertThat(calls.subList(0, placed))
                        .as("sync of " + file)
                        .anyMatch(call -> call.syncs() && call.arguments().contains(file));
                int listed =
                        first(
                                calls,
                                placed,
                                call -> call.syncs() && call.arguments().endsWith(folder + ">"));
                first(calls, listed, SystemCallIT::syncsDatabase);
            }
        }
        assertThat(kinds).containsExactly("parsed", "passages", "text", "vectors");
    }

    private static int first(
            List<SystemCalls.Call> calls, int from, Predicate<SystemCalls.Call> wanted) {
        for (int i = from; i < calls.size(); i++) {
            if (wanted.test(calls.get(i))) {
                return i + 1;
            }
        }
        throw new AssertionError("Not found from call " + from + " on: " + calls);
    }

    /** The whole record, which the recorder ends soon after the service did. */
    private static SystemCalls read(Path trace) throws IOException {
        for (int i = 0; i < 600; i++) {
            List<String> lines =
                    Files.readAllLines(trace, java.nio.charset.StandardCharsets.ISO_8859_1);
            String main = lines.getFirst().split(" ", 2)[0];
            if (lines.stream().anyMatch(line -> line.matches(main + " +\\+\\+\\+ .*"))) {
                return SystemCalls.read(trace);
            }
            Waiting.pause();
        }
        throw new AssertionError("strace did not end its record");
    }
}
