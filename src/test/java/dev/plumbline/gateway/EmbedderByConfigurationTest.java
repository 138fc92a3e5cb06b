package dev.plumbline.gateway;

import static dev.plumbline.Corpus.collection;
import static dev.plumbline.Corpus.json;
import static dev.plumbline.Corpus.searchable;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import dev.plumbline.Corpus;
import dev.plumbline.EmbeddingServer;
import dev.plumbline.OwnHome;
import dev.plumbline.Waiting;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.nio.charset.StandardCharsets;
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
    void otherPassagesOfARefusedOneAreFoundByTheirVectors() {
        ByTopic.SERVER.refuse(400, text -> text.contains("Interdit"));
        try {
            json(Map.of("name", "partly")).post("/api/v1/collections").then().statusCode(201);
            String id =
                    send(
                            "partly",
                            "p.md",
                            "# Bread\n\nOne loaf. Interdit.\n\n# Ships\n\nThe ferry.");
            JsonPath seen = settled("partly", id);
            assertThat(seen.getInt("passages")).isEqualTo(2);
            assertThat(seen.getString("vectors")).isEqualTo("ready");
            assertThat(seen.getString("reason.code")).isEqualTo("embedder_rejected");
            assertThat(seen.getString("reason.message"))
                    .contains("refuses passage 1 of 2 (status 400")
                    .endsWith("It is found by its words, and not by its meaning.");
            assertThat(texts("partly", "boat", "dense")).containsExactly("Ships\n\nThe ferry.");
            assertThat(texts("partly", "Interdit", "bm25")).hasSize(1);
            assertAuditAgrees();

            int before = ByTopic.SERVER.asked().size();
            Waiting.job(json(Map.of("collection", "partly")).post("/api/v1/reindex").path("job"));
            assertThat(settled("partly", id).getString("reason.message"))
                    .contains("refuses passage 1 of 2");
            assertThat(texts("partly", "boat", "dense")).hasSize(1);
            assertThat(ByTopic.SERVER.asked()).hasSize(before + 1); // the question
            assertAuditAgrees();

            ByTopic.SERVER.refuse(400, text -> false);
            int known = ByTopic.SERVER.texts().size();
            given().post("/api/v1/collections/partly/documents/{id}/retry", id)
                    .then()
                    .statusCode(202);
            Waiting.until(
                    "whole",
                    () -> document("partly", id),
                    now -> now.get("reason") == null && "ready".equals(now.get("vectors")));
            assertThat(ByTopic.SERVER.texts()).hasSize(known + 1);
            assertThat(texts("partly", "bread", "dense")).hasSize(2);
            assertAuditAgrees();
        } finally {
            ByTopic.SERVER.refuse(400, text -> false);
        }
    }

    @Test
    @Order(6)
    void textOnWhichTheServerAlwaysFailsDoesNotWaitForEver() {
        ByTopic.SERVER.refuse(500, text -> text.contains("Crash"));
        try {
            json(Map.of("name", "crash")).post("/api/v1/collections").then().statusCode(201);
            String id = send("crash", "c.md", "# Bread\n\nCrash.\n\n# Ships\n\nThe ferry.");
            assertThat(settled("crash", id).getString("reason.message"))
                    .contains("refuses passage 1 of 2 (status 500");
            assertThat(texts("crash", "boat", "dense")).containsExactly("Ships\n\nThe ferry.");
            assertRefused("/api/v1/search", Map.of("collection", "crash", "query", "Crash?"));
        } finally {
            ByTopic.SERVER.refuse(400, text -> false);
        }
    }

    private static String send(String collection, String name, String text) {
        return Corpus.send(collection, name, text.getBytes(StandardCharsets.UTF_8), Map.of())
                .getString("documents[0].id");
    }

    private static JsonPath settled(String collection, String id) {
        return Waiting.until(
                "vectors",
                () -> document(collection, id),
                seen ->
                        "SEARCHABLE".equals(seen.get("status"))
                                && !"pending".equals(seen.get("vectors")));
    }

    private static void assertAuditAgrees() {
        String job = given().post("/api/v1/audit").then().statusCode(202).extract().path("job");
        assertThat(Waiting.job(job).getBoolean("report.agree")).isTrue();
    }

    @Test
    @Order(7)
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

    @Test
    @Order(8)
    void questionThatIsTooLongIsTheAskersToChangeInOpenAisShapeToo() {
        searchable("asked", "e.txt", "The Endless ferry.");
        ByTopic.SERVER.refuse(413, text -> text.contains("Endless"));
        try {
            for (boolean stream : List.of(false, true)) {
                json(Map.of(
                                "model",
                                "plumbline/asked",
                                "stream",
                                stream,
                                "messages",
                                List.of(Map.of("role", "user", "content", "Endless?"))))
                        .post("/v1/chat/completions")
                        .then()
                        .statusCode(stream ? 200 : 422)
                        .body(containsString("\"code\":\"embedder_rejected\""));
            }
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
        return hits(collection, query, mode).getList("hits.document_id");
    }

    private static List<String> texts(String collection, String query, String mode) {
        return hits(collection, query, mode).getList("hits.text");
    }

    private static JsonPath hits(String collection, String query, String mode) {
        return json(Map.of("collection", collection, "query", query, "mode", mode))
                .post("/api/v1/search")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}
