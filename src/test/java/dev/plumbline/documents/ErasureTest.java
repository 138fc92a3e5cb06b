package dev.plumbline.documents;

import static dev.plumbline.Corpus.ask;
import static dev.plumbline.Corpus.collection;
import static dev.plumbline.Corpus.json;
import static dev.plumbline.Corpus.searchable;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.OwnHome;
import dev.plumbline.Waiting;
import dev.plumbline.storage.Database;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** What is deleted leaves every file in time, and takes nothing of others along. */
@QuarkusTest
@QuarkusTestResource(value = OwnHome.class, restrictToAnnotatedClass = true)
@SuppressWarnings("NullAway.Init") // injected before the tests
final class ErasureTest {
    private static final String WORDS = "Quillfeather lighthouse";
    private static final String TEXT =
            "The Quillfeather lighthouse was built by Odo Marsh in 1839. It is 41 metres high.";

    @Inject Database database;

    @Test
    void erasedWordsAreInNoFile() throws IOException {
        String id = collection("gone", "lighthouse.txt", TEXT);
        String answer =
                ask(Map.of("collection", "gone", "question", "Who built the lighthouse?"))
                        .getString("id");
        assertThat(filesHolding(WORDS)).isNotEmpty();
        assertThat(given().get("/api/v1/answers/{id}", answer).asString()).contains("Odo Marsh");
        JsonPath deletion =
                given().delete("/api/v1/collections/gone/documents/{id}?now=true", id)
                        .then()
                        .statusCode(200)
                        .extract()
                        .jsonPath();
        assertThat(filesHolding(WORDS)).isEmpty();
        assertThat(filesHolding("Odo Marsh")).isEmpty();
        assertThat(given().get("/api/v1/answers/{id}", answer).asString())
                .doesNotContain("Odo Marsh")
                .doesNotContain("Quillfeather");
        JsonPath replay =
                given().post("/api/v1/answers/{id}/replay", answer)
                        .then()
                        .statusCode(200)
                        .extract()
                        .jsonPath();
        assertThat(replay.getBoolean("same")).isFalse();
        assertThat(
                        given().get("/api/v1/erasures/{seq}", deletion.getInt("seq"))
                                .jsonPath()
                                .getString("erased_at"))
                .isNotNull();
    }

    @Test
    void namesThatAFormerAnswerGaveToAQuestionGoToo() throws IOException {
        String id =
                collection("named", "beacon.txt", "The Tolvane beacon was built by Ira Penhale.");
        searchable("named", "ferry.txt", "The ferry to Skerry leaves at 8:40 from the north pier.");
        String conversation =
                json(Map.of("collections", List.of("named")))
                        .post("/api/v1/conversations")
                        .then()
                        .statusCode(201)
                        .extract()
                        .path("id");
        ask(Map.of("conversation_id", conversation, "question", "Who built the Tolvane beacon?"));
        String followUp =
                ask(Map.of("conversation_id", conversation, "question", "When was he born?"))
                        .getString("id");
        assertThat(searchedFor(followUp)).isEqualTo("When was Ira Penhale born?");
        given().delete("/api/v1/collections/named/documents/{id}?now=true", id)
                .then()
                .statusCode(200);
        assertThat(searchedFor(followUp)).isEqualTo("When was he born?");
        assertThat(filesHolding("Penhale")).isEmpty();
        String next =
                ask(Map.of("conversation_id", conversation, "question", "And where was he born?"))
                        .getString("id");
        assertThat(searchedFor(next)).doesNotContain("Penhale");
    }

    private static String searchedFor(String answer) {
        return given().get("/api/v1/answers/{id}/receipt", answer)
                .then()
                .statusCode(200)
                .extract()
                .path("queries[0].text");
    }

