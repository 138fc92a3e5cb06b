package dev.plumbline;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.plumbline.projection.Projector;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** From an upload to an answer with a verified quote, over HTTP, whatever the database. */
@SuppressWarnings("NullAway.Init") // injected before the tests
abstract class MainPathContract {
    private static final String VALVE =
            "The story \uD83D\uDE80 of a valve.\r\n\r\nThe zorbax valve was invented by Ada Quill in 1871 in Port Ellery. It regulates the pressure of mine pumps.";

    @Inject Projector projector;

    @Test
    void uploadedTextIsQuotedExactly() {
        String collection = collection("quoted");
        String id = upload(collection, "valve.txt", VALVE);
        settle(collection, id);
        String text =
                given().get("/api/v1/collections/{c}/documents/{id}/text", collection, id)
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString();
        JsonPath answer = ask(collection, "Who invented the zorbax valve?");
        assertThat(answer.getBoolean("refused")).isFalse();
        assertThat(answer.getString("answer")).contains("Ada Quill");
        int[] points = text.codePoints().toArray();
        int start = answer.getInt("citations[0].start");
        int end = answer.getInt("citations[0].end");
        assertThat(answer.getString("citations[0].quote"))
                .isEqualTo(new String(points, start, end - start));
        assertThat(answer.getString("sentences[0].verdict")).isEqualTo("supported");
    }

    @Test
    void unrelatedQuestionIsRefused() {
        String collection = collection("refused");
        settle(collection, upload(collection, "valve.txt", VALVE));
        JsonPath answer = ask(collection, "Which enzyme breaks down lactose in the human body?");
        assertThat(answer.getBoolean("refused")).isTrue();
        assertThat(answer.getList("sentences")).isEmpty();
    }

    @Test
    void deletedDocumentIsGoneOnReturn() {
        String collection = collection("deleted");
        String id = upload(collection, "valve.txt", VALVE);
        settle(collection, id);
        assertThat(search(collection, "zorbax")).contains(id);
        int seq =
                given().delete("/api/v1/collections/{c}/documents/{id}", collection, id)
                        .then()
                        .statusCode(200)
                        .body("indexed", equalTo(true))
                        .extract()
                        .path("seq");
        assertThat(projector.applied("default")).isGreaterThanOrEqualTo(seq);
        assertThat(search(collection, "zorbax")).isEmpty();
        given().get("/api/v1/collections/{c}/documents/{id}", collection, id)
                .then()
                .statusCode(404);
    }

    @Test
    void erasedDocumentLeavesNothingThatAnotherNeeds() throws Exception {
        String collection = collection("erased");
        String gone = upload(collection, "gone.txt", VALVE + " A copy.");
        String kept = upload(collection, "kept.txt", VALVE + " A copy.");
        String alone =
                upload(collection, "alone.txt", "The lighthouse of Gull Rock is 41 metres high.");
        settle(collection, gone);
        settle(collection, kept);
        settle(collection, alone);
        int seq =
                given().delete("/api/v1/collections/{c}/documents/{id}?now=true", collection, gone)
                        .then()
                        .statusCode(200)
                        .extract()
                        .path("seq");
        given().delete("/api/v1/collections/{c}/documents/{id}?now=true", collection, alone)
                .then()
                .statusCode(200);
        assertThat(given().get("/api/v1/erasures/{seq}", seq).jsonPath().getString("erased_at"))
                .isNotNull();
        given().get("/api/v1/collections/{c}/documents/{id}/text", collection, kept)
                .then()
                .statusCode(200);
        given().get("/api/v1/collections/{c}/documents/{id}/content", collection, kept)
                .then()
                .statusCode(200);
        assertThat(filesHolding("Gull Rock")).isEmpty();
    }

