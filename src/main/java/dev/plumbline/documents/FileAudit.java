package dev.plumbline.documents;

import dev.plumbline.storage.BlobStore;
import dev.plumbline.storage.Database;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Looks for every file that a tenant's documents refer to. Originals and texts are read and
 * compared with the hash that is their name; other artifacts have to be readable.
 */
@Singleton
final class FileAudit {
    private final Database database;
    private final BlobStore store;

    @Inject
    FileAudit(Database database, BlobStore store) {
        this.database = database;
        this.store = store;
    }

    /** What was looked at and found. */
    record Result(long files, long bytes, List<Audit.Finding> findings) {
        Result {
            findings = List.copyOf(findings);
        }
    }

    /** Looks at all of them; hears how many revisions of how many are done. */
    Result look(String tenant, BiConsumer<Long, Long> progress) {
        List<Revision> revisions =
                database.read(
                        session ->
                                session.createSelectionQuery(
                                                "select r from Revision r join Document d on d.id = r.key.documentId where d.tenant = :tenant order by r.key.documentId, r.key.number",
                                                Revision.class)
                                        .setParameter("tenant", tenant)
                                        .getResultList());
        Look look = new Look();
        long done = 0;
        for (Revision revision : revisions) {
            look.at(revision);
            progress.accept(++done, (long) revisions.size());
        }
        return new Result(look.files, look.bytes, look.findings);
    }

    private final class Look {
        private final List<Audit.Finding> findings = new ArrayList<>();
        private final Set<Path> seen = new HashSet<>();
        private long files;
        private long bytes;

        void at(Revision revision) {
            try {
                hashed(revision, store.file(revision.sha256), revision.sha256, "original");
            } catch (NoSuchFileException e) {
                missing(revision, "original");
            }
            String text = revision.textSha256;
            if (text != null) {
                Path file = artifact(revision, Texts.KIND, text);
                if (file != null) {
                    hashed(revision, file, text, "text");
                }
            }
            readable(revision, artifact(revision, Parsing.PARSED, revision.parsedKey));
            readable(revision, artifact(revision, Passages.KIND, revision.passagesKey));
            readable(revision, artifact(revision, PassageVectors.KIND, revision.vectorsKey));
        }

        private @Nullable Path artifact(Revision revision, String kind, @Nullable String key) {
            if (key == null) {
                return null;
            }
            Path file = store.artifact(kind, key);
            if (file == null) {
                missing(revision, kind);
            }
            return file;
        }

        private void hashed(Revision revision, Path file, String sha256, String what) {
            if (!seen.add(file)) {
                return;
            }
            try {
                var found = BlobStore.digest(file);
                count(found.bytes());
                if (!found.sha256().equals(sha256)) {
                    find(revision, "The " + what + " is damaged: its bytes have another hash.");
                }
            } catch (IOException e) {
                find(revision, "The " + what + " can't be read: " + e.getMessage());
            }
        }

        private void readable(Revision revision, @Nullable Path file) {
            if (file == null || !seen.add(file)) {
                return;
            }
            try {
                long size = Files.size(file);
                count(size);
                if (size == 0 || !Files.isReadable(file)) {
                    find(revision, "The artifact " + file.getFileName() + " can't be read.");
                }
            } catch (IOException e) {
                find(revision, "An artifact can't be read: " + e.getMessage());
            }
        }

        private void missing(Revision revision, String what) {
            find(revision, "The " + what + " is missing.");
        }

        /** Says it, unless the revision is gone by now, and its files with it. */
        private void find(Revision revision, String message) {
            boolean there =
                    database.read(session -> session.find(Revision.class, revision.key) != null);
            if (there) {
                findings.add(
                        new Audit.Finding(
                                revision.key.documentId(),
                                "file",
                                "Revision " + revision.key.number() + ": " + message));
            }
        }

        private void count(long size) {
            files++;
            bytes += size;
        }
    }
}
