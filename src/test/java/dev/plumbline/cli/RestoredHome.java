package dev.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.documents.Stock;
import dev.plumbline.storage.Home;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** Gives the service under test a copy that the command made of another home. */
public final class RestoredHome implements QuarkusTestResourceLifecycleManager {
    @Override
    public Map<String, String> start() {
        try {
            Path root = Files.createDirectories(Path.of("target", "homes")).toAbsolutePath();
            Home home = new Home(Files.createTempDirectory(root, "backed-up"));
            try (Connection database = HomeDatabase.open(home)) {
                Stock stock = Stock.open(home, database);
                float[] vector = new float[384];
                vector[0] = 1;
                stock.add(
                        "lighthouse.txt",
                        "The lighthouse",
                        List.of(
                                "The lamp of the Skerry lighthouse was lit in 1844.",
                                "It burned colza oil."),
                        List.of(vector, vector));
                stock.finish();
            }
            Path copy = Files.createTempDirectory(root, "restored");
            assertThat(Main.run("backup", copy.toString(), "--home", home.path().toString()))
                    .isZero();
            return Map.of("plumbline.home", copy.toString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void stop() {}
}
