package dev.plumbline.documents;

import dev.plumbline.collections.Collection;
import dev.plumbline.projection.Projector;
import dev.plumbline.storage.Database;
import dev.plumbline.storage.Ids;
import dev.plumbline.web.Problem;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Builds a tenant's index anew from its log; for a collection, artifacts whose producer changed are
 * derived again first.
 */
@Singleton
final class Reindex {
    private static final Logger LOG = Logger.getLogger(Reindex.class);

    private final Database database;
    private final Tasks tasks;
    private final Projector projector;
    private final Map<String, Job> jobs = new ConcurrentHashMap<>();

    @Inject
    Reindex(Database database, Tasks tasks, Projector projector) {
        this.database = database;
        this.tasks = tasks;
        this.projector = projector;
    }

    /** How far a job is: {@code running}, {@code done} or {@code failed}. */
    record Progress(String state, long done, long total, @Nullable String error) {}

    private record Job(String tenant, Progress progress) {}

    /**
     * Starts in the background; returns the job's id. A job does not outlive the service: an index
     * that was not finished is removed at the next start.
     */
    String start(String tenant, @Nullable Collection collection) {
        String id = Ids.next();
        jobs.put(id, new Job(tenant, new Progress("running", 0, 1, null)));
        Thread.ofVirtual().name("reindex").start(() -> run(id, tenant, collection));
        return id;
    }

    Progress progress(String tenant, String id) {
        Job job = jobs.get(id);
        if (job == null || !job.tenant().equals(tenant)) {
            throw Problem.notFound("job", id);
        }
        return job.progress();
    }

    private void run(String id, String tenant, @Nullable Collection collection) {
        try {
            long documents = collection == null ? 0 : derive(id, tenant, collection);
            projector.rebuild(tenant);
            jobs.put(id, new Job(tenant, new Progress("done", documents + 1, documents + 1, null)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.error("An index could not be built anew; the former one serves on", e);
            jobs.put(id, new Job(tenant, new Progress("failed", 0, 1, e.getMessage())));
        }
    }

    private long derive(String id, String tenant, Collection collection)
            throws InterruptedException {
        List<Revision.Key> revisions = derivable(collection);
        database.run(
                entities -> revisions.forEach(key -> tasks.parse(key.documentId(), key.number())));
        tasks.wakeParsing();
        List<String> documents =
                revisions.stream().map(Revision.Key::documentId).distinct().toList();
        long total = documents.size();
        long left = tasks.waiting(documents);
        while (left > 0) {
            jobs.put(id, new Job(tenant, new Progress("running", total - left, total + 1, null)));
            TimeUnit.MILLISECONDS.sleep(200);
            left = tasks.waiting(documents);
        }
        return total;
    }

    /**
     * Of each document what is searchable and what came after it; what is held is tried again by
     * hand only.
     */
    private List<Revision.Key> derivable(Collection collection) {
        return database.read(
                session ->
                        session.createSelectionQuery(
                                        "select r.key from Revision r join Document d on d.id = r.key.documentId where d.collectionId = :id"
                                                + " and (r.textSeq is not null or r.key.number = d.revision)"
                                                + " and (r.outcome is null or r.outcome <> 'QUARANTINED')"
                                                + " and not exists (select 1 from Revision l where l.key.documentId = d.id and l.key.number > r.key.number and l.textSeq is not null)",
                                        Revision.Key.class)
                                .setParameter("id", collection.id())
                                .getResultList());
    }
}
