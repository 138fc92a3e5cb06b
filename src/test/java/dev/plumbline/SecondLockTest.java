package dev.plumbline;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.accounts.Principal;
import dev.plumbline.storage.Database;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Two locks keep what may not be read out of what is found: the filter inside the index, and the
 * check against the database. Here one of them is told the wrong readers, behind the service's
 * back, so that the other stands alone.
 */
@QuarkusTest
@QuarkusTestResource(value = OwnHome.class, restrictToAnnotatedClass = true)
@SuppressWarnings("NullAway.Init") // injected before the tests
final class SecondLockTest {
    private static String secret = "";
    private static String open = "";

    @Inject KeyTable keys;
    @Inject Database database;

    @BeforeEach
    void makeDocuments() {
        if (!secret.isEmpty()) {
            return;
        }
        keys.add("owner", new Principal("t", "owner", new TreeSet<>(), false));
        keys.add("guest", new Principal("t", "guest", new TreeSet<>(), false));
        call("owner").body(Map.of("name", "vault")).post("/api/v1/collections");
        secret = note("secret", List.of());
        open = note("open", List.of("everyone"));
        for (int i = 0; i < 12; i++) {
            note("other " + i, List.of("everyone"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"bm25", "dense", "hybrid"})
    void whatTheDatabaseForbidsIsHeldBackAndReplaced(String mode) throws SQLException {
        giveReadersOf(secret, open); // the index goes on to let everyone read it
        try {
            assertThat(found("guest", mode)).hasSize(10).doesNotContain(open);
            assertThat(found("owner", mode)).hasSize(10).contains(open);
        } finally {
            giveReadersOf(other(), open);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"bm25", "dense", "hybrid"})
    void whatTheIndexForbidsIsNotFound(String mode) throws SQLException {
        int own = readersOf(secret);
        giveReadersOf(open, secret); // the database now says that everyone may read it
        try {
            assertThat(found("guest", mode)).hasSize(10).doesNotContain(secret);
            assertThat(found("owner", mode)).contains(secret);
        } finally {
            give(own, secret);
        }
    }

    private String other() {
        return call("guest")
                .get("/api/v1/collections/vault/documents")
                .jsonPath()
                .getList("documents.id", String.class)
                .stream()
                .filter(id -> !id.equals(open) && !id.equals(secret))
                .findFirst()
                .orElseThrow();
    }

    /** In the database alone, behind the index's back. */
    private void giveReadersOf(String from, String to) throws SQLException {
        give(readersOf(from), to);
    }

    private int readersOf(String document) throws SQLException {
        try (Connection connection = database.source().getConnection();
                PreparedStatement query =
                        connection.prepareStatement(
                                "select reader_set from documents where id = ?")) {
            query.setString(1, document);
            try (var rows = query.executeQuery()) {
                assertThat(rows.next()).isTrue();
                return rows.getInt(1);
            }
        }
    }

    private void give(int readers, String document) throws SQLException {
        try (Connection connection = database.source().getConnection();
                PreparedStatement update =
                        connection.prepareStatement(
                                "update documents set reader_set = ? where id = ?")) {
            update.setInt(1, readers);
            update.setString(2, document);
            assertThat(update.executeUpdate()).isEqualTo(1);
        }
    }

    /** "secret" and "open" say most of it, by words and by meaning. */
    private static String note(String title, List<String> readers) {
        boolean best = !title.startsWith("other");
        String text =
                best
                        ? "The price of the lantern, the price: " + title + ", 12 crowns a lantern."
                        : "A lantern hangs in harbour number " + title + " and is lit at dusk.";
        String id =
                call("owner")
                        .body(Map.of("title", title, "text", text, "readers", readers))
                        .post("/api/v1/collections/vault/documents")
                        .then()
                        .statusCode(202)
                        .extract()
                        .path("documents[0].id");
        return Waiting.searchable(
                id,
                () -> call("owner").get("/api/v1/collections/vault/documents/{id}", id).jsonPath());
    }

    private static List<String> found(String person, String mode) {
        return call(person)
                .body(
                        Map.of(
                                "collection",
                                "vault",
                                "query",
                                "price of the lantern",
                                "mode",
                                mode,
                                "k",
                                10))
                .post("/api/v1/search")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("hits.document_id");
    }

    private static RequestSpecification call(String person) {
        return given().header("Authorization", "Bearer " + person).contentType("application/json");
    }
}
