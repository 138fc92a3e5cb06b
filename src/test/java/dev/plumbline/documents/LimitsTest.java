package dev.plumbline.documents;

import static dev.plumbline.Corpus.json;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.OwnHome;
import dev.plumbline.Waiting;
import dev.plumbline.storage.Database;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is too much is refused with a problem document that names the limit. */
@QuarkusTest
@QuarkusTestResource(value = OwnHome.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(value = LimitsTest.Small.class, restrictToAnnotatedClass = true)
@SuppressWarnings("NullAway.Init") // injected before the tests
final class LimitsTest {
    private static final String DOCUMENTS = "/api/v1/collections/default/documents";
    private static final int FILE_BYTES_MAX = 1_000;
    private static final int REQUEST_BYTES_MAX = 100_000;

    /** Limits that a test can reach. */
    public static final class Small implements QuarkusTestResourceLifecycleManager {
        @Override
        public Map<String, String> start() {
            return Map.of(
                    "plumbline.documents.file-bytes-max",
                    Integer.toString(FILE_BYTES_MAX),
                    "plumbline.documents.request-bytes-max",
                    Integer.toString(REQUEST_BYTES_MAX),
                    "plumbline.documents.parse-timeout",
                    "1ms");
        }

        @Override
        public void stop() {}
    }

    @Inject Database database;

    @Test
    void fileOfTheLargestSizeIsTakenAndOneByteMoreIsNot() {
        given().multiPart("file", "fits.txt", bytes(FILE_BYTES_MAX))
                .post(DOCUMENTS)
                .then()
                .statusCode(202);
        problem(
                given().multiPart("file", "more.txt", bytes(FILE_BYTES_MAX + 1))
                        .post(DOCUMENTS)
                        .then(),
                413,
                "too_large");
    }

    @Test
    void badPartsAreNamedBesideThoseThatAreTaken() {
        JsonPath receipts =
                given().multiPart("file", "more.txt", bytes(FILE_BYTES_MAX + 1))
                        .multiPart("file", "empty.txt", new byte[0])
                        .multiPart("file", "good.txt", bytes(20))
                        .post(DOCUMENTS)
                        .then()
                        .statusCode(202)
                        .extract()
                        .jsonPath();
        assertThat(receipts.getList("documents.name"))
                .containsExactly("more.txt", "empty.txt", "good.txt");
        assertThat(receipts.getString("documents[0].reason.code")).isEqualTo("too_large");
        assertThat(receipts.getString("documents[1].reason.code")).isEqualTo("empty");
        assertThat(receipts.getString("documents[0].id")).isNull();
        assertThat(receipts.getString("documents[1].id")).isNull();
        assertThat(receipts.getString("documents[2].id")).isNotBlank();
    }

    @Test
    void nothingToStoreIsAProblem() {
        problem(
                given().multiPart("file", "empty.txt", new byte[0]).post(DOCUMENTS).then(),
                422,
                "empty");
        problem(given().multiPart("readers", "[]").post(DOCUMENTS).then(), 400, "no_file");
        problem(json(Map.of("title", "x")).post(DOCUMENTS).then(), 400, "text_or_url");
        problem(json(Map.of("title", " ", "text", "x")).post(DOCUMENTS).then(), 400, "no_title");
    }

    @Test
    void announcedLengthIsRefusedBeforeAnythingIsRead() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port)) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream()
                    .write(
                            ("POST "
                                            + DOCUMENTS
                                            + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: "
                                            + (REQUEST_BYTES_MAX + 1)
                                            + "\r\n\r\n")
                                    .getBytes(StandardCharsets.US_ASCII));
            String answer =
                    new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer)
                    .startsWith("HTTP/1.1 413")
                    .contains("application/problem+json")
                    .contains(Integer.toString(REQUEST_BYTES_MAX));
        }
    }

    @Test
    void requestThatAnnouncesNoLengthIsBoundToo() throws IOException, InterruptedException {
        String body =
                IntStream.range(0, 2 * REQUEST_BYTES_MAX / FILE_BYTES_MAX)
                        .mapToObj(
                                i ->
                                        "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f%d.txt\"\r\n\r\n%s\r\n"
                                                .formatted(i, "a".repeat(FILE_BYTES_MAX)))
                        .collect(Collectors.joining("", "", "--x--\r\n"));
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer =
                    client.send(
                            HttpRequest.newBuilder(
                                            URI.create(
                                                    "http://127.0.0.1:"
                                                            + RestAssured.port
                                                            + DOCUMENTS))
                                    .header("Content-Type", "multipart/form-data; boundary=x")
                                    .POST(
                                            HttpRequest.BodyPublishers.ofInputStream(
                                                    () ->
                                                            new ByteArrayInputStream(
                                                                    body.getBytes(
                                                                            StandardCharsets
                                                                                    .US_ASCII))))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(413);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1001", "-1", "many"})
    void pageSizesHaveBounds(String limit) {
        problem(given().queryParam("limit", limit).get(DOCUMENTS).then(), 400, "bad_limit");
        given().queryParam("limit", limit).get("/api/v1/conversations").then().statusCode(400);
    }

    @Test
    void largestPageIsGiven() {
        given().queryParam("limit", 1000).get(DOCUMENTS).then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1001, -1})
    void numbersOfHitsHaveBounds(int k) {
        problem(json(Map.of("query", "x", "k", k)).post("/api/v1/search").then(), 400, "bad_k");
    }

    @Test
    void questionsHaveALength() {
        json(Map.of("question", "why ".repeat(2_000)))
                .post("/api/v1/answers")
                .then()
                .statusCode(200);
        problem(
                json(Map.of("question", "x".repeat(8_001))).post("/api/v1/answers").then(),
                400,
                "long_question");
        problem(json(Map.of("question", "  ")).post("/api/v1/answers").then(), 400, "no_question");
    }

    @Test
    void longQueryIsSearchedOrRefusedButNoFault() {
        String words =
                IntStream.range(0, 12_000).mapToObj(i -> "w" + i).collect(Collectors.joining(" "));
        for (String mode : List.of("bm25", "dense", "hybrid")) {
            assertThat(
                            json(Map.of("query", words, "mode", mode))
                                    .post("/api/v1/search")
                                    .statusCode())
                    .as(mode)
                    .isIn(200, 400);
        }
    }

    @Test
    void readersAndAttributesHaveBounds() {
        List<String> crowd = IntStream.range(0, 1_001).mapToObj(i -> "user:u" + i).toList();
        problem(
                json(Map.of("title", "a", "text", "b", "readers", crowd)).post(DOCUMENTS).then(),
                400,
                "too_many_readers");
        problem(
                json(Map.of("title", "a", "text", "b", "readers", List.of("bob")))
                        .post(DOCUMENTS)
                        .then(),
                400,
                "bad_reader");
        problem(
                json(Map.of("title", "a", "text", "b", "attributes", Map.of("n".repeat(65), 1)))
                        .post(DOCUMENTS)
                        .then(),
                400,
                "bad_attributes");
    }

    @Test
    void nameThatIsTooLongIsRefused() {
        problem(
                json(Map.of("title", "n".repeat(4_097), "text", "x")).post(DOCUMENTS).then(),
                422,
                "bad_name");
    }

    @Test
    void documentThatAlwaysTakesTooLongIsHeldAfterThreeAttempts() {
        String id =
                given().multiPart("file", "slow.txt", bytes(40))
                        .post(DOCUMENTS)
                        .path("documents[0].id");
        JsonPath held =
                Waiting.until(
                        "held",
                        () -> given().get(DOCUMENTS + "/{id}", id).jsonPath(),
                        seen -> "QUARANTINED".equals(seen.getString("status")));
        assertThat(held.getString("reason.code")).isEqualTo("timeout");
        assertThat(held.getString("vectors")).isEqualTo("none");
        int attempts =
                database.read(
                        session -> session.find(Revision.class, new Revision.Key(id, 1)).attempts);
        assertThat(attempts).isEqualTo(3);
    }

    @Test
    void nestedJsonIsNoFault() {
        String deep = "[".repeat(1_100) + "]".repeat(1_100);
        given().contentType("application/json")
                .body("{\"query\": \"x\", \"filter\": " + deep + "}")
                .post("/api/v1/search")
                .then()
                .statusCode(400)
                .contentType("application/problem+json");
    }

    private static void problem(ValidatableResponse response, int status, String code) {
        JsonPath problem =
                response.statusCode(status)
                        .contentType("application/problem+json")
                        .extract()
                        .jsonPath();
        assertThat(problem.getString("type")).isEqualTo("urn:plumbline:problem:" + code);
        assertThat(problem.getInt("status")).isEqualTo(status);
        assertThat(problem.getString("title")).isNotBlank();
        assertThat(problem.getString("detail")).isNotBlank();
    }

    private static byte[] bytes(int count) {
        return String.join("", Collections.nCopies(count, "a")).getBytes(StandardCharsets.UTF_8);
    }
}
