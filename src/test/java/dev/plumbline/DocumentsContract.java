package dev.plumbline;

import static dev.plumbline.Corpus.json;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.storage.Database;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is kept of a document, given out, and done again, whatever the database. */
@SuppressWarnings("NullAway.Init") // injected before the tests
abstract class DocumentsContract {
    private static final String DOCUMENT = "/api/v1/collections/{c}/documents/{id}";

    @Inject Database database;

    @Test
    void originalIsForSavingAndRunsNowhere() {
        String page = "<html><body><script>alert(1)</script><p>A page of pumps.</p></body></html>";
        String id = Corpus.collection("pages", "a folder/pumps of 1871.html", page);
        Response content = given().accept("*/*").get(DOCUMENT + "/content", "pages", id);
        assertThat(content.statusCode()).isEqualTo(200);
        assertThat(content.asByteArray()).isEqualTo(page.getBytes(StandardCharsets.UTF_8));
        assertThat(content.contentType()).startsWith("text/html");
        assertThat(content.header("Content-Disposition"))
                .isEqualTo("attachment; filename*=UTF-8''pumps%20of%201871.html");
        assertThat(content.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(content.header("Content-Security-Policy"))
                .contains("sandbox")
                .contains("default-src 'none'");
    }

    @Test
    void readersAndAttributesStayWhereAnUploadSaysNothingOfThem() {
        json(Map.of("name", "kept")).post("/api/v1/collections").then().statusCode(201);
        Map<String, String> terms =
                Map.of("readers", "[\"group:g\"]", "attributes", "{\"year\": 1871}");
        String id = sent("Of 1871.", terms).getString("documents[0].id");
        Waiting.searchable(id, () -> document("kept", id));
        for (String text : List.of("Of 1872.", "Of 1872.", "Of 1873.")) {
            assertThat(sent(text, Map.of()).getString("documents[0].id")).isEqualTo(id);
            JsonPath kept = Waiting.until("text", () -> document("kept", id), this::isSearchable);
            assertThat(kept.getList("readers")).containsExactly("group:g", "user:owner");
            assertThat(kept.getInt("attributes.year")).isEqualTo(1871);
        }
        assertThat(document("kept", id).getInt("revision")).isEqualTo(3);
    }

    private boolean isSearchable(JsonPath document) {
        return document.getString("status").equals("SEARCHABLE")
                && document.getInt("searchable_revision") == document.getInt("revision");
    }

    private static JsonPath sent(String text, Map<String, String> parts) {
        return Corpus.send("kept", "note.txt", text.getBytes(StandardCharsets.UTF_8), parts);
    }

    /** The outcome is put down by hand, so that only another attempt brings it about again. */
    @ParameterizedTest
    @CsvSource({"FAILED, retried", "QUARANTINED, released"})
    void anotherAttemptIsMadeAtWhatFailedOrIsHeld(String outcome, String name) {
        json(Map.of("name", name)).post("/api/v1/collections").then().statusCode(201);
        String id =
                given().multiPart(
                                "file",
                                "broken.pdf",
                                "%PDF-1.7 and nothing of it".getBytes(StandardCharsets.UTF_8))
                        .post("/api/v1/collections/{c}/documents", name)
                        .path("documents[0].id");
        Waiting.until("failure", () -> document(name, id).getString("status"), "FAILED"::equals);
        String code = document(name, id).getString("reason.code");
        set(
                "outcome = '%s', reason_code = 'planted', attempts = 3, interrupted = 9"
                        .formatted(outcome),
                id);
        assertThat(document(name, id).getString("status")).isEqualTo(outcome);
        given().post(DOCUMENT + "/retry", name, id).then().statusCode(202);
        JsonPath again =
                Waiting.until(
                        "another failure",
                        () -> document(name, id),
                        seen -> seen.getString("reason.code") != null);
        assertThat(again.getString("reason.code")).isEqualTo(code).isNotEqualTo("planted");
        assertThat(again.getString("status")).isEqualTo("FAILED");
        assertThat(attempts(id)).containsExactly(0, 0);
    }

    private void set(String columns, String id) {
        database.run(
                entities ->
                        entities.createNativeQuery(
                                        "update revisions set "
                                                + columns
                                                + " where document_id = '"
                                                + id
                                                + "'")
                                .executeUpdate());
    }

    private List<Integer> attempts(String id) {
        return database.write(
                entities -> {
                    Object[] row =
                            (Object[])
                                    entities.createNativeQuery(
                                                    "select attempts, interrupted from revisions where document_id = '"
                                                            + id
                                                            + "'")
                                            .getSingleResult();
                    return List.of(((Number) row[0]).intValue(), ((Number) row[1]).intValue());
                });
    }

    @Test
    void searchesGoOnWhileAnIndexIsBuilt() {
        json(Map.of("name", "busy")).post("/api/v1/collections").then().statusCode(201);
        int count = 40;
        RequestSpecification call = given();
        for (int i = 0; i < count; i++) {
            String text = "The cog number " + i + " of the clock.";
            call.multiPart(
                    "file",
                    "cog" + i + ".txt",
                    text.getBytes(StandardCharsets.UTF_8),
                    "text/plain");
        }
        List<String> ids =
                call.post("/api/v1/collections/busy/documents").jsonPath().getList("documents.id");
        ids.forEach(id -> Waiting.searchable(id, () -> document("busy", id)));
        for (int round = 0; round < 3; round++) {
            String job = json(Map.of()).post("/api/v1/reindex").path("job");
            List<Integer> seen = new ArrayList<>();
            do {
                seen.add(found());
            } while ("running".equals(given().get("/api/v1/jobs/{id}", job).path("state")));
            Waiting.job(job);
            assertThat(seen).containsOnly(count);
        }
    }

    private static int found() {
        return json(Map.of("collection", "busy", "query", "cog", "mode", "bm25", "k", 100))
                .post("/api/v1/search")
                .jsonPath()
                .getList("hits")
                .size();
    }

    private static JsonPath document(String collection, String id) {
        return given().get(DOCUMENT, collection, id).jsonPath();
    }
}
