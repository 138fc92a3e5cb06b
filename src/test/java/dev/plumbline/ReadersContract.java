package dev.plumbline;

import static dev.plumbline.People.as;
import static dev.plumbline.People.found;
import static dev.plumbline.People.note;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What a principal may not read is not there for it, in either leg of search and at every address,
 * whatever the database.
 */
@SuppressWarnings("NullAway.Init") // injected before the tests
abstract class ReadersContract {
    @Inject KeyTable keys;

    @BeforeEach
    void makeKeys() {
        People.makeKeys(keys);
    }

    @Test
    void documentIsFoundByItsReadersAlone() {
        String id = note("granite", List.of("group:g"));
        for (String mode : List.of("bm25", "dense", "hybrid")) {
            assertThat(found("alice", "granite", mode)).as(mode).contains(id);
            assertThat(found("bob", "granite", mode)).as(mode).contains(id);
            assertThat(found("carol", "granite", mode)).as(mode).doesNotContain(id);
        }
        as("eve")
                .body(Map.of("collection", "notes", "query", "granite"))
                .post("/api/v1/search")
                .then()
                .statusCode(404);
        as("carol").get("/api/v1/collections/notes/documents/{id}", id).then().statusCode(404);
        as("carol").get("/api/v1/collections/notes/documents/{id}/text", id).then().statusCode(404);
        as("carol").delete("/api/v1/collections/notes/documents/{id}", id).then().statusCode(404);
        as("bob").delete("/api/v1/collections/notes/documents/{id}", id).then().statusCode(403);
    }

    @Test
    void listsAndCountsAreOfWhatMayBeRead() {
        String id = note("gravel", List.of("group:g"));
        for (String person : List.of("alice", "bob", "carol")) {
            List<String> listed =
                    as(person)
                            .queryParam("limit", 1000)
                            .get("/api/v1/collections/notes/documents")
                            .jsonPath()
                            .getList("documents.id");
            JsonPath collection = as(person).get("/api/v1/collections/notes").jsonPath();
            assertThat(listed.contains(id)).as(person).isEqualTo(!person.equals("carol"));
            assertThat(collection.getInt("documents")).as(person).isEqualTo(listed.size());
            assertThat(collection.getInt("passages")).as(person).isEqualTo(listed.size());
        }
    }

    @Test
    void changeOfReadersIsInForceOnReturn() {
        String id = note("lantern", List.of("group:g"));
        as("alice")
                .body(Map.of("readers", List.of("user:carol")))
                .patch("/api/v1/collections/notes/documents/{id}", id)
                .then()
                .statusCode(200);
        for (String mode : List.of("bm25", "dense")) {
            assertThat(found("bob", "lantern", mode)).as(mode).doesNotContain(id);
            assertThat(found("carol", "lantern", mode)).as(mode).contains(id);
        }
    }

    @Test
    void answersBelongToWhoAskedAndHideWhatIsNoLongerRead() {
        String id = note("anvil", List.of("group:g"));
        String conversation =
                as("bob")
                        .body(Map.of("collection", "notes"))
                        .post("/api/v1/conversations")
                        .path("id");
        JsonPath answer =
                as("bob")
                        .body(
                                Map.of(
                                        "question",
                                        "What is the price of anvil?",
                                        "conversation_id",
                                        conversation))
                        .post("/api/v1/answers")
                        .jsonPath();
        assertThat(answer.getString("answer")).contains("12 crowns");
        String address = "/api/v1/answers/" + answer.getString("id");
        for (String other : List.of("alice", "carol", "eve")) {
            as(other).get(address).then().statusCode(404);
            as(other).get(address + "/receipt").then().statusCode(404);
            as(other).post(address + "/replay").then().statusCode(404);
            as(other).get("/api/v1/conversations/" + conversation).then().statusCode(404);
            as(other)
                    .body(Map.of("question", "Why?", "conversation_id", conversation))
                    .post("/api/v1/answers")
                    .then()
                    .statusCode(404);
        }
        as("alice")
                .body(Map.of("readers", List.of()))
                .patch("/api/v1/collections/notes/documents/{id}", id)
                .then()
                .statusCode(200);
        for (String seen :
                List.of(address, address + "/receipt", "/api/v1/conversations/" + conversation)) {
            assertThat(as("bob").get(seen).asString())
                    .as(seen)
                    .doesNotContain("12 crowns")
                    .doesNotContain(id);
        }
        assertThat(as("bob").post(address + "/replay").jsonPath().getBoolean("same")).isFalse();
    }

    @Test
    void agentsAndModelsSeeWhatTheKeysOwnerMaySee() {
        note("beacon", List.of("group:g"));
        assertThat(toolCall("bob")).contains("12 crowns");
        assertThat(toolCall("carol")).doesNotContain("12 crowns").contains("hits");
        assertThat(as("eve").get("/v1/models").jsonPath().getList("data.id"))
                .doesNotContain("plumbline/notes");
    }

    private static String toolCall(String person) {
        String accept = "application/json, text/event-stream";
        var hello =
                as(person)
                        .accept(accept)
                        .body(
                                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"2025-06-18\",\"capabilities\":{},\"clientInfo\":{\"name\":\"t\",\"version\":\"1\"}}}")
                        .post("/mcp");
        return as(person)
                .accept(accept)
                .header("Mcp-Session-Id", hello.header("Mcp-Session-Id"))
                .body(
                        "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/call\",\"params\":{\"name\":\"search\",\"arguments\":{\"query\":\"price of beacon\",\"collection\":\"notes\"}}}")
                .post("/mcp")
                .asString();
    }

    @Test
    void callWithoutKeyIsRefusedEverywhereButHealth() {
        for (String address : List.of("/api/v1/collections", "/openapi", "/q/metrics", "/mcp")) {
            given().get(address).then().statusCode(401);
        }
        as("alice").get("/q/metrics").then().statusCode(403);
        given().get("/q/health/live").then().statusCode(200);
    }
}
