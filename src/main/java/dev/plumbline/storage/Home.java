package dev.plumbline.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** The folder that holds all state of one service. */
public record Home(Path path) {
    /** Held until the process ends, so that no second service opens the same home. */
    @SuppressWarnings("unused") // a lock that nobody holds on to is released with its channel
    private static @Nullable FileLock held;

    public Home {
        path = path.toAbsolutePath().normalize();
    }

    /** The given folder, else {@code PLUMBLINE_HOME}, else {@code data/} beside the launcher. */
    public static Home at(@Nullable Path given) {
        if (given != null) {
            return new Home(given);
        }
        String configured = System.getenv("PLUMBLINE_HOME");
        if (configured != null && !configured.isBlank()) {
            return new Home(Path.of(configured));
        }
        return new Home(Path.of(System.getenv().getOrDefault("PLUMBLINE_ROOT", "."), "data"));
    }

    /** Creates the folder and its temporary folder where missing. */
    public Home create() {
        try {
            Files.createDirectories(path);
            Files.createDirectories(temporary());
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The home folder " + path + " can't be created: " + e.getMessage(), e);
        }
        return this;
    }

    /**
     * Takes the home for this process until it ends.
     *
     * @throws IllegalStateException where another process has it
     */
    public void lock() {
        create();
        Path file = path.resolve("lock");
        try {
            @SuppressWarnings("resource") // stays open as long as the process lives
            FileChannel channel =
                    FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                channel.close();
                throw new IllegalStateException(
                        "Another service runs on the home "
                                + path
                                + "; stop it, or choose another folder with --home.");
            }
            held = lock;
        } catch (OverlappingFileLockException e) {
            throw new IllegalStateException(
                    "This process already runs a service on the home " + path + ".", e);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The home " + path + " can't be locked: " + e.getMessage(), e);
        }
    }

    public Path temporary() {
        return path.resolve("tmp");
    }

    public Path blobs() {
        return path.resolve("blobs");
    }

    public Path artifacts() {
        return path.resolve("artifacts");
    }

    public Path index() {
        return path.resolve("index");
    }

    /** The embedded database's file. */
    public Path database() {
        return path.resolve("plumbline.db");
    }
}
