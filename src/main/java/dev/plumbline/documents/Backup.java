package dev.plumbline.documents;

import dev.plumbline.storage.BlobStore;
import dev.plumbline.storage.Home;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * A copy of a home that a service may be using. First the database as it is at one moment, then
 * every file that it refers to: files never change, so that a copy of one is never half of it.
 * Where one was erased in between, the database is copied again and what is missing after that. The
 * index is left out; it follows from the log.
 */
public final class Backup {
    private static final int TRIES = 20;
    private static final List<String> SETTINGS =
            List.of("plumbline.properties", "self-checks.properties");

    private final Home home;
    private final Home copy;
    private final BlobStore from;
    private final BlobStore to;
    private final Consumer<String> progress;
    private final Set<String> damaged = new TreeSet<>();
    private long copied;

    private Backup(Home home, Home copy, Consumer<String> progress) {
        this.home = home;
        this.copy = copy;
        this.progress = progress;
        from = new BlobStore(home);
        to = new BlobStore(copy);
    }

    /**
     * What a copy has.
     *
     * @param files that its documents refer to
     * @param copied those that an earlier copy in the same folder did not have
     * @param lost files that the home itself lacks, or whose bytes have another hash
     */
    public record Made(long documents, long files, long copied, List<String> lost) {
        public Made {
            lost = List.copyOf(lost);
        }
    }

    /**
     * Makes or renews the copy in a folder.
     *
     * @throws IllegalStateException where the home has no embedded database, or a service has used
     *     the folder
     */
    public static Made make(Home home, Path folder, Consumer<String> progress)
            throws IOException, SQLException {
        Home copy = new Home(folder);
        if (!Files.exists(home.database())) {
            throw new IllegalStateException(
                    "There is no database in " + home.path() + "; nothing to copy.");
        }
        if (Files.exists(copy.path().resolve("lock")) || copy.path().startsWith(home.path())) {
            throw new IllegalStateException(
                    copy.path()
                            + " is a service's home or lies in one; choose a folder of its own.");
        }
        return new Backup(home, copy.create(), progress).make();
    }

    private Made make() throws IOException, SQLException {
        Path snapshot = copy.path().resolve("plumbline.db.next");
        Traces missing = Traces.none();
        for (int i = 0; i < TRIES; i++) {
            snapshot(snapshot);
            Traces wanted = wanted(snapshot);
            progress.accept("copying what " + wanted.size() + " files lack");
            Traces before = missing;
            missing = copy(wanted);
            if (missing.size() == 0 || missing.equals(before)) {
                return finish(snapshot, wanted, missing);
            }
        }
        throw new IllegalStateException(
                "So much is erased meanwhile that no copy is whole; try again.");
    }

    private void snapshot(Path target) throws IOException, SQLException {
        Files.deleteIfExists(target);
        try (Connection database = connect(home.database());
                PreparedStatement statement = database.prepareStatement("vacuum into ?")) {
            statement.setString(1, target.toString());
            statement.execute();
        }
        sync(target);
    }

