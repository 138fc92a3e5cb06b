package dev.plumbline;

import static dev.plumbline.People.NOTE;
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
 * An admin keeps the house in order without reading in it, and nobody else does, whatever the
 * database.
 */
@SuppressWarnings("NullAway.Init") // injected before the tests
abstract class AdminsContract {
    private static final String COLLECTION = "/api/v1/collections/{c}";

    @Inject KeyTable keys;

    @BeforeEach
    void makeKeys() {
        People.makeKeys(keys);
    }

    @Test
    void adminSeesThatADocumentIsThereAndNoWordOfIt() {
        String id = note("sextant", List.of("group:g"));
        String sha256 = as("alice").get(NOTE, id).path("text_sha256");
        as("root").get(NOTE, id).then().statusCode(200);
        for (String part : List.of("/text", "/content")) {
            as("root").accept("*/*").get(NOTE + part, id).then().statusCode(404);
            as("root")
                    .accept("*/*")
                    .queryParam("sha256", sha256)
                    .get(NOTE + part, id)
                    .then()
                    .statusCode(404);
        }
        for (String mode : List.of("bm25", "dense", "hybrid")) {
            assertThat(found("root", "sextant", mode)).as(mode).doesNotContain(id);
        }
        JsonPath answer = asked("root", "What is the price of sextant?");
        assertThat(answer.prettify()).doesNotContain("sextant is").doesNotContain(id);
    }

    @Test
    void adminChangesAndDeletesWhatIsNotHisOwn() {
        String id = note("bodkin", List.of("group:g"));
        as("root")
                .body(Map.of("readers", List.of("user:carol")))
                .patch(NOTE, id)
                .then()
                .statusCode(200);
        assertThat(found("carol", "bodkin", "bm25")).contains(id);
        assertThat(found("bob", "bodkin", "bm25")).doesNotContain(id);
        as("root").delete(NOTE, id).then().statusCode(200);
        as("alice").get(NOTE, id).then().statusCode(404);
    }

    @Test
    void indexIsBuiltAndComparedForAdminsAlone() {
        note("spanner", List.of("everyone"));
        for (String address : List.of("/api/v1/reindex", "/api/v1/audit")) {
            as("bob").post(address).then().statusCode(403);
            String job = as("root").post(address).then().statusCode(202).extract().path("job");
            String seen = "/api/v1/jobs/" + job;
            as("eve").get(seen).then().statusCode(404);
            JsonPath ended =
                    Waiting.until(
                            "end of job",
                            () -> as("root").get(seen).jsonPath(),
                            progress -> !"running".equals(progress.getString("state")));
            assertThat(ended.getString("state")).as(address).isEqualTo("done");
            int others = as("bob").get(seen).statusCode();
            assertThat(others).as(address).isEqualTo(address.endsWith("audit") ? 404 : 200);
        }
    }

    @Test
    void collectionIsChangedAndDeletedByItsCreatorOrAnAdmin() {
        as("alice").body(Map.of("name", "loft")).post("/api/v1/collections");
        for (String other : List.of("bob", "carol", "eve")) {
            int expected = other.equals("eve") ? 404 : 403;
            as(other)
                    .body(Map.of("description", "Taken"))
                    .patch(COLLECTION, "loft")
                    .then()
                    .statusCode(expected);
            as(other).delete(COLLECTION, "loft").then().statusCode(expected);
        }
        assertThat(as("alice").get(COLLECTION, "loft").jsonPath().getString("description"))
                .isNull();
        as("alice")
                .body(Map.of("description", "Hers"))
                .patch(COLLECTION, "loft")
                .then()
                .statusCode(200);
        as("root")
                .body(Map.of("description", "Kept"))
                .patch(COLLECTION, "loft")
                .then()
                .statusCode(200);
        as("root").delete(COLLECTION, "loft").then().statusCode(204);
        as("alice").get(COLLECTION, "loft").then().statusCode(404);
    }
}
