package dev.plumbline.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.Waiting;
import dev.plumbline.storage.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The packaged service, started as the launcher starts it, on a port that was free. */
final class ServiceProcess implements AutoCloseable {
    private static final Path APP = Path.of("target", "quarkus-app").toAbsolutePath();
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String BOUNDARY = "----plumbline";

    private final Process process;
    private final Path log;
    private final Path ready;
    private final String base;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private ServiceProcess(Process process, Path log, Path ready, String base) {
        this.process = process;
        this.log = log;
        this.ready = ready;
        this.base = base;
    }

    static ServiceProcess start(Path home, Map<String, String> environment) {
        return start(home, environment, List.of());
    }

    /**
     * Starts a service and waits until it is ready.
     *
     * @param before what runs it: words before the command, {@code strace} and its options say
     */
    static ServiceProcess start(Path home, Map<String, String> environment, List<String> before) {
        ServiceProcess service = launch(home, environment, before);
        service.await("/q/health/ready");
        service.awaitAnnouncement();
        return service;
    }

    /** Starts a service that may have to wait for something else before it is ready. */
    static ServiceProcess startUnready(Path home, Map<String, String> environment) {
        ServiceProcess service = launch(home, environment, List.of());
        service.await("/q/health/live");
        return service;
    }

    private static ServiceProcess launch(
            Path home, Map<String, String> environment, List<String> before) {
        assertThat(APP).as("the packaged service; these tests run after packaging").exists();
        try {
            int port = freePort();
            Path log = Path.of(home + ".log").toAbsolutePath();
            List<String> command = new ArrayList<>(before);
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(flags());
            command.addAll(
                    List.of("-cp", APP + "/app/*:" + APP + "/lib/main/*:" + APP + "/lib/boot/*"));
            command.addAll(List.of("dev.plumbline.cli.Main", "serve"));
            command.addAll(List.of("--home", home.toString(), "--port", Integer.toString(port)));
            command.add("--json");
            Path ready = Path.of(home + ".ready").toAbsolutePath();
            ProcessBuilder builder =
                    new ProcessBuilder(command)
                            .redirectOutput(ready.toFile())
                            .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().keySet().removeIf(name -> name.startsWith("PLUMBLINE_"));
            builder.environment().putAll(environment);
            return new ServiceProcess(builder.start(), log, ready, "http://127.0.0.1:" + port);
        } catch (IOException e) {
            throw new AssertionError("The service can't be started", e);
        }
    }

