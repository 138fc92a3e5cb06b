package dev.plumbline;

import static dev.plumbline.People.NAMESAKE;
import static dev.plumbline.People.NOTE;
import static dev.plumbline.People.NOTES;
import static dev.plumbline.People.as;
import static dev.plumbline.People.asked;
import static dev.plumbline.People.found;
import static dev.plumbline.People.note;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What belongs to somebody is not there for anybody else, of the same tenant or the same name,
 * whatever the database.
 */
@SuppressWarnings("NullAway.Init") // injected before the tests
abstract class ForeignersContract {
    @Inject KeyTable keys;

    @BeforeEach
    void makeKeys() {
        People.makeKeys(keys);
    }

    @Test
    void sameNameIsAnotherDocumentOfAnotherPerson() {
        String hers = note("plumb bob", List.of("group:g"));
        JsonPath sent =
                as("bob")
                        .body(Map.of("title", "plumb bob", "text", "It weighs 300 grams."))
                        .post(NOTES)
                        .then()
                        .statusCode(202)
                        .extract()
                        .jsonPath();
        assertThat(sent.getString("documents[0].change")).isEqualTo("created");
        assertThat(sent.getString("documents[0].id")).isNotEqualTo(hers);
        JsonPath kept = as("alice").get(NOTE, hers).jsonPath();
        assertThat(kept.getInt("revision")).isEqualTo(1);
        assertThat(kept.getList("readers")).containsExactly("group:g", "user:alice");
    }

    @Test
    void textIsGivenUnderItsOwnDocumentAlone() {
        String hidden = note("samovar", List.of());
        String shown = note("kettle", List.of("user:carol"));
        String secret = as("alice").get(NOTE, hidden).path("text_sha256");
        String own = as("alice").get(NOTE, shown).path("text_sha256");
        for (String part : List.of("/text", "/content")) {
            assertThat(read("carol", shown, part, own).statusCode()).as(part).isEqualTo(200);
            assertThat(read("carol", shown, part, secret).statusCode()).as(part).isEqualTo(404);
            assertThat(read("carol", hidden, part, secret).statusCode()).as(part).isEqualTo(404);
            assertThat(read("alice", shown, part, secret).statusCode()).as(part).isEqualTo(404);
            assertThat(read("alice", hidden, part, secret).asString()).contains("samovar");
        }
    }

    private static io.restassured.response.Response read(
            String person, String id, String part, String textSha256) {
        return as(person).accept("*/*").queryParam("sha256", textSha256).get(NOTE + part, id);
    }

    @Test
    void documentsOfACollectionAreReadAsItSaysUnlessTheyComeWithReaders() {
        as("alice")
                .body(Map.of("name", "shared", "readers", List.of("group:g")))
                .post("/api/v1/collections");
        String address = "/api/v1/collections/shared/documents";
        Map<String, String> text = Map.of("title", "rota", "text", "Bob sweeps on Friday.");
        String id = as("alice").body(text).post(address).path("documents[0].id");
        assertThat(as("alice").get(address + "/" + id).jsonPath().getList("readers"))
                .containsExactly("group:g", "user:alice");
        as("bob").get(address + "/" + id).then().statusCode(200);
        as("carol").get(address + "/" + id).then().statusCode(404);
        String own =
                as("alice")
                        .body(Map.of("title", "own", "text", "Mine.", "readers", List.of()))
                        .post(address)
                        .path("documents[0].id");
        as("bob").get(address + "/" + own).then().statusCode(404);
    }

    @Test
    void chatCompletionsAnswerFromWhatTheCallerMayRead() {
        note("cistern", List.of("group:g"));
        for (boolean stream : List.of(false, true)) {
            assertThat(completion("bob", stream)).contains("cistern is 12 crowns");
            assertThat(completion("carol", stream))
                    .contains("choices")
                    .doesNotContain("cistern is");
        }
    }

