package dev.plumbline.documents;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.Corpus;
import dev.plumbline.OwnHome;
import dev.plumbline.Waiting;
import dev.plumbline.storage.BlobStore;
import dev.plumbline.storage.Database;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** An audit agrees with a sound home, and names what is not sound. */
@QuarkusTest
@QuarkusTestResource(value = OwnHome.class, restrictToAnnotatedClass = true)
final class AuditTest {
    @Inject Database database;
    @Inject BlobStore store;

    @Test
    void soundHomeAgrees() {
        String id = Corpus.collection("sound", "valve.txt", Corpus.VALVE);
        Corpus.searchable("sound", "valve.txt", Corpus.VALVE + " Revised.");
        String gone = Corpus.searchable("sound", "mill.txt", Corpus.MILL);
        given().contentType("application/json")
                .body("{\"readers\": [\"everyone\"]}")
                .patch("/api/v1/collections/sound/documents/{id}", id)
                .then()
                .statusCode(200);
        given().delete("/api/v1/collections/sound/documents/{id}", gone).then().statusCode(200);
        JsonPath report = audit();
        assertThat(report.getList("report.findings")).isEmpty();
        assertThat(report.getBoolean("report.agree")).isTrue();
        assertThat(report.getString("report.log.hex"))
                .isEqualTo(report.getString("report.index.hex"));
        assertThat(report.getInt("report.index.documents")).isPositive();
    }

    @Test
    void changedOriginalAndMissingArtifactAreFound() throws Exception {
        String id = Corpus.collection("files", "damaged.txt", "Words of a file to be damaged.");
        Revision revision = revision(id);
        Path original = store.file(revision.sha256);
        byte[] bytes = Files.readAllBytes(original);
        Files.writeString(original, "other bytes");
        Path vectors =
                Objects.requireNonNull(
                        store.artifact(PassageVectors.KIND, String.valueOf(revision.vectorsKey)));
        Path aside = Files.move(vectors, vectors.resolveSibling("aside"));
        try {
            JsonPath report = audit();
            assertThat(report.getBoolean("report.agree")).isFalse();
            assertThat(report.getList("report.findings.document_id")).containsOnly(id);
            assertThat(report.getString("report.findings.message"))
                    .contains("original is damaged")
                    .contains("vectors is missing");
        } finally {
            Files.write(original, bytes);
            Files.move(aside, vectors);
        }
    }

    @Test
    void whatIsMissingIsDerivedAgain() throws Exception {
        String id = Corpus.collection("derived", "derived.txt", "Words of a file to be cut again.");
        Revision revision = revision(id);
        List<Path> artifacts = new ArrayList<>();
        for (var artifact :
                Map.of(
                                Parsing.PARSED,
                                String.valueOf(revision.parsedKey),
                                Passages.KIND,
                                String.valueOf(revision.passagesKey))
                        .entrySet()) {
            Path file =
                    Objects.requireNonNull(store.artifact(artifact.getKey(), artifact.getValue()));
            Files.delete(file);
            artifacts.add(file);
        }
        assertThat(audit().getBoolean("report.agree")).isFalse();
        Waiting.job(
                Corpus.json(Map.of("collection", "derived"))
                        .post("/api/v1/reindex")
                        .then()
                        .statusCode(202)
                        .extract()
                        .path("job"));
        assertThat(artifacts).allSatisfy(file -> assertThat(file).exists());
        Waiting.searchable(
                id, () -> given().get("/api/v1/collections/derived/documents/{id}", id).jsonPath());
        JsonPath report = audit();
        assertThat(report.getList("report.findings")).isEmpty();
        assertThat(report.getBoolean("report.agree")).isTrue();
    }

    @Test
    void rowThatTheLogDoesNotKnowIsFound() {
        String id = Corpus.collection("rows", "row.txt", "Words whose readers change unseen.");
        int readers = set("update documents set reader_set = 0 where id = '" + id + "'", id);
        try {
            JsonPath report = audit();
            assertThat(report.getList("report.findings.document_id")).containsExactly(id);
            assertThat(report.getList("report.findings.kind")).containsExactly("log");
        } finally {
            set("update documents set reader_set = " + readers + " where id = '" + id + "'", id);
        }
    }

    @Test
    void indexThatDidNotFollowIsFound() {
        String id = Corpus.collection("behind", "behind.txt", "Words that an index has otherwise.");
        String log = "update log_entries set reader_set = %d where document_id = '" + id + "'";
        int readers = set("update documents set reader_set = 0 where id = '" + id + "'", id);
        set(log.formatted(0), id);
        try {
            JsonPath report = audit();
            assertThat(report.getList("report.findings.document_id")).containsExactly(id);
            assertThat(report.getList("report.findings.kind")).containsExactly("index");
            assertThat(report.getString("report.log.hex"))
                    .isNotEqualTo(report.getString("report.index.hex"));
        } finally {
            set("update documents set reader_set = " + readers + " where id = '" + id + "'", id);
            set(log.formatted(readers), id);
        }
    }

    /** Runs a statement; the document's reader set before. */
    private int set(String sql, String id) {
        return database.write(
                entities -> {
                    int before = entities.find(Document.class, id).readerSet;
                    entities.createNativeQuery(sql).executeUpdate();
                    return before;
                });
    }

    private Revision revision(String id) {
        return database.read(session -> session.find(Revision.class, new Revision.Key(id, 1)));
    }

    private static JsonPath audit() {
        return Waiting.job(
                given().post("/api/v1/audit").then().statusCode(202).extract().path("job"));
    }
}
