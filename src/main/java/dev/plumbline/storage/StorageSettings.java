package dev.plumbline.storage;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** Where state is kept. */
@ConfigMapping(prefix = "plumbline")
public interface StorageSettings {
    /** The home folder. */
    String home();

    DatabaseSettings database();

    /** The metadata database. */
    interface DatabaseSettings {
        /** {@code embedded} for SQLite in the home folder, else a JDBC URL of PostgreSQL. */
        @WithDefault("embedded")
        String url();

        Optional<String> user();

        Optional<String> password();
    }
}
