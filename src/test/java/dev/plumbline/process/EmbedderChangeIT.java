package dev.plumbline.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.EmbeddingServer;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Configuration names another embedder, which is down at first and makes longer vectors. */
final class EmbedderChangeIT {
    @TempDir Path folder;

    @Test
    void documentsAreFoundByWordsAtOnceAndByTheOtherEmbeddersVectorsLater() throws Exception {
        Path home = folder.resolve("home");
        String ferry = "The ferry leaves at nine.";
        String id;
        try (EmbeddingServer former = new EmbeddingServer(text -> vector(text, 3));
                ServiceProcess service = ServiceProcess.start(home, settings(former, "former"))) {
            id = service.accepted("a.txt", ferry).path("id").asText();
            service.accepted("b.txt", "A loaf costs two crowns.");
            service.settled();
        }
        try (EmbeddingServer other = new EmbeddingServer(text -> vector(text, 5))) {
            other.down(true);
            try (ServiceProcess service =
                    ServiceProcess.startUnready(home, settings(other, "other"))) {
                assertThat(service.call("GET", "/q/health/ready", null))
                        .extracting(HttpResponse::statusCode)
                        .isEqualTo(503);
                assertThat(service.found("ferry")).containsExactly(id);
                assertThat(service.documents())
                        .extracting(document -> document.path("vectors").asText())
                        .containsOnly("pending");
                other.down(false);
                service.settled();
                assertThat(other.texts()).anyMatch(text -> text.contains(ferry));
                assertThat(nearest(service, "boat")).isEqualTo(id);
                assertThat(service.audit().path("agree").asBoolean()).isTrue();
            }
        }
    }

    private static String nearest(ServiceProcess service, String query) {
        return service.json("POST", "/api/v1/search", Map.of("query", query, "mode", "dense"))
                .at("/hits/0/document_id")
                .asText();
    }

    private static Map<String, String> settings(EmbeddingServer server, String model) {
        return Map.of("PLUMBLINE_EMBEDDER", server.url(), "PLUMBLINE_EMBEDDER_MODEL", model);
    }

    private static List<Double> vector(String text, int length) {
        List<Double> vector = new ArrayList<>();
        vector.add(text.matches("(?is).*\\b(ferry|boat)\\b.*") ? 1.0 : 0.0);
        while (vector.size() < length) {
            vector.add(0.1 * vector.size());
        }
        return vector;
    }
}