    private static String completion(String person, boolean stream) {
        Map<String, ?> message = Map.of("role", "user", "content", "What is the price of cistern?");
        return as(person)
                .body(
                        Map.of(
                                "model",
                                "plumbline/notes",
                                "stream",
                                stream,
                                "messages",
                                List.of(message)))
                .post("/v1/chat/completions")
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    @Test
    void hiddenDocumentsLeaveAnswersAsTheyAre() {
        note("trowel", List.of("user:carol"));
        JsonPath before = asked("carol", "What is the price of trowel?");
        assertThat(before.getString("answer")).contains("12 crowns");
        for (int i = 0; i < 5; i++) {
            note("trowel no. " + i + " at a fair price", List.of());
        }
        assertThat(found("alice", "trowel price", "bm25")).hasSizeGreaterThan(5);
        JsonPath after = asked("carol", "What is the price of trowel?");
        for (String same : List.of("answer", "confidence", "sentences", "refused")) {
            assertThat(after.<Object>get(same)).as(same).isEqualTo(before.get(same));
        }
        assertThat(features(after)).isEqualTo(features(before));
    }

    private static Map<String, Object> features(JsonPath answer) {
        return as("carol")
                .get("/api/v1/answers/{id}/receipt", answer.getString("id"))
                .jsonPath()
                .getMap("answerability.features");
    }

    @Test
    void conversationsAreListedAndChangedByWhoBeganThemAlone() {
        note("ratchet", List.of("everyone"));
        String id = conversation("bob", "notes", "Bob's own");
        as("carol").body(Map.of("name", "carols")).post("/api/v1/collections");
        conversation("carol", "carols", "Carol's own");
        conversation(NAMESAKE, "default", "The namesake's own");
        assertThat(titles("bob")).containsOnly("Bob's own");
        assertThat(titles("carol")).containsOnly("Carol's own");
        assertThat(titles(NAMESAKE)).containsOnly("The namesake's own");
        String address = "/api/v1/conversations/" + id;
        for (String other : List.of("alice", "carol", "root", NAMESAKE, "eve")) {
            as(other).get(address).then().statusCode(404);
            as(other).body(Map.of("title", "Taken")).patch(address).then().statusCode(404);
            as(other).delete(address).then().statusCode(404);
        }
        assertThat(as("bob").get(address).jsonPath().getString("title")).isEqualTo("Bob's own");
    }

    private static String conversation(String person, String collection, String title) {
        return as(person)
                .body(Map.of("collection", collection, "title", title))
                .post("/api/v1/conversations")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static List<String> titles(String person) {
        return as(person).get("/api/v1/conversations").jsonPath().getList("conversations.title");
    }

    @Test
    void answersAreNotThereForANamesake() {
        note("pulley", List.of("everyone"));
        String conversation = conversation("bob", "notes", "Pulleys");
        String answer =
                as("bob")
                        .body(
                                Map.of(
                                        "question",
                                        "What is the price of pulley?",
                                        "conversation_id",
                                        conversation))
                        .post("/api/v1/answers")
                        .path("id");
        String address = "/api/v1/answers/" + answer;
        as(NAMESAKE).get(address).then().statusCode(404);
        as(NAMESAKE).get(address + "/receipt").then().statusCode(404);
        as(NAMESAKE).post(address + "/replay").then().statusCode(404);
        as(NAMESAKE)
                .body(Map.of("question", "Why?", "conversation_id", conversation))
                .post("/api/v1/answers")
                .then()
                .statusCode(404);
        as("bob").get(address).then().statusCode(200);
    }

    @Test
    void erasureIsShownToWhoseDocumentItWas() {
        String id = note("gimlet", List.of("group:g"));
        int seq = as("alice").delete(NOTE, id).path("seq");
        String address = "/api/v1/erasures/" + seq;
        assertThat(as("alice").get(address).jsonPath().getString("document_id")).isEqualTo(id);
        as("root").get(address).then().statusCode(200);
        for (String other : List.of("bob", "carol", "eve", NAMESAKE)) {
            as(other).get(address).then().statusCode(404);
        }
    }
}
