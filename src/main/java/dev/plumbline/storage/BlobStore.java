package dev.plumbline.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Immutable files in two levels of folders: originals by the hash of their bytes, artifacts by the
 * hash of what they were made from. A file is there whole or not at all: it is written beside,
 * synced, renamed, and its folder synced before a call returns.
 */
public final class BlobStore {
    private static final String KEY = "[0-9a-f]{64}";
    private static final int KEYS_AT_ONCE = 500;

    private final Path blobs;
    private final Path artifacts;
    private final Path temporary;
    private final ReentrantReadWriteLock references = new ReentrantReadWriteLock();

    public BlobStore(Home home) {
        this.blobs = home.blobs();
        this.artifacts = home.artifacts();
        this.temporary = home.create().temporary();
    }

    /** Writes the bytes of one artifact. */
    public interface Writer {
        void write(OutputStream out) throws IOException;
    }

    /** Work that may end in a failure to read or write. */
    public interface Work<T> {
        T run() throws IOException;
    }

    /**
     * Stores and commits what refers to it with no erasure in between: what is stored already may
     * be due to be erased, and has no reference yet that would keep it.
     */
    public <T> T referring(Work<T> work) throws IOException {
        return holding(references.readLock(), work);
    }

    /** Looks for references and erases with no store in between. */
    public <T> T erasing(Work<T> work) throws IOException {
        return holding(references.writeLock(), work);
    }

    private static <T> T holding(Lock lock, Work<T> work) throws IOException {
        lock.lock();
        try {
            return work.run();
        } finally {
            lock.unlock();
        }
    }

    /**
     * A file on its way into the store.
     *
     * @param blob its bytes, which are synced
     */
    public record Staged(Path file, Blob blob) {}

    /**
     * Reads and syncs a file on the same file system: what takes its time, and needs no lock. It is
     * not in the store yet.
     */
    public Staged stage(Path file) throws IOException {
        Blob blob = digest(file);
        sync(file);
        return new Staged(file, blob);
    }

    /** Takes a file on the same file system into the store; the file is gone afterwards. */
    public Blob adopt(Path file) throws IOException {
        return adopt(stage(file));
    }

    /** Takes a staged file into the store. */
    public Blob adopt(Staged staged) throws IOException {
        Path file = staged.file();
        Blob blob = staged.blob();
        Path target = place(blobs, blob.sha256());
        if (Files.exists(target)) {
            Files.deleteIfExists(file);
            sync(Objects.requireNonNull(target.getParent())); // who moved it may not have yet
        } else {
            move(file, target);
        }
        return blob;
    }

    /**
     * The file of an original.
     *
     * @throws NoSuchFileException where it is not there (any more)
     */
    public Path file(String sha256) throws NoSuchFileException {
        Path file = place(blobs, sha256);
        if (!Files.exists(file)) {
            throw new NoSuchFileException(file.toString());
        }
        return file;
    }

    /** The file of an artifact, or null where it was not made yet or is gone. */
    public @Nullable Path artifact(String kind, String key) {
        Path file = place(artifacts.resolve(kind), key);
        return Files.exists(file) ? file : null;
    }

    /** Writes an artifact unless it is there. */
    public Path writeArtifact(String kind, String key, Writer writer) throws IOException {
        Path target = place(artifacts.resolve(kind), key);
        if (Files.exists(target)) {
            return target;
        }
        Path file = Files.createTempFile(temporary, kind, ".part");
        try {
            try (OutputStream out =
                    new java.io.BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
                writer.write(out);
            }
            sync(file);
            move(file, target);
        } finally {
            Files.deleteIfExists(file);
        }
        return target;
    }

    /** Removes an original; quiet where there is none. */
    public void erase(String sha256) throws IOException {
        Files.deleteIfExists(place(blobs, sha256));
    }

    /** Removes an artifact; quiet where there is none. */
    public void eraseArtifact(String kind, String key) throws IOException {
        Files.deleteIfExists(place(artifacts.resolve(kind), key));
    }

    /** Shows the keys of all originals, folder by folder. */
    public void forOriginals(Consumer<List<String>> action) throws IOException {
        forKeys(blobs, action);
    }

    /** Shows the keys of all artifacts of a kind, folder by folder. */
    public void forArtifacts(String kind, Consumer<List<String>> action) throws IOException {
        forKeys(artifacts.resolve(kind), action);
    }

    private static void forKeys(Path root, Consumer<List<String>> action) throws IOException {
        if (!Files.isDirectory(root)) {
            return;
        }
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(root, Files::isDirectory)) {
            for (Path folder : folders) {
                List<String> keys = new ArrayList<>();
                try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
                    files.forEach(file -> keys.add(file.getFileName().toString()));
                }
                keys.removeIf(key -> !key.matches(KEY));
                for (int i = 0; i < keys.size(); i += KEYS_AT_ONCE) {
                    action.accept(keys.subList(i, Math.min(keys.size(), i + KEYS_AT_ONCE)));
                }
            }
        }
    }

    /** Removes what a former service left on its way into the store. */
    public void sweepTemporary() throws IOException {
        remove(temporary, "*.part");
        Path uploads = temporary.resolve("uploads");
        if (Files.isDirectory(uploads)) {
            remove(uploads, "*");
        }
    }

    private static void remove(Path folder, String names) throws IOException {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, names)) {
            for (Path file : left) {
                if (Files.isRegularFile(file)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    /** The hash and size of a file's bytes. */
    public static Blob digest(Path file) throws IOException {
        MessageDigest sha256 = sha256();
        long bytes = 0;
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), sha256)) {
            byte[] buffer = new byte[1 << 16];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                bytes += n;
            }
        }
        return new Blob(HexFormat.of().formatHex(sha256.digest()), bytes);
    }

    /** The key of an artifact: a hash over all that decides its content. */
    public static String key(String... parts) {
        MessageDigest sha256 = sha256();
        for (String part : parts) {
            sha256.update(part.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            sha256.update((byte) 0);
        }
        return HexFormat.of().formatHex(sha256.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private static Path place(Path root, String key) {
        if (!key.matches(KEY)) {
            throw new IllegalArgumentException("Not a key of the store: " + key);
        }
        return root.resolve(key.substring(0, 2)).resolve(key);
    }

    private static void move(Path file, Path target) throws IOException {
        Path folder = Objects.requireNonNull(target.getParent());
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
            sync(Objects.requireNonNull(folder.getParent()));
        }
        Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
        sync(folder);
    }

    private static void sync(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
