package dev.plumbline.answers;

import static dev.plumbline.Corpus.ask;
import static dev.plumbline.Corpus.json;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.Corpus;
import dev.plumbline.OwnHome;
import dev.plumbline.storage.Database;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Answers are kept, explained, replayed, and continued in conversations. */
@QuarkusTest
@QuarkusTestResource(value = OwnHome.class, restrictToAnnotatedClass = true)
@SuppressWarnings("NullAway.Init") // injected before the tests
final class AnswersTest {
    private static final String QUESTION = "Who invented the zorbax valve?";

    @Inject Database database;

    @Test
    void keptAnswerIsTheOneThatWasGiven() {
        Corpus.collection("kept", "valve.txt", Corpus.VALVE);
        JsonPath answer = ask(Map.of("collection", "kept", "question", QUESTION));
        JsonPath again = given().get("/api/v1/answers/{id}", answer.getString("id")).jsonPath();
        assertThat(again.getMap("")).isEqualTo(answer.getMap(""));
    }

    @Test
    void receiptNamesWhatDecided() {
        String document = Corpus.collection("receipt", "valve.txt", Corpus.VALVE);
        String id = ask(Map.of("collection", "receipt", "question", QUESTION)).getString("id");
        JsonPath receipt = given().get("/api/v1/answers/{id}/receipt", id).jsonPath();
        assertThat(receipt.getString("hits[0].document_id")).isEqualTo(document);
        assertThat(receipt.getString("principal.subject")).isEqualTo("owner");
        assertThat(receipt.getString("queries[0].text")).isEqualTo(QUESTION);
        assertThat(receipt.getMap("release_parts")).containsKeys("parser", "embedder", "verifier");
        assertThat(receipt.getDouble("answerability.threshold")).isBetween(0.0, 1.0);
        assertThat(given().get("/api/v1/answers/{id}/receipt", id).asString())
                .doesNotContain("Ada Quill");
    }

    @Test
    void receiptHasTheScoresAndJudgementsThatDecided() {
        json(Map.of("name", "scored")).post("/api/v1/collections").then().statusCode(201);
        given().multiPart("file", "valve.txt", Corpus.VALVE.getBytes(StandardCharsets.UTF_8))
                .multiPart("attributes", "{\"year\": 1871}")
                .post("/api/v1/collections/scored/documents")
                .then()
                .statusCode(202);
        Corpus.searchable("scored", "valve.txt", Corpus.VALVE);
        Map<String, ?> filter = Map.of("year", Map.of("from", 1800));
        JsonPath found =
                json(Map.of("collection", "scored", "query", QUESTION, "k", 20, "filter", filter))
                        .post("/api/v1/search")
                        .jsonPath();
        JsonPath answer =
                ask(Map.of("collection", "scored", "question", QUESTION, "filter", filter));
        JsonPath receipt =
                given().get("/api/v1/answers/{id}/receipt", answer.getString("id")).jsonPath();
        assertThat(receipt.getMap("filter.year")).isEqualTo(Map.of("from", 1800));
        assertThat(found.getList("hits")).isNotEmpty();
        for (String same : List.of("passage_id", "score", "scores")) {
            assertThat(receipt.getList("hits." + same))
                    .as(same)
                    .isEqualTo(found.getList("hits." + same));
        }
        assertThat(receipt.getMap("hits[0].scores")).containsKeys("bm25", "dense");
        assertThat(receipt.getMap("answerability.features")).isNotEmpty();
        assertThat(receipt.getFloat("answerability.confidence"))
                .isEqualTo(answer.getFloat("confidence"));
        assertThat(receipt.getList("sentences.verdict"))
                .isNotEmpty()
                .isEqualTo(answer.getList("sentences.verdict"));
        assertThat(receipt.getDouble("sentences[0].score")).isPositive();
    }

    @Test
    void replayOfAnUnchangedCorpusIsTheSame() {
        Corpus.collection("replay", "valve.txt", Corpus.VALVE);
        String id = ask(Map.of("collection", "replay", "question", QUESTION)).getString("id");
        JsonPath replay =
                given().post("/api/v1/answers/{id}/replay", id).then().extract().jsonPath();
        assertThat(replay.getBoolean("same")).isTrue();
        assertThat(replay.getList("differences")).isEmpty();
    }

    @Test
    void replaySaysWhatANewDocumentChanged() {
        Corpus.collection("changed", "valve.txt", Corpus.VALVE);
        String id = ask(Map.of("collection", "changed", "question", QUESTION)).getString("id");
        Corpus.searchable("changed", "other.txt", "The zorbax valve was invented by Bo Reed.");
        JsonPath replay = given().post("/api/v1/answers/{id}/replay", id).jsonPath();
        assertThat(replay.getList("differences.stage")).contains("retrieval");
    }

