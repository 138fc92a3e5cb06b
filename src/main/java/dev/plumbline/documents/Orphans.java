package dev.plumbline.documents;

import dev.plumbline.storage.BlobStore;
import dev.plumbline.storage.Database;
import dev.plumbline.storage.Json;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Finds files to which nothing refers: a kill between storing bytes and the commit that refers to
 * them leaves such. They are found without a lock; {@link Erasures#remove} looks again while nobody
 * stores, so that what an upload has just used again stays.
 */
@Singleton
final class Orphans {
    private static final Logger LOG = Logger.getLogger(Orphans.class);

    private final Database database;
    private final BlobStore store;
    private final Erasures erasures;

    @Inject
    Orphans(Database database, BlobStore store, Erasures erasures) {
        this.database = database;
        this.store = store;
        this.erasures = erasures;
    }

    /** Removes them; the number of files that nothing referred to. */
    int sweep() {
        Traces found = Traces.none();
        try {
            store.forOriginals(
                    keys -> found.blobs().addAll(unreferenced("Revision", "sha256", keys)));
            artifacts(Texts.KIND, "DocumentText", "key.textSha256", found.texts());
            artifacts(Parsing.PARSED, "Revision", "parsedKey", found.parsed());
            artifacts(Passages.KIND, "Revision", "passagesKey", found.passages());
            artifacts(PassageVectors.KIND, "Revision", "vectorsKey", found.vectors());
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The stored files can't be listed: " + e.getMessage(), e);
        }
        int orphans = found.size();
        if (orphans > 0) {
            keepAwaiting(found);
            orphans = found.size();
            erasures.remove(found);
        }
        if (orphans > 0) {
            LOG.infof(
                    "%d files to which nothing referred were removed or are in use by now",
                    orphans);
        }
        return orphans;
    }

    private void artifacts(String kind, String entity, String field, Collection<String> found)
            throws IOException {
        store.forArtifacts(kind, keys -> found.addAll(unreferenced(entity, field, keys)));
    }

    /** Those of the keys that no entity has in a field. */
    private Set<String> unreferenced(String entity, String field, List<String> keys) {
        Set<String> rest = new HashSet<>(keys);
        rest.removeAll(
                database.read(
                        session ->
                                session.createSelectionQuery(
                                                "select e.%1$s from %2$s e where e.%1$s in :keys"
                                                        .formatted(field, entity),
                                                String.class)
                                        .setParameter("keys", keys)
                                        .getResultList()));
        return rest;
    }

    /** What deleted documents left goes when its erasure is due. */
    private void keepAwaiting(Traces found) {
        database.read(
                        session ->
                                session.createSelectionQuery(
                                                "select e.blobs from Erasure e where e.erasedAt is null",
                                                String.class)
                                        .getResultList())
                .forEach(traces -> found.removeAll(Json.read(traces, Traces.class)));
    }
}
