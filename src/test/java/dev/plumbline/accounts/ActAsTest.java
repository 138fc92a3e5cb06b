package dev.plumbline.accounts;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.KeyTable;
import dev.plumbline.OwnHome;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A key that acts for others names for whom on each call; any other key is who it is. */
@QuarkusTest
@QuarkusTestResource(value = OwnHome.class, restrictToAnnotatedClass = true)
@SuppressWarnings("NullAway.Init") // injected before the tests
final class ActAsTest {
    private static final String SUBJECT = "Plumbline-Subject";
    private static final String GROUPS = "Plumbline-Groups";

    @Inject KeyTable keys;

    @BeforeEach
    void makeKeys() {
        keys.addActingForOthers("portal", new Principal("t", "portal", new TreeSet<>(), false));
        keys.add("bob", new Principal("t", "bob", new TreeSet<>(List.of("pumps")), false));
        as("bob").body(Map.of("name", "shared")).post("/api/v1/collections");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/collections", "/v1/models", "/openapi", "/mcp"})
    void callThatNamesNobodyIsRefused(String address) {
        as("portal").get(address).then().statusCode(403);
        as("portal").header(SUBJECT, "  ").get(address).then().statusCode(403);
    }

    @Test
    void refusalSaysWhatIsMissing() {
        JsonPath problem =
                as("portal")
                        .get("/api/v1/collections")
                        .then()
                        .contentType("application/problem+json")
                        .extract()
                        .jsonPath();
        assertThat(problem.getString("type")).endsWith("act_as_required");
        assertThat(problem.getString("detail")).contains(SUBJECT).contains(GROUPS);
    }

    @Test
    void actsWithTheRightsOfWhomItNamesAndNoOthers() {
        String id =
                as("portal")
                        .header(SUBJECT, "alice")
                        .body(note("ledger", List.of("group:auditors")))
                        .post("/api/v1/collections/shared/documents")
                        .then()
                        .statusCode(202)
                        .extract()
                        .path("documents[0].id");
        String address = "/api/v1/collections/shared/documents/" + id;
        assertThat(as("portal").header(SUBJECT, "alice").get(address).jsonPath().getString("owner"))
                .isEqualTo("alice");
        acting("carol", "pumps, auditors").get(address).then().statusCode(200);
        acting("carol", "pumps").get(address).then().statusCode(404);
        acting("carol", "").get(address).then().statusCode(404);
        acting("portal", "").get(address).then().statusCode(404);
        acting("carol", "auditors").delete(address).then().statusCode(403);
        acting("alice", "").delete(address).then().statusCode(200);
    }

    @Test
    void headersGiveAnOrdinaryKeyNothing() {
        String id =
                acting("alice", "")
                        .body(note("diary", List.of("group:family")))
                        .post("/api/v1/collections/shared/documents")
                        .path("documents[0].id");
        String address = "/api/v1/collections/shared/documents/" + id;
        as("bob").header(SUBJECT, "alice").get(address).then().statusCode(404);
        as("bob").header(GROUPS, "family").get(address).then().statusCode(404);
    }

    @Test
    void answerBelongsToWhomItWasGivenFor() {
        String answer =
                acting("alice", "")
                        .body(Map.of("collection", "shared", "question", "What does a pump cost?"))
                        .post("/api/v1/answers")
                        .then()
                        .statusCode(200)
                        .extract()
                        .path("id");
        String receipt = "/api/v1/answers/" + answer + "/receipt";
        assertThat(acting("alice", "").get(receipt).jsonPath().getString("principal"))
                .contains("alice")
                .doesNotContain("portal");
        acting("carol", "").get(receipt).then().statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer nobody", "Bearer ", "Basic Ym9iOmJvYg==", "bob"})
    void whatIsNoKeyOpensNothing(String authorization) {
        given().header("Authorization", authorization)
                .get("/api/v1/collections")
                .then()
                .statusCode(401);
    }

    @Test
    void keysThatAreAlikeOpenNothing() {
        for (int i = 0; i < 64; i++) {
            as("bob" + i).get("/api/v1/collections").then().statusCode(401);
        }
    }

    @Test
    void revokedKeyOpensNothing() {
        keys.add("dave", new Principal("t", "dave", new TreeSet<>(), false));
        as("dave").get("/api/v1/collections").then().statusCode(200);
        keys.revoke("dave");
        as("dave").get("/api/v1/collections").then().statusCode(401);
    }

    private static Map<String, Object> note(String title, List<String> readers) {
        return Map.of("title", title, "text", "A " + title + " of pumps.", "readers", readers);
    }

    private static RequestSpecification acting(String subject, String groups) {
        return as("portal").header(SUBJECT, subject).header(GROUPS, groups);
    }

    private static RequestSpecification as(String key) {
        return given().header("Authorization", "Bearer " + key).contentType("application/json");
    }
}
