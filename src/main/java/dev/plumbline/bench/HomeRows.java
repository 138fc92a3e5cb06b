package dev.plumbline.bench;

import dev.plumbline.storage.Home;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * How far documents are, by the rows of the home's database: asking the service would cost it what
 * is measured.
 */
final class HomeRows implements AutoCloseable {
    private static final Duration WAIT_MAX = Duration.ofMinutes(30);
    private final Connection database;

    HomeRows(Home home) throws SQLException {
        database =
                DriverManager.getConnection(
                        "jdbc:sqlite:" + home.database() + "?busy_timeout=10000");
    }

    /** Revisions whose text is published, or that have failed. */
    long parsed() throws SQLException {
        return count("from revisions where text_seq is not null or outcome is not null");
    }

    /** Revisions that have failed. */
    long failed() throws SQLException {
        return count("from revisions where outcome is not null");
    }

    /** Revisions that await their vectors. */
    long unembedded() throws SQLException {
        return count("from revisions where vectors_seq is null and outcome is null");
    }

    long documents() throws SQLException {
        return count("from documents");
    }

    long passages() throws SQLException {
        return sum("passages");
    }

    /** Pages; what has none counts as one. */
    long pages() throws SQLException {
        return sum("case when pages > 0 then pages else 1 end");
    }

    /** A number of rows that grows or shrinks towards one that is waited for. */
    interface Rows {
        long number() throws SQLException;
    }

    /** Waits until the number is the wanted one. */
    static void await(Rows rows, long wanted) throws SQLException, InterruptedException {
        long end = System.nanoTime() + WAIT_MAX.toNanos();
        while (rows.number() != wanted) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException(
                        "Documents are on their way for more than "
                                + WAIT_MAX.toMinutes()
                                + " minutes.");
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    private long sum(String what) throws SQLException {
        return number("select coalesce(sum(" + what + "), 0) from revisions where outcome is null");
    }

    private long count(String from) throws SQLException {
        return number("select count(*) " + from);
    }

    private long number(String query) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            result.next();
            return result.getLong(1);
        }
    }

    @Override
    public void close() throws SQLException {
        database.close();
    }
}
