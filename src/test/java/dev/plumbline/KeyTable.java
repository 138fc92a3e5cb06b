package dev.plumbline;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.accounts.Keys;
import dev.plumbline.accounts.Principal;
import dev.plumbline.storage.Database;
import dev.plumbline.storage.Ids;
import dev.plumbline.storage.Json;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.TreeSet;

/** The keys of the service under test; with the first, it is closed to those without one. */
@Singleton
public class KeyTable {
    private final Database database;

    @Inject
    KeyTable(Database database) {
        this.database = database;
    }

    /** Adds a key of somebody, and waits until calls without one are refused. */
    public void close(String key, String subject) {
        add(key, new Principal("default", subject, new TreeSet<>(), false), false);
        Instant end = Instant.now().plus(Duration.ofSeconds(30));
        while (given().get("/api/v1/collections").statusCode() != 401) {
            assertThat(Instant.now()).as("time to notice the first key").isBefore(end);
        }
    }

    /** Adds a key that stands for a principal. */
    public void add(String key, Principal principal) {
        add(key, principal, false);
    }

    /** Adds a key that speaks for others, whom each call names. */
    public void addActingForOthers(String key, Principal principal) {
        add(key, principal, true);
    }

    /** Takes a key back. */
    public void revoke(String key) {
        try (Connection connection = database.source().getConnection();
                PreparedStatement update =
                        connection.prepareStatement(
                                "update api_keys set revoked_at = 1 where hash = ?")) {
            update.setString(1, Keys.hash(key));
            assertThat(update.executeUpdate()).isEqualTo(1);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private void add(String key, Principal principal, boolean actAs) {
        try (Connection connection = database.source().getConnection();
                PreparedStatement insert =
                        connection.prepareStatement(
                                "insert into api_keys (id, hash, tenant, subject, member_of, act_as, administrator, created_at) values (?, ?, ?, ?, ?, ?, ?, 0) on conflict do nothing")) {
            insert.setString(1, Ids.next());
            insert.setString(2, Keys.hash(key));
            insert.setString(3, principal.tenant());
            insert.setString(4, principal.subject());
            insert.setString(5, Json.write(principal.groups()));
            insert.setBoolean(6, actAs);
            insert.setBoolean(7, principal.admin());
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
