package dev.plumbline.inference;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Where test data lies that is not part of the project: PLUMBLINE_DATA, or the folder "shared"
 * beside the checkout.
 */
public final class SharedData {
    private SharedData() {}

    /** A file or folder of the fixtures; fails where it is missing. */
    public static Path fixture(String first, String... more) {
        Path path = root().resolve("fixtures").resolve(Path.of(first, more));
        if (!Files.exists(path)) {
            throw new AssertionError("Test data is missing: " + path + ". Set PLUMBLINE_DATA.");
        }
        return path;
    }

    private static Path root() {
        return Stream.of(
                        System.getProperty("plumbline.data", ""),
                        System.getenv().getOrDefault("PLUMBLINE_DATA", ""),
                        "../../shared",
                        "../shared")
                .filter(text -> !text.isBlank())
                .map(Path::of)
                .filter(Files::isDirectory)
                .findFirst()
                .orElseThrow(
                        () ->
                                new AssertionError(
                                        "There is no folder of test data. Set PLUMBLINE_DATA."));
    }
}
