package dev.plumbline.page;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.accounts.Keys;
import io.quarkus.agroal.DataSource;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

/** Closes the service under test to those without a key. */
@Singleton
class KeyTable {
    private final javax.sql.DataSource database;

    @Inject
    KeyTable(@DataSource("sqlite") javax.sql.DataSource database) {
        this.database = database;
    }

    /** Adds a key, and waits until calls without one are refused. */
    void close(String key, String subject) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement insert =
                        connection.prepareStatement(
                                "insert into api_keys (id, hash, tenant, subject, member_of, act_as, administrator, created_at) values (?, ?, 'default', ?, '[]', false, false, 0) on conflict do nothing")) {
            insert.setString(1, subject);
            insert.setString(2, Keys.hash(key));
            insert.setString(3, subject);
            insert.executeUpdate();
        }
        Instant end = Instant.now().plus(Duration.ofSeconds(30));
        while (given().get("/api/v1/collections").statusCode() != 401) {
            assertThat(Instant.now()).as("time to notice the first key").isBefore(end);
        }
    }
}
