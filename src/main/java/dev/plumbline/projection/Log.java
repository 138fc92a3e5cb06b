package dev.plumbline.projection;

import dev.plumbline.collections.Tenants;
import dev.plumbline.storage.Database;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.hibernate.Session;

/** The projection logs of all tenants. */
@Singleton
public final class Log {
    private static final int PAGE = 1_000;

    private final Database database;
    private final Clock clock = Clock.systemUTC();

    @Inject
    Log(Database database) {
        this.database = database;
    }

    /**
     * Appends in the transaction that decides; returns the entry's seq. The tenant's lock is held
     * until that transaction ends.
     */
    public long append(
            EntityManager entities,
            String tenant,
            LogEntry.Kind kind,
            String documentId,
            int revision,
            int readerSet,
            String attributes) {
        LogRow row = new LogRow();
        row.key = new LogRow.Key(tenant, Tenants.nextSeq(entities, tenant));
        row.kind = kind.name();
        row.documentId = documentId;
        row.revision = revision;
        row.readerSet = readerSet;
        row.attributes = attributes;
        row.createdAt = clock.millis();
        entities.persist(row);
        return row.key.seq();
    }

    /** Up to so many entries after one, in order. */
    List<LogEntry> after(String tenant, long seq, int most) {
        return database.read(
                session ->
                        session
                                .createSelectionQuery(
                                        "from LogRow r where r.key.tenant = :tenant and r.key.seq > :seq order by r.key.seq",
                                        LogRow.class)
                                .setParameter("tenant", tenant)
                                .setParameter("seq", seq)
                                .setMaxResults(most)
                                .getResultList()
                                .stream()
                                .map(LogRow::value)
                                .toList());
    }

    /** The seq of the last entry; 0 where there is none. */
    public long last(String tenant) {
        return database.read(
                session -> {
                    Long last =
                            session.createSelectionQuery(
                                            "select max(r.key.seq) from LogRow r where r.key.tenant = :tenant",
                                            Long.class)
                                    .setParameter("tenant", tenant)
                                    .getSingleResultOrNull();
                    return last == null ? 0L : last;
                });
    }

    /** Shows all entries of a tenant in their order. */
    public void forEach(String tenant, Consumer<LogEntry> action) {
        long seq = 0;
        for (List<LogEntry> page = after(tenant, seq, PAGE);
                !page.isEmpty();
                page = after(tenant, seq, PAGE)) {
            page.forEach(action);
            seq = page.getLast().seq();
        }
    }

    /** By document the last entry that published it. */
    public Map<String, Long> lastPublications(
            Session session, String tenant, Collection<String> documentIds) {
        return session
                .createSelectionQuery(
                        "select r.documentId, max(r.key.seq) from LogRow r where r.key.tenant = :tenant and r.documentId in :ids and r.kind in ('TEXT', 'VECTORS') group by r.documentId",
                        Object[].class)
                .setParameter("tenant", tenant)
                .setParameter("ids", documentIds)
                .getResultList()
                .stream()
                .collect(Collectors.toMap(row -> (String) row[0], row -> (Long) row[1]));
    }
}
