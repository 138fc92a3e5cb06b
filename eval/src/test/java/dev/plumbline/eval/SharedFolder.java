package dev.plumbline.eval;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where test collections lie that are too large, or not ours, to be kept here. */
public final class SharedFolder {
    private SharedFolder() {}

    /** A folder of collections' data; fails where it is not there. */
    public static Path data(String name) {
        String told = setting();
        Path folder =
                told == null ? Path.of("../../shared/data", name) : Path.of(told, "data", name);
        if (!Files.isDirectory(folder)) {
            throw new IllegalStateException(
                    "there is no folder "
                            + folder.toAbsolutePath().normalize()
                            + ": set PLUMBLINE_DATA");
        }
        return folder;
    }

    private static @Nullable String setting() {
        String property = System.getProperty("plumbline.data", "");
        return property.isEmpty() ? System.getenv("PLUMBLINE_DATA") : property;
    }
}
