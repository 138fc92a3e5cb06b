package dev.plumbline.projection;

import dev.plumbline.index.TenantIndex;
import dev.plumbline.index.entry.Change;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** One generation of a tenant's index, and its place in the log. */
final class Generation implements AutoCloseable {
    private static final int BATCH = 128;

    private final String tenant;
    private final Path folder;
    private final TenantIndex index;
    private final ReentrantLock applying = new ReentrantLock();
    private final ReentrantLock waiting = new ReentrantLock();
    private final Condition applied = waiting.newCondition();

    Generation(String tenant, Path folder, TenantIndex index) {
        this.tenant = tenant;
        this.folder = folder;
        this.index = index;
    }

    TenantIndex index() {
        return index;
    }

    Path folder() {
        return folder;
    }

    /** Applies all that the log has beyond what is applied. */
    void advance(Log log, Content content) {
        applying.lock();
        try {
            for (List<LogEntry> entries = log.after(tenant, index.appliedSeq(), BATCH);
                    !entries.isEmpty();
                    entries = log.after(tenant, index.appliedSeq(), BATCH)) {
                index.apply(changes(entries, content));
                signal();
                index.commitIfDue();
            }
        } finally {
            applying.unlock();
        }
    }

    /** Waits until the index has applied an entry; says whether it did in time. */
    boolean await(long seq, Duration most) throws InterruptedException {
        long left = most.toNanos();
        waiting.lock();
        try {
            while (index.appliedSeq() < seq) {
                if (left <= 0) {
                    return false;
                }
                left = applied.awaitNanos(left);
            }
            return true;
        } finally {
            waiting.unlock();
        }
    }

    private void signal() {
        waiting.lock();
        try {
            applied.signalAll();
        } finally {
            waiting.unlock();
        }
    }

    private static List<Change> changes(List<LogEntry> entries, Content content) {
        Map<Long, Content.Published> published =
                content.published(
                        entries.stream()
                                .filter(
                                        entry ->
                                                entry.kind() == LogEntry.Kind.TEXT
                                                        || entry.kind() == LogEntry.Kind.VECTORS)
                                .toList());
        List<Change> changes = new ArrayList<>(entries.size());
        for (LogEntry entry : entries) {
            changes.add(
                    switch (entry.kind()) {
                        case READERS ->
                                new Change.Readers(
                                        entry.seq(), entry.documentId(), entry.readerSet());
                        case DELETE -> new Change.Delete(entry.seq(), entry.documentId());
                        case TEXT, VECTORS -> {
                            Content.Published there = published.get(entry.seq());
                            // What was replaced or deleted since changes nothing but the readers:
                            // the entry that replaced or deleted it follows.
                            yield there == null
                                    ? new Change.Readers(
                                            entry.seq(), entry.documentId(), entry.readerSet())
                                    : new Change.Publish(
                                            entry.seq(), there.document(), there.vectors());
                        }
                    });
        }
        return changes;
    }

    @Override
    public void close() {
        index.close();
    }
}