    @Test
    void deletionWithoutHurryIsDueLaterAndSaysWhen() {
        String id = collection("later", "pier.txt", "The pier of Skerry is 212 metres long.");
        JsonPath deletion =
                given().delete("/api/v1/collections/later/documents/{id}", id)
                        .then()
                        .statusCode(200)
                        .extract()
                        .jsonPath();
        Instant invisible = Instant.parse(deletion.getString("invisible_at"));
        assertThat(Instant.parse(deletion.getString("erased_by")))
                .isEqualTo(invisible.plusSeconds(24 * 3600));
        JsonPath erasure = given().get("/api/v1/erasures/{seq}", deletion.getInt("seq")).jsonPath();
        assertThat(erasure.getString("erased_at")).isNull();
        assertThat(erasure.getString("document_id")).isEqualTo(id);
    }

    /** The schedule runs once a minute. */
    @Test
    void whatIsDueIsErasedWithoutBeingAsked() throws IOException {
        String id = collection("due", "dovecote.txt", "The Umberfell dovecote houses 80 pigeons.");
        int seq =
                given().delete("/api/v1/collections/due/documents/{id}", id)
                        .then()
                        .statusCode(200)
                        .extract()
                        .path("seq");
        assertThat(filesHolding("Umberfell")).isNotEmpty();
        database.run(
                entities ->
                        entities.createQuery(
                                        "update Erasure e set e.erasedBy = e.invisibleAt where e.documentId = :id")
                                .setParameter("id", id)
                                .executeUpdate());
        Waiting.until(
                "erasure by the schedule",
                () ->
                        String.valueOf(
                                given().get("/api/v1/erasures/{seq}", seq)
                                        .jsonPath()
                                        .getString("erased_at")),
                at -> !at.equals("null"));
        assertThat(filesHolding("Umberfell")).isEmpty();
    }

    @Test
    void replacedBytesStayReadableToThoseWhoCiteThem() {
        String id = collection("cited", "ferry.txt", "The ferry to Skerry leaves at 8:40.");
        String first = document("cited", id).getString("text_sha256");
        searchable("cited", "ferry.txt", "The ferry to Skerry leaves at 9:15.");
        assertThat(
                        given().get(
                                        "/api/v1/collections/cited/documents/{id}/text?sha256={sha}",
                                        id,
                                        first)
                                .asString())
                .contains("8:40");
    }

    @Test
    void sameBytesSentAgainWhileTheyAreErasedStay() throws Exception {
        json(Map.of("name", "again")).post("/api/v1/collections").then().statusCode(201);
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            for (int round = 0; round < 15; round++) {
                String text = "Round " + round + ": the buoy at Gull Rock weighs 900 kilograms.";
                String old = searchable("again", "old" + round + ".txt", text);
                String name = "new" + round + ".txt";
                Callable<Integer> erase =
                        () ->
                                given().delete(
                                                "/api/v1/collections/again/documents/{id}?now=true",
                                                old)
                                        .statusCode();
                Callable<String> send =
                        () ->
                                given().multiPart(
                                                "file",
                                                name,
                                                text.getBytes(StandardCharsets.UTF_8),
                                                "text/plain")
                                        .post("/api/v1/collections/again/documents")
                                        .then()
                                        .statusCode(202)
                                        .extract()
                                        .path("documents[0].id");
                Future<Integer> erased = threads.submit(erase);
                Future<String> sent = threads.submit(send);
                assertThat(erased.get()).isEqualTo(200);
                String id = sent.get();
                assertThat(searchable("again", name, text)).isEqualTo(id);
                assertThat(
                                given().get("/api/v1/collections/again/documents/{id}/content", id)
                                        .then()
                                        .statusCode(200)
                                        .extract()
                                        .asString())
                        .isEqualTo(text);
                assertThat(
                                given().get("/api/v1/collections/again/documents/{id}/text", id)
                                        .asString())
                        .contains("Round " + round);
            }
        }
    }

    private static JsonPath document(String collection, String id) {
        return given().get("/api/v1/collections/{c}/documents/{id}", collection, id).jsonPath();
    }

    /** Files of the home that hold these words as they are. */
    private static List<Path> filesHolding(String words) throws IOException {
        Path home = Path.of(ConfigProvider.getConfig().getValue("plumbline.home", String.class));
        List<Path> holding = new ArrayList<>();
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (Files.readString(file, StandardCharsets.ISO_8859_1).contains(words)) {
                    holding.add(file);
                }
            }
        }
        return holding;
    }
}