    private static Connection connect(Path file) throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + file + "?busy_timeout=10000");
    }

    private static Traces wanted(Path snapshot) throws SQLException {
        Traces wanted = Traces.none();
        try (Connection database = connect(snapshot)) {
            keys(database, "select sha256 from revisions", wanted.blobs());
            keys(database, "select text_sha256 from revisions", wanted.texts());
            keys(database, "select text_sha256 from document_texts", wanted.texts());
            keys(database, "select parsed_key from revisions", wanted.parsed());
            keys(database, "select passages_key from revisions", wanted.passages());
            keys(database, "select vectors_key from revisions", wanted.vectors());
        }
        return wanted;
    }

    private static void keys(Connection database, String query, Set<String> keys)
            throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                String key = rows.getString(1);
                if (key != null) {
                    keys.add(key);
                }
            }
        }
    }

    /** Copies what the copy lacks; what the home lacks. */
    private Traces copy(Traces wanted) throws IOException {
        Traces missing = Traces.none();
        for (String sha256 : wanted.blobs()) {
            if (!original(sha256)) {
                missing.blobs().add(sha256);
            }
        }
        copy(Texts.KIND, wanted.texts(), missing.texts());
        copy(Parsing.PARSED, wanted.parsed(), missing.parsed());
        copy(Passages.KIND, wanted.passages(), missing.passages());
        copy(PassageVectors.KIND, wanted.vectors(), missing.vectors());
        return missing;
    }

    private boolean original(String sha256) throws IOException {
        if (has(sha256)) {
            return true;
        }
        Path part = Files.createTempFile(copy.temporary(), "original", ".part");
        try {
            Files.copy(from.file(sha256), part, StandardCopyOption.REPLACE_EXISTING);
            if (BlobStore.digest(part).sha256().equals(sha256)) {
                to.adopt(part);
                copied++;
            } else {
                damaged.add("original " + sha256);
            }
            return true;
        } catch (NoSuchFileException e) {
            return false;
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private boolean has(String sha256) {
        try {
            return Files.exists(to.file(sha256));
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private void copy(String kind, Set<String> keys, Set<String> missing) throws IOException {
        for (String key : keys) {
            Path source = from.artifact(kind, key);
            if (to.artifact(kind, key) != null) {
                continue;
            }
            if (source == null) {
                missing.add(key);
                continue;
            }
            try {
                to.writeArtifact(kind, key, out -> Files.copy(source, out));
                copied++;
            } catch (NoSuchFileException e) {
                missing.add(key);
            }
        }
    }

    private Made finish(Path snapshot, Traces wanted, Traces missing)
            throws IOException, SQLException {
        for (String name : SETTINGS) {
            Path file = home.path().resolve(name);
            if (Files.exists(file)) {
                Files.copy(
                        file,
                        copy.path().resolve(name),
                        StandardCopyOption.REPLACE_EXISTING,
                        StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        Files.move(snapshot, copy.database(), StandardCopyOption.ATOMIC_MOVE);
        sync(copy.path());
        removeOthers(wanted); // not before: the former database refers to them
        Set<String> lost = new TreeSet<>(damaged);
        missing.blobs().forEach(key -> lost.add("original " + key));
        missing.texts().forEach(key -> lost.add("text " + key));
        missing.parsed().forEach(key -> lost.add("parsed " + key));
        missing.passages().forEach(key -> lost.add("passages " + key));
        missing.vectors().forEach(key -> lost.add("vectors " + key));
        return new Made(documents(), wanted.size(), copied, List.copyOf(lost));
    }

    /** What documents had that are deleted by now leaves a renewed copy too. */
    private void removeOthers(Traces wanted) throws IOException {
        to.forOriginals(keys -> others(keys, wanted.blobs()).forEach(key -> erase("", key)));
        removeOthers(Texts.KIND, wanted.texts());
        removeOthers(Parsing.PARSED, wanted.parsed());
        removeOthers(Passages.KIND, wanted.passages());
        removeOthers(PassageVectors.KIND, wanted.vectors());
    }

    private void removeOthers(String kind, Set<String> wanted) throws IOException {
        to.forArtifacts(kind, keys -> others(keys, wanted).forEach(key -> erase(kind, key)));
    }

    private static List<String> others(List<String> keys, Set<String> wanted) {
        return keys.stream().filter(key -> !wanted.contains(key)).toList();
    }

    private void erase(String kind, String key) {
        try {
            if (kind.isEmpty()) {
                to.erase(key);
            } else {
                to.eraseArtifact(kind, key);
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(
                    "The copy keeps a file that it should not: " + e.getMessage(), e);
        }
    }

    private long documents() throws SQLException {
        try (Connection database = connect(copy.database());
                Statement statement = database.createStatement();
                ResultSet count = statement.executeQuery("select count(*) from documents")) {
            count.next();
            return count.getLong(1);
        }
    }

    private static void sync(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
