package dev.plumbline.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.EmbeddingServer;
import dev.plumbline.storage.Json;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A home whose disk gets full: a small file system in memory that only the service sees. Needs
 * Linux and either user namespaces or root.
 */
final class FullDiskIT {
    private static final String SIZE = "220m";
    private static final int BALLAST_BYTES = 24 << 20;

    @TempDir Path folder;

    private final Random random = new Random(3);
    private final Set<String> acknowledged = new TreeSet<>();

    @Test
    void fullDiskIsSaidAndNothingAcknowledgedIsLost() throws Exception {
        Path home = Files.createDirectories(folder.resolve("home"));
        try (EmbeddingServer embedder = new EmbeddingServer(text -> List.of(1.0, 0.5, 0.25));
                ServiceProcess service =
                        ServiceProcess.start(
                                home,
                                Map.of("PLUMBLINE_EMBEDDER", embedder.url()),
                                onSmallDisk(home))) {
            Path inside =
                    Path.of("/proc", Long.toString(service.pid()), "root")
                            .resolve(home.toString().substring(1));
            Path ballast = inside.resolve("ballast");
            Files.write(ballast, new byte[BALLAST_BYTES]);
            service.accepted("kept.txt", "The granary of Skerry holds 900 sacks.");
            acknowledged.add("kept.txt");
            service.settled();

            fill(service, 8 << 20);
            fill(service, 64 << 10);
            assertThat(service.call("GET", "/q/health/live", null).statusCode()).isEqualTo(200);
            assertThat(service.found("granary")).hasSize(1);
            assertThat(names(service.documents())).isEqualTo(acknowledged);

            Files.delete(ballast);
            service.accepted("after.txt", "The windmill of Skerry has six sails.");
            acknowledged.add("after.txt");
            List<JsonNode> documents = service.settled();
            assertThat(names(documents)).isEqualTo(acknowledged);
            assertThat(service.found("windmill")).hasSize(1);
            for (JsonNode document : documents) {
                String address =
                        "/api/v1/collections/default/documents/"
                                + document.path("id").asText()
                                + "/content";
                assertThat(service.call("GET", address, null).statusCode()).isEqualTo(200);
            }
        }
    }

    /** Uploads files of a size until one is refused for want of space. */
    private void fill(ServiceProcess service, int bytes) throws IOException {
        for (int i = 0; i < 400; i++) {
            byte[] content = new byte[bytes];
            random.nextBytes(content);
            String name = "filler-" + bytes + "-" + i + ".bin";
            HttpResponse<String> response = service.upload(name, content);
            if (response.statusCode() != 202) {
                assertThat(response.statusCode()).as(response.body()).isEqualTo(507);
                assertThat(response.headers().firstValue("Content-Type"))
                        .hasValue("application/problem+json");
                JsonNode problem = Json.MAPPER.readTree(response.body());
                assertThat(problem.path("type").asText()).endsWith(":disk_full");
                assertThat(problem.path("detail").asText()).isNotBlank();
                return;
            }
            acknowledged.add(name);
        }
        throw new AssertionError("The disk did not get full");
    }

    private static Set<String> names(List<JsonNode> documents) {
        return documents.stream()
                .map(document -> document.path("name").asText())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> onSmallDisk(Path home) throws Exception {
        String mount = "mount -t tmpfs -o size=" + SIZE + " tmpfs '" + home + "'";
        for (List<String> unshare :
                List.of(List.of("unshare", "-r", "-m"), List.of("unshare", "-m"))) {
            if (runs(concat(unshare, List.of("sh", "-c", mount)))) {
                return concat(unshare, List.of("sh", "-c", mount + " && exec \"$@\"", "sh"));
            }
        }
        throw new AssertionError(
                "No small file system can be mounted: this test needs user namespaces (unshare -r -m) or root.");
    }

    private static boolean runs(List<String> command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
    }

    private static List<String> concat(List<String> one, List<String> other) {
        return java.util.stream.Stream.concat(one.stream(), other.stream()).toList();
    }
}