    @Test
    void newBytesTakeThePlaceOfTheOldOnes() {
        String collection = collection("revised");
        String first =
                upload(collection, "ferry.txt", "The ferry to Skerry Island leaves at 8:40.");
        settle(collection, first);
        String second =
                upload(collection, "ferry.txt", "The ferry to Skerry Island leaves at 9:15.");
        assertThat(second).isEqualTo(first);
        settle(collection, second);
        String found =
                given().contentType("application/json")
                        .body(Map.of("collection", collection, "query", "ferry Skerry"))
                        .post("/api/v1/search")
                        .asString();
        assertThat(found).contains("9:15").doesNotContain("8:40");
    }

    @Test
    void readersAreThoseOfTheLastChange() {
        String collection = collection("read");
        String id = upload(collection, "valve.txt", VALVE);
        settle(collection, id);
        JsonPath changed =
                given().contentType("application/json")
                        .body(Map.of("readers", List.of("everyone", "group:pumps")))
                        .patch("/api/v1/collections/{c}/documents/{id}", collection, id)
                        .then()
                        .statusCode(200)
                        .extract()
                        .jsonPath();
        assertThat(changed.getList("readers"))
                .containsExactly("everyone", "group:pumps", "user:owner");
        assertThat(search(collection, "zorbax")).containsExactly(id);
    }

    @Test
    void indexIsBuiltAnewFromTheLog() {
        String collection = collection("reindexed");
        String id = upload(collection, "valve.txt", VALVE);
        settle(collection, id);
        String job =
                given().contentType("application/json")
                        .body(Map.of("collection", collection))
                        .post("/api/v1/reindex")
                        .then()
                        .statusCode(202)
                        .extract()
                        .path("job");
        Waiting.job(job);
        assertThat(search(collection, "zorbax")).containsExactly(id);
    }

    @Test
    void sameBytesAgainChangeNothingButTheTermsThatAreGiven() {
        String collection = collection("same");
        String id = upload(collection, "valve.txt", VALVE);
        settle(collection, id);
        JsonPath unchanged = send(collection, Map.of());
        assertThat(unchanged.getString("documents[0].change")).isEqualTo("unchanged");
        assertThat(unchanged.getInt("documents[0].revision")).isEqualTo(1);
        send(collection, Map.of("attributes", "{\"year\": 1871}"));
        send(collection, Map.of("readers", "[\"group:pumps\"]"));
        JsonPath seen = document(collection, id);
        assertThat(seen.getInt("revision")).isEqualTo(1);
        assertThat(seen.getInt("attributes.year")).isEqualTo(1871);
        assertThat(seen.getList("readers")).containsExactly("group:pumps", "user:owner");
        for (int year : List.of(1871, 1872)) {
            assertThat(search(collection, "zorbax", Map.of("year", year)))
                    .as("in force on return: %d", year)
                    .hasSize(year == 1871 ? 1 : 0);
        }
    }

    @Test
    void sameBytesTryAFailedDocumentAgain() {
        String collection = collection("failing");
        String id = upload(collection, "broken.pdf", "%PDF-1.7 and nothing of it");
        for (int round = 0; round < 2; round++) {
            Waiting.until(
                    "failure",
                    () -> document(collection, id).getString("status"),
                    "FAILED"::equals);
            JsonPath again =
                    given().multiPart(
                                    "file",
                                    "broken.pdf",
                                    "%PDF-1.7 and nothing of it".getBytes(StandardCharsets.UTF_8))
                            .post("/api/v1/collections/{c}/documents", collection)
                            .jsonPath();
            assertThat(again.getString("documents[0].id")).isEqualTo(id);
            assertThat(again.getString("documents[0].status")).isEqualTo("RECEIVED");
        }
    }