    /** The client keeps them: what it told is no part of a receipt. */
    @Test
    void replayOfAChatCompletionSaysThatItsFormerTurnsAreMissing() {
        Corpus.collection("turns", "valve.txt", Corpus.VALVE);
        var messages =
                List.of(
                        Map.of("role", "user", "content", "Who built the mill?"),
                        Map.of("role", "assistant", "content", "Nobody knows."),
                        Map.of("role", "user", "content", QUESTION));
        String id =
                Corpus.json(Map.of("model", "plumbline/turns", "messages", messages))
                        .post("/v1/chat/completions")
                        .jsonPath()
                        .getString("plumbline.answer_id");
        JsonPath replay = given().post("/api/v1/answers/{id}/replay", id).jsonPath();
        assertThat(replay.getBoolean("same")).isTrue();
        assertThat(replay.getList("differences"))
                .containsExactly(
                        Map.of(
                                "stage",
                                "conversation",
                                "what",
                                "former turns",
                                "then",
                                1,
                                "now",
                                0));
    }

    @Test
    void changedThresholdShowsAmongTheDifferences() throws SQLException {
        Corpus.collection("threshold", "valve.txt", Corpus.VALVE);
        String id = ask(Map.of("collection", "threshold", "question", QUESTION)).getString("id");
        String now =
                given().get("/api/v1/answers/{id}/receipt", id)
                        .jsonPath()
                        .getString("settings.threshold");
        try (Connection connection = database.source().getConnection();
                PreparedStatement change =
                        connection.prepareStatement(
                                "update answers set receipt = replace(receipt, ?, ?) where id = ?")) {
            change.setString(1, "\"threshold\":\"" + now + "\"");
            change.setString(2, "\"threshold\":\"0.123\"");
            change.setString(3, id);
            assertThat(change.executeUpdate()).isEqualTo(1);
        }
        JsonPath replay = given().post("/api/v1/answers/{id}/replay", id).jsonPath();
        assertThat(replay.getBoolean("same")).isTrue();
        assertThat(replay.getList("differences"))
                .containsExactly(
                        Map.of(
                                "stage", "settings",
                                "what", "threshold",
                                "then", "0.123",
                                "now", now));
    }

    @Test
    void erasedEvidenceShowsAsANotice() {
        String document = Corpus.collection("erasedquote", "valve.txt", Corpus.VALVE);
        String id = ask(Map.of("collection", "erasedquote", "question", QUESTION)).getString("id");
        given().delete("/api/v1/collections/erasedquote/documents/{id}?now=true", document)
                .then()
                .statusCode(200);
        JsonPath answer = given().get("/api/v1/answers/{id}", id).jsonPath();
        assertThat(answer.getString("answer")).doesNotContain("Quill").contains("no longer");
        assertThat(answer.getString("citations[0].notice")).isNotBlank();
        assertThat(answer.getString("citations[0].quote")).isNull();
        JsonPath replay = given().post("/api/v1/answers/{id}/replay", id).jsonPath();
        assertThat(replay.getBoolean("same")).isFalse();
        assertThat(replay.getList("differences.now").toString()).contains("erased");
        assertThat(given().get("/api/v1/answers/{id}/receipt", id).asString())
                .doesNotContain(document);
    }

    @Test
    void followUpQuestionLeansOnTheConversation() {
        Corpus.collection("talk", "valve.txt", Corpus.VALVE);
        Corpus.searchable("talk", "mill.txt", Corpus.MILL);
        String conversation =
                json(Map.of("collection", "talk"))
                        .post("/api/v1/conversations")
                        .then()
                        .statusCode(201)
                        .extract()
                        .path("id");
        ask(Map.of("conversation_id", conversation, "question", QUESTION));
        JsonPath year =
                ask(Map.of("conversation_id", conversation, "question", "And in which year?"));
        assertThat(year.getString("answer")).contains("1871");
        JsonPath whole = given().get("/api/v1/conversations/{id}", conversation).jsonPath();
        assertThat(whole.getString("title")).isEqualTo(QUESTION);
        assertThat(whole.getList("messages.role"))
                .isEqualTo(List.of("user", "assistant", "user", "assistant"));
        assertThat(whole.getString("messages[3].answer_id")).isEqualTo(year.getString("id"));
        given().delete("/api/v1/conversations/{id}", conversation).then().statusCode(204);
        given().get("/api/v1/answers/{id}", year.getString("id")).then().statusCode(404);
        given().get("/api/v1/conversations/{id}", conversation).then().statusCode(404);
    }

