package dev.plumbline.gateway;

import static dev.plumbline.Corpus.collection;
import static dev.plumbline.Corpus.json;
import static dev.plumbline.Corpus.searchable;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import dev.plumbline.EmbeddingServer;
import dev.plumbline.OwnHome;
import dev.plumbline.Waiting;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Vectors of an OpenAI-compatible server that configuration names, and that is down at first. */
@QuarkusTest
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@QuarkusTestResource(value = OwnHome.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(
        value = EmbedderByConfigurationTest.ByTopic.class,
        restrictToAnnotatedClass = true)
final class EmbedderByConfigurationTest {
    private static final String STATUS = "checks.find { it.name == 'embedder' }.status";

    /**
     * Knows ships, bread and nothing else, so that "boat" is near "ferry", which shares no word
     * with it.
     */
    public static final class ByTopic implements QuarkusTestResourceLifecycleManager {
        static final EmbeddingServer SERVER = new EmbeddingServer(ByTopic::vector);

        @Override
        public Map<String, String> start() {
            SERVER.down(true);
            return Map.of(
                    "plumbline.embedder",
                    SERVER.url(),
                    "plumbline.embedder-model",
                    EmbeddingServer.MODEL,
                    "plumbline.embedder-key",
                    "sesame");
        }

        private static List<Double> vector(String text) {
            double ships = text.matches("(?is).*\\b(ferry|boat)\\b.*") ? 1 : 0;
            double bread = text.matches("(?is).*\\b(loaf|bread)\\b.*") ? 1 : 0;
            return List.of(ships, bread, 0.1);
        }

        @Override
        public void stop() {
            SERVER.close();
        }
    }

    @Test
    @Order(1)
    void documentIsFoundByWordsWhileTheServerIsDownAndByVectorsLater() throws Exception {
        given().get("/q/health/ready").then().statusCode(503).body(STATUS, equalTo("DOWN"));
        json(Map.of("name", "later")).post("/api/v1/collections").then().statusCode(201);
        String id =
                json(Map.of("title", "c", "text", "The night ferry sails on Sundays."))
                        .post("/api/v1/collections/later/documents")
                        .path("documents[0].id");
        Waiting.until("words", () -> document(id), seen -> seen.get("status").equals("SEARCHABLE"));
        assertThat(found("later", "Sundays", "bm25")).containsExactly(id);
        assertUnavailable("/api/v1/search", Map.of("collection", "later", "query", "boat"));
        assertUnavailable("/api/v1/answers", Map.of("collection", "later", "question", "When?"));
        ByTopic.SERVER.down(false);
        Waiting.searchable(id, () -> document(id));
        assertThat(found("later", "boat", "dense")).containsExactly(id);
        given().get("/q/health/ready").then().statusCode(200);
    }

    @Test
    @Order(2)
    void serverThatGoesDownLaterLeavesTheServiceReady() {
        ByTopic.SERVER.down(true);
        try {
            given().get("/q/health/ready").then().statusCode(200);
            given().get("/q/health/well").then().statusCode(503).body(STATUS, equalTo("DOWN"));
        } finally {
            ByTopic.SERVER.down(false);
        }
        given().get("/q/health/well").then().statusCode(200);
    }

    private static void assertUnavailable(String path, Map<String, ?> body) {
        json(body)
                .post(path)
                .then()
                .statusCode(503)
                .contentType("application/problem+json")
                .header("Retry-After", notNullValue());
    }

    @Test
    @Order(3)
    void vectorsOfPassagesAndQuestionsComeFromTheServer() {
        String ferry = collection("topics", "a.txt", "The ferry leaves at nine o'clock.");
        String loaf = searchable("topics", "b.txt", "A loaf costs two crowns.");
        assertThat(found("topics", "boat", "dense")).startsWith(ferry);
        assertThat(found("topics", "bread", "dense")).startsWith(loaf);
        assertThat(found("topics", "boat", "bm25")).isEmpty();
        assertThat(ByTopic.SERVER.models()).isNotEmpty().allMatch(EmbeddingServer.MODEL::equals);
        assertThat(ByTopic.SERVER.keys()).allMatch("Bearer sesame"::equals);
    }

    @Test
    @Order(4)
    void refusedDocumentSaysWhyIsFoundByWordsAndIsTriedAgainByHand() {
        ByTopic.SERVER.refuse(400, text -> text.contains("Verboten"));
        try {
            json(Map.of("name", "refused")).post("/api/v1/collections").then().statusCode(201);
            String id =
                    json(Map.of("title", "r", "text", "Verboten is the ferry."))
                            .post("/api/v1/collections/refused/documents")
                            .path("documents[0].id");
            String other = searchable("refused", "d.txt", "The boat is allowed.");
            JsonPath seen =
                    Waiting.until(
                            "reason",
                            () -> document("refused", id),
                            record -> record.get("reason") != null);
            assertThat(ByTopic.SERVER.refused()).hasSize(3);
            assertThat(seen.getString("status")).isEqualTo("SEARCHABLE");
            assertThat(seen.getString("vectors")).isEqualTo("none");
            assertThat(seen.getString("reason.code")).isEqualTo("embedder_rejected");
            assertThat(seen.getString("reason.message"))
                    .contains("refuses passage 1 of 1 (status 400")
                    .contains("found by its words");
            assertThat(found("refused", "Verboten", "bm25")).containsExactly(id);
            assertThat(found("refused", "boat", "dense")).containsExactly(other);
            ByTopic.SERVER.refuse(400, text -> false);
            given().post("/api/v1/collections/refused/documents/{id}/retry", id)
                    .then()
                    .statusCode(202);
            Waiting.searchable(id, () -> document("refused", id));
            assertThat(document("refused", id).<Object>get("reason")).isNull();
            assertThat(found("refused", "boat", "dense")).containsExactlyInAnyOrder(id, other);
        } finally {
            ByTopic.SERVER.refuse(400, text -> false);
        }
    }

    @Test
    @Order(5)
    void refusedQuestionIsTheAskersToChange() {
        json(Map.of("name", "asked")).post("/api/v1/collections").then().statusCode(201);
        String id = searchable("asked", "e.txt", "The Endless ferry.");
        ByTopic.SERVER.refuse(413, text -> text.contains("Endless"));
        try {
            assertRefused("/api/v1/search", Map.of("collection", "asked", "query", "Endless?"));
            assertRefused("/api/v1/answers", Map.of("collection", "asked", "question", "Endless?"));
            assertThat(found("asked", "Endless", "bm25")).containsExactly(id);
        } finally {
            ByTopic.SERVER.refuse(413, text -> false);
        }
    }

    private static void assertRefused(String path, Map<String, ?> body) {
        json(body)
                .post(path)
                .then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("code", equalTo("embedder_rejected"));
    }

    private static JsonPath document(String id) {
        return document("later", id);
    }

    private static JsonPath document(String collection, String id) {
        return given().get("/api/v1/collections/{c}/documents/{id}", collection, id).jsonPath();
    }

    private static List<String> found(String collection, String query, String mode) {
        return json(Map.of("collection", collection, "query", query, "mode", mode))
                .post("/api/v1/search")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("hits.document_id");
    }
}