    /** What the launcher gives every command. */
    private static List<String> flags() throws IOException {
        Matcher flags =
                Pattern.compile("(?m)^flags=\\((.*)\\)$")
                        .matcher(Files.readString(Path.of("..", "plumbline")));
        assertThat(flags.find()).isTrue();
        return Arrays.asList(flags.group(1).split(" "));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void await(String health) {
        try {
            Waiting.until(health, () -> answers(health) || !process.isAlive(), done -> done);
            assertThat(process.isAlive()).isTrue();
        } catch (AssertionError e) {
            kill();
            throw new AssertionError("The service did not come up; it said:\n" + said(), e);
        }
    }

    /** Standard output says one thing, and says it once the service is ready. */
    private void awaitAnnouncement() {
        String line =
                Waiting.until(
                        "the line that says that the service is ready",
                        () -> {
                            try {
                                return Files.readString(ready);
                            } catch (IOException e) {
                                throw new AssertionError(e);
                            }
                        },
                        said -> said.endsWith("\n"));
        JsonNode announced = Json.read(line, JsonNode.class);
        assertThat(announced.path("url").asText()).isEqualTo(base);
        assertThat(ProcessHandle.of(announced.path("pid").asLong())).isPresent();
    }

    private boolean answers(String health) {
        try {
            return call("GET", health, null).statusCode() == 200;
        } catch (IOException e) {
            return false; // not yet there
        }
    }

    /** All that it and its former runs on this home wrote to its console. */
    String said() {
        try {
            return Files.readString(log, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }

    /** One call with a JSON body, or none. */
    HttpResponse<String> call(String method, String path, @Nullable Object body)
            throws IOException {
        HttpRequest.BodyPublisher publisher =
                body == null
                        ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofString(Json.write(body));
        return send(
                HttpRequest.newBuilder(URI.create(base + path))
                        .header("Content-Type", "application/json")
                        .method(method, publisher));
    }

    /** What a call that must succeed returned. */
    JsonNode json(String method, String path, @Nullable Object body) {
        try {
            HttpResponse<String> response = call(method, path, body);
            assertThat(response.statusCode()).as(response.body()).isBetween(200, 299);
            return Json.MAPPER.readTree(response.body());
        } catch (IOException e) {
            throw new AssertionError(method + " " + path + "; the service said:\n" + said(), e);
        }
    }

    /** Uploads one file into the collection "default". */
    HttpResponse<String> upload(String name, byte[] content) throws IOException {
        byte[] head =
                ("--"
                                + BOUNDARY
                                + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\""
                                + name
                                + "\"\r\nContent-Type: "
                                + (name.endsWith(".txt")
                                        ? "text/plain"
                                        : "application/octet-stream")
                                + "\r\n\r\n")
                        .getBytes(StandardCharsets.UTF_8);
        byte[] tail = ("\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8);
        return send(
                HttpRequest.newBuilder(URI.create(base + "/api/v1/collections/default/documents"))
                        .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                        .POST(
                                HttpRequest.BodyPublishers.ofByteArrays(
                                        List.of(head, content, tail))));
    }

    /** The same for one that must be taken; its receipt. */
    JsonNode accepted(String name, String text) {
        try {
            HttpResponse<String> response = upload(name, text.getBytes(StandardCharsets.UTF_8));
            assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
            return Json.MAPPER.readTree(response.body()).path("documents").path(0);
        } catch (IOException e) {
            throw new AssertionError("Upload of " + name + "; the service said:\n" + said(), e);
        }
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
        try {
            return http.send(
                    request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** All documents of the collection "default". */
    List<JsonNode> documents() {
        List<JsonNode> documents = new ArrayList<>();
        String after = "";
        do {
            JsonNode page =
                    json("GET", "/api/v1/collections/default/documents?limit=1000" + after, null);
            page.path("documents").forEach(documents::add);
            after = page.has("next") ? "&after=" + page.path("next").asText() : "";
        } while (!after.isEmpty());
        return documents;
    }

    /** Waits until no document of the collection is on its way any more. */
    List<JsonNode> settled() {
        return Waiting.until(
                "all documents settled",
                this::documents,
                documents -> documents.stream().noneMatch(ServiceProcess::onItsWay));
    }

    private static boolean onItsWay(JsonNode document) {
        return switch (document.path("status").asText()) {
            case "FAILED", "QUARANTINED" -> false;
            case "SEARCHABLE" -> document.path("vectors").asText().equals("pending");
            default -> true;
        };
    }

    /** The ids of the documents in which a word is found. */
    List<String> found(String word) {
        Map<String, Object> query = Map.of("query", word, "mode", "bm25", "k", 100);
        List<String> found = new ArrayList<>();
        json("POST", "/api/v1/search", query)
                .path("hits")
                .forEach(hit -> found.add(hit.path("document_id").asText()));
        return found;
    }

    /** The report of a comparison of files, log and index. */
    JsonNode audit() {
        String job = json("POST", "/api/v1/audit", null).path("job").asText();
        JsonNode progress =
                Waiting.until(
                        "end of the audit",
                        () -> json("GET", "/api/v1/jobs/" + job, null),
                        seen -> !seen.path("state").asText().equals("running"));
        assertThat(progress.path("state").asText()).as(progress.toString()).isEqualTo("done");
        return progress.path("report");
    }

    long pid() {
        return process.pid();
    }

    /** The processes that it started, and what those started. */
    List<ProcessHandle> children() {
        return process.descendants().toList();
    }

    /** Ends it where it stands, as a loss of power would, and whatever runs it. */
    void kill() {
        List<ProcessHandle> below = children();
        process.destroyForcibly();
        below.forEach(ProcessHandle::destroyForcibly);
        await();
    }

    /** Stops it as an operator does. */
    @Override
    public void close() {
        process.destroy();
        await();
    }

    private void await() {
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
