package dev.plumbline.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.storage.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Sends files, folders and addresses to a running service. */
@Command(
        name = "ingest",
        mixinStandardHelpOptions = true,
        description =
                "Send files, folders (recursively) and URLs to a collection, which is made where it is new.")
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class IngestCommand implements Callable<Integer> {
    @Parameters(paramLabel = "PATH|URL", arity = "1..*", description = "What to send.")
    private List<String> sources;

    @Option(
            names = "--collection",
            paramLabel = "NAME",
            defaultValue = "default",
            description = "The collection (default ${DEFAULT-VALUE}).")
    private String collection;

    @Option(
            names = "--readers",
            split = ",",
            paramLabel = "READER",
            description =
                    "Who may read: user:NAME, group:NAME or everyone (default: the collection's).")
    private @Nullable List<String> readers;

    @Option(
            names = "--prefix",
            paramLabel = "TEXT",
            defaultValue = "",
            description = "Put before each file's name.")
    private String prefix;

    @Option(
            names = "--wait",
            description =
                    "Wait until all is searchable or has failed. Exit code 1 if anything failed, without this option where anything was not taken.")
    private boolean wait;

    @Mixin private Client client;

    @Spec private CommandSpec spec;

    private final Map<String, Integer> changes = new HashMap<>();
    private final Set<String> sent = new HashSet<>();
    private final List<String> failed = new ArrayList<>();
    private final List<String> byWords = new ArrayList<>();

    private record Source(Path file, String name) {}

    @Override
    public Integer call() throws InterruptedException {
        requireCollection();
        List<String> urls =
                sources.stream().filter(source -> source.matches("https?://.*")).toList();
        List<Source> files =
                sources.stream()
                        .filter(source -> !urls.contains(source))
                        .flatMap(this::files)
                        .toList();
        PrintWriter progress = spec.commandLine().getErr();
        int done = 0;
        for (Source file : files) {
            send(file);
            if (++done % 20 == 0 || done == files.size()) {
                progress.println("sent " + done + " of " + files.size() + " files");
            }
        }
        urls.forEach(this::send);
        if (wait) {
            await(progress);
        }
        report();
        return failed.isEmpty() ? 0 : 1;
    }

    private void requireCollection() {
        try {
            client.call("GET", "/api/v1/collections/" + Client.encode(collection), null);
        } catch (Client.CallException e) {
            if (e.status != 404) {
                throw e;
            }
            client.call("POST", "/api/v1/collections", Map.of("name", collection));
        }
    }

    private Stream<Source> files(String source) {
        Path path = Path.of(source);
        if (Files.isRegularFile(path)) {
            return Stream.of(new Source(path, prefix + path.getFileName()));
        }
        if (!Files.isDirectory(path)) {
            throw new UsageException("There is no file or folder " + source + ".");
        }
        try (Stream<Path> found = Files.walk(path)) {
            return found
                    .filter(Files::isRegularFile)
                    .sorted()
                    .map(
                            file ->
                                    new Source(
                                            file,
                                            prefix
                                                    + path.relativize(file)
                                                            .toString()
                                                            .replace('\\', '/')))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The folder " + source + " can't be read: " + e.getMessage(), e);
        }
    }

    private void send(Source source) {
        String edge = UUID.randomUUID().toString();
        String name = source.name().replace("\"", "%22");
        StringBuilder head = new StringBuilder();
        if (readers != null) {
            head.append("--")
                    .append(edge)
                    .append("\r\nContent-Disposition: form-data; name=\"readers\"\r\n\r\n")
                    .append(Json.write(readers))
                    .append("\r\n");
        }
        head.append("--")
                .append(edge)
                .append("\r\nContent-Disposition: form-data; name=\"file\"; filename=\"")
                .append(name)
                .append("\"\r\nContent-Type: application/octet-stream\r\n\r\n");
        byte[] start = head.toString().getBytes(StandardCharsets.UTF_8);
        byte[] end = ("\r\n--" + edge + "--\r\n").getBytes(StandardCharsets.UTF_8);
        HttpRequest request =
                client.request(path())
                        .header("Content-Type", "multipart/form-data; boundary=" + edge)
                        .POST(
                                HttpRequest.BodyPublishers.ofInputStream(
                                        () -> parts(start, source.file(), end)))
                        .build();
        count(source.name(), () -> client.send(request));
    }

    private void send(String url) {
        Map<String, Object> body = new HashMap<>(Map.of("url", url));
        if (readers != null) {
            body.put("readers", readers);
        }
        count(url, () -> client.call("POST", path(), body));
    }

    private static InputStream parts(byte[] start, Path file, byte[] end) {
        try {
            return new SequenceInputStream(
                    Collections.enumeration(
                            List.of(
                                    new ByteArrayInputStream(start),
                                    Files.newInputStream(file),
                                    new ByteArrayInputStream(end))));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The file " + file + " can't be read: " + e.getMessage(), e);
        }
    }

    private interface Call {
        JsonNode run();
    }

    private void count(String name, Call call) {
        try {
            for (JsonNode document : call.run().path("documents")) {
                changes.merge(document.path("change").asText("refused"), 1, Integer::sum);
                sent.add(document.path("id").asText());
            }
        } catch (Client.CallException e) {
            failed.add(name + ": " + e.getMessage());
        }
    }

    private void await(PrintWriter progress) throws InterruptedException {
        long before = -1;
        while (true) {
            ArrayNode documents = DocumentsCommand.all(client, collection);
            long open = 0;
            List<String> bad = new ArrayList<>();
            List<String> found = new ArrayList<>();
            for (JsonNode document : documents) {
                if (sent.contains(document.path("id").asText())) {
                    String status = document.path("status").asText();
                    boolean searchable = status.equals("SEARCHABLE");
                    boolean ended =
                            searchable
                                    ? !document.path("vectors").asText().equals("pending")
                                    : Set.of("FAILED", "QUARANTINED").contains(status);
                    open += ended ? 0 : 1;
                    String reason = document.path("reason").path("message").asText();
                    if (ended && !searchable) {
                        bad.add(document.path("name").asText() + ": " + status + ", " + reason);
                    } else if (ended && !reason.isEmpty()) {
                        found.add(document.path("name").asText() + ": " + reason);
                    }
                }
            }
            if (open != before) {
                progress.println(open + " of " + sent.size() + " documents are on their way");
                before = open;
            }
            if (open == 0) {
                failed.addAll(bad);
                byWords.addAll(found);
                return;
            }
            TimeUnit.MILLISECONDS.sleep(500);
        }
    }

    private void report() {
        PrintWriter out = spec.commandLine().getOut();
        if (client.json) {
            ObjectNode result = Json.MAPPER.createObjectNode();
            changes.forEach(result::put);
            ArrayNode list = result.putArray("failed");
            failed.forEach(list::add);
            ArrayNode words = result.putArray("by_words");
            byWords.forEach(words::add);
            out.println(result);
            return;
        }
        changes.forEach((change, count) -> out.println(change + ": " + count));
        byWords.forEach(document -> out.println("by words only: " + document));
        failed.forEach(failure -> out.println("failed: " + failure));
    }

    private String path() {
        return "/api/v1/collections/" + Client.encode(collection) + "/documents";
    }
}
