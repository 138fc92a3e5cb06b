package dev.plumbline;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gives the service under test a PostgreSQL server of its own, from binaries that Maven has
 * fetched. A server does not run as root; where tests do, it runs in a user namespace ({@code
 * unshare}).
 */
public final class OwnPostgres implements QuarkusTestResourceLifecycleManager {
    private @Nullable EmbeddedPostgres server;

    @Override
    public Map<String, String> start() {
        EmbeddedPostgres started = server();
        server = started;
        return Map.of(
                "plumbline.database.url",
                "jdbc:postgresql://localhost:" + started.getPort() + "/postgres",
                "plumbline.database.user",
                "postgres",
                "plumbline.database.password",
                "postgres",
                "plumbline.internal.embedded",
                "false",
                "plumbline.internal.server",
                "true");
    }

    /** A server that runs; whoever asked for it closes it. */
    static EmbeddedPostgres server() {
        try {
            Path root = Files.createDirectories(Path.of("target", "postgres").toAbsolutePath());
            return EmbeddedPostgres.builder()
                    .setOverrideWorkingDirectory(root.toFile())
                    .setDataDirectory(Files.createTempDirectory(root, "data"))
                    .start();
        } catch (IOException | IllegalStateException e) {
            throw new IllegalStateException(
                    "No PostgreSQL server could be started. As root this needs user namespaces (unshare -U id); any other user needs nothing.",
                    e);
        }
    }

    @Override
    public void stop() {
        EmbeddedPostgres started = server;
        if (started != null) {
            try {
                started.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
