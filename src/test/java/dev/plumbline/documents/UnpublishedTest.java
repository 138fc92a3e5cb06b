package dev.plumbline.documents;

import static dev.plumbline.Corpus.json;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.OwnHome;
import dev.plumbline.Waiting;
import dev.plumbline.storage.Database;
import dev.plumbline.storage.Home;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What can't be stored is tried again a few times, and no more. */
@QuarkusTest
@QuarkusTestResource(value = OwnHome.class, restrictToAnnotatedClass = true)
@SuppressWarnings("NullAway.Init") // injected before the tests
final class UnpublishedTest {
    @Inject Parsing parsing;
    @Inject Database database;
    @Inject Home home;

    @Test
    void documentIsHeldAfterItsLastAttemptAndTriedAgainWhenAsked() throws IOException {
        Path texts = Files.createDirectories(home.artifacts()).resolve(Texts.KIND);
        Files.writeString(texts, "a file where a folder has to be");
        String id =
                json(Map.of("title", "note", "text", "Words that find no place."))
                        .post("/api/v1/collections/default/documents")
                        .path("documents[0].id");
        Waiting.until("the first attempt", () -> attempts(id), count -> count >= 1);

        int most = Trials.MAX;
        while (document(id).getString("reason.code") == null) {
            assertThat(attempts(id)).isLessThan(Trials.MAX);
            assertThat(most--).isPositive();
            parsing.run(id, 1);
        }
        assertThat(document(id).getString("status")).isEqualTo("QUARANTINED");
        assertThat(attempts(id)).isEqualTo(Trials.MAX);

        Files.delete(texts);
        given().post("/api/v1/collections/default/documents/{id}/retry", id).then().statusCode(202);
        Waiting.searchable(id, () -> document(id));
    }

    private int attempts(String id) {
        return database.read(
                session -> session.find(Revision.class, new Revision.Key(id, 1)).attempts);
    }

    private static JsonPath document(String id) {
        return given().get("/api/v1/collections/default/documents/{id}", id).jsonPath();
    }
}
