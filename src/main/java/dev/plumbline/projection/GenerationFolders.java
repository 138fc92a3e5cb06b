package dev.plumbline.projection;

import dev.plumbline.index.IndexException;
import dev.plumbline.index.IndexSettings;
import dev.plumbline.index.TenantIndex;
import dev.plumbline.inference.thread.Background;
import dev.plumbline.storage.Home;
import dev.plumbline.storage.Ids;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** The folders of a tenant's index generations; a small file names the one that serves. */
final class GenerationFolders {
    private static final Logger LOG = Logger.getLogger(GenerationFolders.class);
    private static final String CURRENT = "current";

    private final Path root;
    private final IndexSettings settings;

    GenerationFolders(Home home, String tenant, IndexSettings settings) {
        // A tenant's name may hold what no folder's name can.
        this.root =
                home.index()
                        .resolve(
                                java.util.HexFormat.of()
                                        .formatHex(tenant.getBytes(StandardCharsets.UTF_8)));
        this.settings = settings;
    }

    /**
     * Opens the serving generation; an empty one where there is none, or where it is damaged or of
     * another layout: it is filled from the log.
     */
    Opened open() {
        try {
            Files.createDirectories(root);
            Path pointer = root.resolve(CURRENT);
            if (!Files.exists(pointer)) {
                Opened fresh = fresh();
                serve(fresh.folder());
                return fresh;
            }
            Path folder = root.resolve(Files.readString(pointer).strip());
            removeOthers(folder);
            return new Opened(
                    folder, TenantIndex.open(folder, settings, Background::yieldToOthers));
        } catch (IndexException e) {
            if (e.code() != IndexException.Code.CORRUPT
                    && e.code() != IndexException.Code.INCOMPATIBLE) {
                throw e;
            }
            LOG.warnf(
                    "The index in %s can't be used (%s); it is built anew from the log",
                    root, e.getMessage());
            Opened fresh = fresh();
            serve(fresh.folder());
            removeOthers(fresh.folder());
            return fresh;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The index folder " + root + " can't be used: " + e.getMessage(), e);
        }
    }

    /** An empty generation beside the serving one. */
    Opened fresh() {
        Path folder = root.resolve("generation-" + Ids.next());
        return new Opened(folder, TenantIndex.open(folder, settings, Background::yieldToOthers));
    }

    /** Makes a generation the serving one, in one step that survives a crash. */
    void serve(Path folder) {
        try {
            Path next = root.resolve(CURRENT + ".next");
            Files.writeString(next, folder.getFileName().toString());
            sync(next);
            Files.move(
                    next,
                    root.resolve(CURRENT),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
            sync(root);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The index generation "
                            + folder
                            + " can't be made the serving one: "
                            + e.getMessage(),
                    e);
        }
    }

    /** Removes all generations but one. */
    void removeOthers(Path folder) {
        try (Stream<Path> found = Files.list(root)) {
            List<Path> old =
                    found.filter(path -> Files.isDirectory(path) && !path.equals(folder)).toList();
            for (Path path : old) {
                remove(path);
            }
        } catch (IOException e) {
            LOG.warnf("Old index generations in %s can't be removed: %s", root, e.getMessage());
        }
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    private static void sync(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** An index and where it is. */
    record Opened(Path folder, TenantIndex index) {}
}
