package dev.plumbline.storage;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.arc.InjectableInstance;
import io.quarkus.hibernate.orm.PersistenceUnit;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.sqlite.SQLiteJDBCLoader;

/**
 * The one way to the database. Quarkus fixes a data source's kind when it builds, so there is one
 * of each kind with the same entities, and configuration decides which is active. Writing goes
 * through transactions that begin with the write lock (SQLite) and end synced; reading has its own
 * connections, so that it never waits for a writer.
 */
@Singleton
public final class Database {
    /**
     * The first SQLite without the WAL-reset bug, by which a commit could be lost while another
     * connection checkpoints.
     */
    private static final String OLDEST_SQLITE = "3.51.3";

    private final boolean embedded;
    private final EntityManager entities;
    private final SessionFactory sessions;
    private final AgroalDataSource writing;
    private final AgroalDataSource reading;

    @Inject
    Database(
            StorageSettings settings,
            @PersistenceUnit("sqlite") InjectableInstance<EntityManager> sqlite,
            @PersistenceUnit("postgres") InjectableInstance<EntityManager> postgres,
            @PersistenceUnit("sqlite") InjectableInstance<SessionFactory> sqliteSessions,
            @PersistenceUnit("postgres") InjectableInstance<SessionFactory> postgresSessions,
            @DataSource("sqlite") InjectableInstance<AgroalDataSource> sqliteSource,
            @DataSource("reading") InjectableInstance<AgroalDataSource> sqliteReading,
            @DataSource("postgres") InjectableInstance<AgroalDataSource> postgresSource) {
        this.embedded = settings.database().url().equals("embedded");
        this.entities = embedded ? sqlite.get() : postgres.get();
        this.sessions = embedded ? sqliteSessions.get() : postgresSessions.get();
        this.writing = embedded ? sqliteSource.get() : postgresSource.get();
        this.reading = embedded ? sqliteReading.get() : postgresSource.get();
        if (embedded) {
            requireSafeSqlite(SQLiteJDBCLoader.getVersion());
        }
    }

    /** Runs the work in a transaction of its own and returns once it is committed (and synced). */
    public <T> T write(Function<EntityManager, T> work) {
        return QuarkusTransaction.requiringNew().call(() -> work.apply(entities));
    }

    /** As {@link #write}, without a result. */
    public void run(Consumer<EntityManager> work) {
        QuarkusTransaction.requiringNew().run(() -> work.accept(entities));
    }

    /** Reads committed state on a connection that waits for no writer. */
    public <T> T read(Function<Session, T> work) {
        try (Connection connection = reading.getConnection();
                Session session = sessions.withOptions().connection(connection).openSession()) {
            session.setDefaultReadOnly(true);
            return work.apply(session);
        } catch (SQLException e) {
            throw new IllegalStateException("The database can't be read: " + e.getMessage(), e);
        }
    }

    /** Connections that take part in the surrounding transaction. */
    public AgroalDataSource source() {
        return writing;
    }

    /** Writes SQLite's write-ahead log back and empties it. */
    public void checkpoint() {
        try (Connection connection = reading.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("pragma wal_checkpoint(truncate)");
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "The database's log can't be written back: " + e.getMessage(), e);
        }
    }

    public boolean embedded() {
        return embedded;
    }

    private static void requireSafeSqlite(String version) {
        if (Runtime.Version.parse(release(version)).compareTo(Runtime.Version.parse(OLDEST_SQLITE))
                < 0) {
            throw new IllegalStateException(
                    "SQLite "
                            + version
                            + " can lose commits (its WAL-reset bug); "
                            + OLDEST_SQLITE
                            + " or newer is needed. Check for a second sqlite-jdbc in the class path.");
        }
    }

    private static String release(String version) {
        String[] parts = version.split("\\.");
        return parts.length > 3 ? String.join(".", parts[0], parts[1], parts[2]) : version;
    }
}
