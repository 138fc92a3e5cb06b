package dev.plumbline.documents;

import dev.plumbline.index.TenantIndex;
import dev.plumbline.index.entry.EntryDigest;
import dev.plumbline.projection.Projector;
import dev.plumbline.storage.Ids;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Audits that run or have run since the service started. */
@Singleton
final class Audits {
    private static final Logger LOG = Logger.getLogger(Audits.class);
    private static final int FINDINGS_MAX = 1_000;

    private final Audit audit;
    private final FileAudit files;
    private final Projector projector;
    private final Map<String, Job> jobs = new ConcurrentHashMap<>();

    @Inject
    Audits(Audit audit, FileAudit files, Projector projector) {
        this.audit = audit;
        this.files = files;
        this.projector = projector;
    }

    /** How far an audit is: {@code running}, {@code done} or {@code failed}. */
    record Progress(
            String state, long done, long total, @Nullable String error, @Nullable Report report) {}

    /**
     * What an audit found.
     *
     * @param agree whether nothing was found
     * @param seq the log's last entry when both sides were compared
     * @param stable whether nothing changed meanwhile
     * @param findings at most a thousand of them
     */
    record Report(
            boolean agree,
            long seq,
            boolean stable,
            EntryDigest log,
            EntryDigest index,
            long files,
            long bytes,
            long findingsTotal,
            List<Audit.Finding> findings) {
        Report {
            findings = List.copyOf(findings);
        }
    }

    private record Job(String tenant, Progress progress) {}

    /** Starts in the background; returns the job's id. */
    String start(String tenant) {
        String id = Ids.next();
        jobs.put(id, new Job(tenant, new Progress("running", 0, 1, null, null)));
        Thread.ofVirtual().name("audit").start(() -> run(id, tenant));
        return id;
    }

    /** The audit of that id, if it is one of the tenant's. */
    Optional<Progress> find(String tenant, String id) {
        return Optional.ofNullable(jobs.get(id))
                .filter(job -> job.tenant().equals(tenant))
                .map(Job::progress);
    }

    private void run(String id, String tenant) {
        try {
            jobs.put(id, new Job(tenant, new Progress("done", 1, 1, null, report(id, tenant))));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.error("An audit failed", e);
            jobs.put(id, new Job(tenant, new Progress("failed", 0, 1, e.getMessage(), null)));
        }
    }

    private Report report(String id, String tenant) throws InterruptedException {
        FileAudit.Result looked =
                files.look(
                        tenant,
                        (done, total) ->
                                jobs.put(
                                        id,
                                        new Job(
                                                tenant,
                                                new Progress(
                                                        "running", done, total + 1, null, null))));
        List<Audit.Finding> found = new ArrayList<>(looked.findings());
        projector.with(tenant, index -> verify(index, found));
        Audit.Comparison comparison = audit.compare(tenant);
        found.addAll(comparison.findings());
        return new Report(
                found.isEmpty(),
                comparison.seq(),
                comparison.stable(),
                comparison.log(),
                comparison.index(),
                looked.files(),
                looked.bytes(),
                found.size(),
                found.subList(0, Math.min(found.size(), FINDINGS_MAX)));
    }

    /** Every file of the index against its checksum. */
    private static boolean verify(TenantIndex index, List<Audit.Finding> found) {
        try {
            index.verify();
            return true;
        } catch (dev.plumbline.index.IndexException e) {
            found.add(
                    new Audit.Finding(
                            null, "index", "A file of the index is damaged: " + e.getMessage()));
            return false;
        }
    }
}
