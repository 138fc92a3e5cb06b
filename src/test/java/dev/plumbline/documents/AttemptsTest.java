package dev.plumbline.documents;

import static dev.plumbline.Corpus.json;
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
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What is tried again by itself, by reindexing, and by hand only. */
@QuarkusTest
@QuarkusTestResource(value = OwnHome.class, restrictToAnnotatedClass = true)
@SuppressWarnings("NullAway.Init") // injected before the tests
final class AttemptsTest {
    @Inject Database database;
    @Inject BlobStore store;
    @Inject Tasks tasks;

    @Test
    void documentThatEndsTheServiceEachTimeIsHeld() {
        json(Map.of("name", "deadly")).post("/api/v1/collections").then().statusCode(201);
        String id = send("deadly", "mill.txt", Corpus.MILL.getBytes(StandardCharsets.UTF_8));
        settled("deadly", id);
        change(
                id,
                1,
                revision -> {
                    revision.textSeq = null;
                    revision.interrupted = Trials.INTERRUPTIONS_MAX;
                });
        database.run(entities -> tasks.parse(id, 1));
        tasks.wakeParsing();
        JsonPath held =
                Waiting.until(
                        "held",
                        () -> document("deadly", id),
                        seen -> "QUARANTINED".equals(seen.getString("status")));
        assertThat(held.getString("reason.code")).isEqualTo("parser_crash");
    }

    @Test
    void reindexingDerivesWhatIsSearchableAndNotWhatIsHeld() throws IOException {
        String id = Corpus.collection("derived", "mill.txt", Corpus.MILL);
        String held = Corpus.searchable("derived", "valve.txt", Corpus.VALVE);
        assertThat(send("derived", "mill.txt", new byte[] {0x25, 0x50, 0x44, 0x46, 0x2d}))
                .isEqualTo(id);
        JsonPath failed =
                Waiting.until(
                        "failure",
                        () -> document("derived", id),
                        seen -> "FAILED".equals(seen.getString("status")));
        assertThat(failed.getInt("searchable_revision")).isEqualTo(1);
        change(
                held,
                1,
                revision -> {
                    revision.textSeq = null;
                    revision.outcome = "QUARANTINED";
                    revision.reasonCode = "bomb";
                });
        Map<String, String> derived = derived(revision(id, 1));
        for (Map.Entry<String, String> one : derived.entrySet()) {
            store.eraseArtifact(one.getKey(), one.getValue());
        }
        String job =
                json(Map.of("collection", "derived"))
                        .post("/api/v1/reindex")
                        .then()
                        .statusCode(202)
                        .extract()
                        .path("job");
        Waiting.job(job);
        derived.forEach(
                (kind, key) ->
                        Waiting.until(
                                kind, () -> store.artifact(kind, key) != null, there -> there));
        assertThat(document("derived", id).getInt("searchable_revision")).isEqualTo(1);
        assertThat(revision(held, 1).outcome).isEqualTo("QUARANTINED");
        assertThat(revision(held, 1).textSeq).isNull();
    }

    private static Map<String, String> derived(Revision revision) {
        return Map.of(
                Parsing.PARSED,
                Objects.requireNonNull(revision.parsedKey),
                Texts.KIND,
                Objects.requireNonNull(revision.textSha256),
                Passages.KIND,
                Objects.requireNonNull(revision.passagesKey),
                PassageVectors.KIND,
                Objects.requireNonNull(revision.vectorsKey));
    }

    private Revision revision(String id, int number) {
        return database.read(session -> session.find(Revision.class, new Revision.Key(id, number)));
    }

    private void change(String id, int number, Consumer<Revision> change) {
        database.run(
                entities ->
                        change.accept(entities.find(Revision.class, new Revision.Key(id, number))));
    }

    private static String send(String collection, String name, byte[] bytes) {
        return Corpus.send(collection, name, bytes, Map.of()).getString("documents[0].id");
    }

    private static void settled(String collection, String id) {
        JsonPath settled =
                Waiting.until(
                        "settled",
                        () -> document(collection, id),
                        seen -> "ready".equals(seen.getString("vectors")));
        assertThat(settled.getString("status")).isEqualTo("SEARCHABLE");
    }

    private static JsonPath document(String collection, String id) {
        return given().get("/api/v1/collections/{c}/documents/{id}", collection, id).jsonPath();
    }
}