    @Test
    void conversationsAreListedByPages() {
        for (int i = 0; i < 3; i++) {
            json(Map.of("title", "Page " + i)).post("/api/v1/conversations").then().statusCode(201);
        }
        JsonPath first = given().get("/api/v1/conversations?limit=2").jsonPath();
        assertThat(first.getList("conversations")).hasSize(2);
        JsonPath rest =
                given().get("/api/v1/conversations?after=" + first.getString("next")).jsonPath();
        assertThat(rest.getList("conversations.id"))
                .doesNotContainAnyElementsOf(first.getList("conversations.id"))
                .isNotEmpty();
    }

    @Test
    void streamTellsTheAnswerInPieces() {
        Corpus.collection("streamed", "valve.txt", Corpus.VALVE);
        String events =
                given().contentType("application/json")
                        .accept("text/event-stream")
                        .body(Map.of("collection", "streamed", "question", QUESTION))
                        .post("/api/v1/answers")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString();
        List<String> names = events.lines().filter(line -> line.startsWith("event:")).toList();
        assertThat(names).first().asString().contains("evidence");
        assertThat(names).last().asString().contains("done");
        StringBuilder text = new StringBuilder();
        String event = "";
        String done = "";
        for (String line : events.lines().toList()) {
            if (line.startsWith("event:")) {
                event = line.substring(6).strip();
            } else if (line.startsWith("data:")) {
                JsonPath data = JsonPath.from(line.substring(5));
                text.append(event.equals("delta") ? data.getString("text") : "");
                done = event.equals("done") ? data.getString("answer") : done;
            }
        }
        assertThat(text.toString()).isEqualTo(done).contains("Ada Quill");
    }

    @Test
    void streamJudgesWhatItHasSaidAndCitesWhatItHasShown() {
        Corpus.collection("ordered", "valve.txt", Corpus.VALVE);
        String events =
                given().contentType("application/json")
                        .accept("text/event-stream")
                        .body(Map.of("collection", "ordered", "question", QUESTION))
                        .post("/api/v1/answers")
                        .asString();
        String event = "";
        int said = 0;
        int verdicts = 0;
        List<Integer> shown = new ArrayList<>();
        for (String line : events.lines().toList()) {
            if (line.startsWith("event:")) {
                event = line.substring(6).strip();
            } else if (line.startsWith("data:")) {
                JsonPath data = JsonPath.from(line.substring(5));
                switch (event) {
                    case "delta" -> said += (int) data.getString("text").codePoints().count();
                    case "citation" -> {
                        shown.add(data.getInt("n"));
                        assertThat(data.getInt("n")).isEqualTo(shown.size());
                    }
                    case "verdict" -> {
                        assertThat(data.getInt("index")).isEqualTo(verdicts++);
                        assertThat(data.getInt("end")).isLessThanOrEqualTo(said);
                        assertThat(data.getList("citations", Integer.class)).isSubsetOf(shown);
                    }
                    default -> {}
                }
            }
        }
        assertThat(verdicts).isPositive();
        assertThat(shown).isNotEmpty();
    }

    @Test
    void streamOfABadQuestionIsAProblem() {
        given().contentType("application/json")
                .accept("text/event-stream")
                .body(Map.of("collection", "nowhere", "question", QUESTION))
                .post("/api/v1/answers")
                .then()
                .statusCode(404);
        given().get("/api/v1/answers/{id}", "0".repeat(26)).then().statusCode(404);
    }

    @Test
    void agentsAskByTheModelContextProtocol() {
        Corpus.collection("agents", "valve.txt", Corpus.VALVE);
        var hello =
                given().contentType("application/json")
                        .accept("application/json, text/event-stream")
                        .body(
                                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"2025-06-18\",\"capabilities\":{},\"clientInfo\":{\"name\":\"t\",\"version\":\"1\"}}}")
                        .post("/mcp");
        String session = hello.header("Mcp-Session-Id");
        String said =
                given().contentType("application/json")
                        .accept("application/json, text/event-stream")
                        .header("Mcp-Session-Id", session)
                        .body(
                                "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/call\",\"params\":{\"name\":\"ask\",\"arguments\":{\"question\":\""
                                        + QUESTION
                                        + "\",\"collection\":\"agents\"}}}")
                        .post("/mcp")
                        .asString();
        assertThat(said).contains("Ada Quill");
        String bad =
                given().contentType("application/json")
                        .accept("application/json, text/event-stream")
                        .header("Mcp-Session-Id", session)
                        .body(
                                "{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"tools/call\",\"params\":{\"name\":\"search\",\"arguments\":{\"query\":\"valve\",\"collection\":\"nowhere\"}}}")
                        .post("/mcp")
                        .asString();
        assertThat(bad).contains("There is no collection nowhere").contains("\"isError\":true");
    }
}
