package dev.plumbline.cli;

import dev.plumbline.storage.Home;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;

/** The database of a home, for commands that work beside the service or before it ever ran. */
final class HomeDatabase {
    private HomeDatabase() {}

    /** Brings the schema up to date and connects; each statement is a transaction, synced. */
    static Connection open(Home home) throws SQLException {
        ServiceSettings settings = ServiceSettings.read(home);
        home.create();
        String url =
                settings.embedded()
                        ? "jdbc:sqlite:"
                                + home.database()
                                + "?journal_mode=WAL&synchronous=FULL&busy_timeout=10000&foreign_keys=true&transaction_mode=IMMEDIATE&secure_delete=true"
                        : settings.value("plumbline.database.url", "");
        String user = settings.value("plumbline.database.user", "plumbline");
        String password = settings.value("plumbline.database.password", "");
        Flyway.configure()
                .dataSource(url, user, password)
                .locations("classpath:db/migration")
                .load()
                .migrate();
        return DriverManager.getConnection(url, user, password);
    }
}
