package dev.plumbline.index;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Copies of an index's folder, as a crash would leave it. */
final class Folders {
    private Folders() {}

    static Path copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        for (Path file : files(from)) {
            try {
                Files.copy(file, to.resolve(file.getFileName().toString()));
            } catch (NoSuchFileException e) {
                // A merge removed it: then no commit names it.
            }
        }
        return to;
    }

    static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }
}