    @Test
    void filterLeavesOutWhatHasOtherAttributes() {
        String collection = collection("filtered");
        for (int year : List.of(1890, 1904)) {
            String id =
                    given().multiPart(
                                    "file",
                                    year + ".txt",
                                    VALVE.getBytes(StandardCharsets.UTF_8),
                                    "text/plain")
                            .multiPart("attributes", "{\"year\": " + year + "}")
                            .post("/api/v1/collections/{c}/documents", collection)
                            .path("documents[0].id");
            settle(collection, id);
        }
        for (String mode : List.of("bm25", "dense", "hybrid")) {
            JsonPath found =
                    given().contentType("application/json")
                            .body(
                                    Map.of(
                                            "collection",
                                            collection,
                                            "query",
                                            "zorbax valve",
                                            "mode",
                                            mode,
                                            "filter",
                                            Map.of("year", Map.of("from", 1900))))
                            .post("/api/v1/search")
                            .jsonPath();
            assertThat(found.getList("hits.title"))
                    .as(mode)
                    .isNotEmpty()
                    .allMatch("1904.txt"::equals);
        }
    }

    @Test
    void documentsComeByPagesWithoutGapsOrTwins() {
        String collection = collection("pages");
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            made.add(upload(collection, "note" + i + ".txt", "Note number " + i + " of seven."));
        }
        List<String> seen = new ArrayList<>();
        String after = null;
        do {
            var call = given().queryParam("limit", 3);
            JsonPath page =
                    (after == null ? call : call.queryParam("after", after))
                            .get("/api/v1/collections/{c}/documents", collection)
                            .then()
                            .statusCode(200)
                            .extract()
                            .jsonPath();
            List<String> ids = page.getList("documents.id");
            assertThat(ids).hasSizeLessThanOrEqualTo(3);
            seen.addAll(ids);
            after = page.getString("next");
        } while (after != null);
        assertThat(seen).containsExactlyElementsOf(made);
    }

    @Test
    void badInputIsAProblemDocument() {
        given().contentType("application/json")
                .body("{\"query\": ")
                .post("/api/v1/search")
                .then()
                .statusCode(400)
                .contentType("application/problem+json");
        given().contentType("application/json")
                .body(Map.of("query", "x", "collection", "nowhere"))
                .post("/api/v1/search")
                .then()
                .statusCode(404);
        given().header("Host", "evil.example").get("/api/v1/collections").then().statusCode(421);
        given().header("Origin", "http://evil.example")
                .get("/api/v1/collections")
                .then()
                .statusCode(403);
    }

    /** Files of the home that hold these words as they are. */
    private static List<Path> filesHolding(String words) throws IOException {
        Path home = Path.of(ConfigProvider.getConfig().getValue("plumbline.home", String.class));
        try (Stream<Path> files = Files.walk(home)) {
            List<Path> holding = new ArrayList<>();
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (Files.readString(file, StandardCharsets.ISO_8859_1).contains(words)) {
                    holding.add(file);
                }
            }
            return holding;
        }
    }

    private static String collection(String name) {
        given().contentType("application/json")
                .body(Map.of("name", name))
                .post("/api/v1/collections")
                .then()
                .statusCode(201);
        return name;
    }

    private static String upload(String collection, String name, String text) {
        return given().multiPart("file", name, text.getBytes(StandardCharsets.UTF_8), "text/plain")
                .post("/api/v1/collections/{c}/documents", collection)
                .then()
                .statusCode(202)
                .extract()
                .path("documents[0].id");
    }

    private static void settle(String collection, String id) {
        Waiting.searchable(id, () -> document(collection, id));
    }

    private static JsonPath document(String collection, String id) {
        return given().get("/api/v1/collections/{c}/documents/{id}", collection, id).jsonPath();
    }

    /** Sends the valve's text again, with more parts. */
    private static JsonPath send(String collection, Map<String, String> parts) {
        return Corpus.send(collection, "valve.txt", VALVE.getBytes(StandardCharsets.UTF_8), parts);
    }

    private static List<String> search(String collection, String query) {
        return search(collection, query, Map.of());
    }

    private static List<String> search(String collection, String query, Map<String, ?> filter) {
        return given().contentType("application/json")
                .body(Map.of("collection", collection, "query", query, "filter", filter))
                .post("/api/v1/search")
                .jsonPath()
                .getList("hits.document_id");
    }

    private static JsonPath ask(String collection, String question) {
        return given().contentType("application/json")
                .body(Map.of("collection", collection, "question", question))
                .post("/api/v1/answers")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}
