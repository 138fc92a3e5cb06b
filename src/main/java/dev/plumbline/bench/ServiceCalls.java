package dev.plumbline.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.storage.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Calls to the measured service. */
final class ServiceCalls {
    private static final Duration CALL_MAX = Duration.ofMinutes(2);

    private final URI root;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    ServiceCalls(URI root) {
        this.root = root;
    }

    boolean ready() throws InterruptedException {
        try {
            return send(request("/q/health/ready").GET().build()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    JsonNode post(String path, Map<String, ?> body) throws IOException, InterruptedException {
        return fine(
                send(
                        request(path)
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(Json.write(body)))
                                .build()));
    }

    /** Documents that this service has embedded since it started. */
    long embedded() throws IOException, InterruptedException {
        byte[] metrics = send(request("/q/metrics").GET().build()).body();
        return new String(metrics, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith("plumbline_ingest_stage_seconds_count{"))
                .filter(line -> line.contains("stage=\"embed\""))
                .map(line -> line.substring(line.indexOf("} ") + 2).split(" ", 2)[0])
                .mapToLong(value -> (long) Double.parseDouble(value)) // an example may follow it
                .sum();
    }

    /** Uploads files in one request, named by their paths below a folder. */
    void upload(String collection, Path folder, List<Path> files)
            throws IOException, InterruptedException {
        String edge = UUID.randomUUID().toString();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (Path file : files) {
            body.writeBytes(
                    ("--"
                                    + edge
                                    + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\""
                                    + folder.relativize(file).toString().replace("\"", "%22")
                                    + "\"\r\nContent-Type: application/octet-stream\r\n\r\n")
                            .getBytes(StandardCharsets.UTF_8));
            body.writeBytes(Files.readAllBytes(file));
            body.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        body.writeBytes(("--" + edge + "--\r\n").getBytes(StandardCharsets.US_ASCII));
        fine(
                send(
                        request("/api/v1/collections/" + collection + "/documents")
                                .header("Content-Type", "multipart/form-data; boundary=" + edge)
                                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
                                .build()));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(root.resolve(path)).timeout(CALL_MAX);
    }

    private HttpResponse<byte[]> send(HttpRequest request)
            throws IOException, InterruptedException {
        return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    }

    private static JsonNode fine(HttpResponse<byte[]> response) throws IOException {
        if (response.statusCode() >= 300) {
            throw new IOException(
                    response.request().uri()
                            + " was answered by "
                            + response.statusCode()
                            + ": "
                            + new String(response.body(), StandardCharsets.UTF_8));
        }
        return Json.MAPPER.readTree(response.body());
    }
}
