package dev.plumbline;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.assertj.core.api.SoftAssertions;
import org.hibernate.Session;
import org.junit.jupiter.api.Test;

/** What is kept of a document, on SQLite. */
@QuarkusTest
@QuarkusTestResource(value = OwnHome.class, restrictToAnnotatedClass = true)
final class DocumentsTest extends DocumentsContract {
    @Test
    void whatIsCommittedIsSyncedAndWhatIsDeletedIsOverwritten() throws SQLException {
        SoftAssertions each = new SoftAssertions();
        try (Connection connection = database.source().getConnection()) {
            each.assertThat(pragma(connection, "journal_mode")).isEqualTo("wal");
            each.assertThat(pragma(connection, "synchronous")).as("full").isEqualTo("2");
            each.assertThat(pragma(connection, "secure_delete")).isEqualTo("1");
            each.assertThat(pragma(connection, "foreign_keys")).isEqualTo("1");
            each.assertThat(pragma(connection, "busy_timeout")).isEqualTo("10000");
        }
        each.assertThat(database.<Integer>read(DocumentsTest::patience)).isEqualTo(10_000);
        each.assertAll();
    }

    private static int patience(Session session) {
        return session.createNativeQuery("pragma busy_timeout", Integer.class).getSingleResult();
    }

    private static String pragma(Connection connection, String name) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet value = statement.executeQuery("pragma " + name)) {
            assertThat(value.next()).isTrue();
            return value.getString(1);
        }
    }
}
