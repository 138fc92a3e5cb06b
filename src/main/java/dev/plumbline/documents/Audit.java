package dev.plumbline.documents;

import dev.plumbline.index.TenantIndex;
import dev.plumbline.index.entry.DocumentEntry;
import dev.plumbline.index.entry.EntryDigest;
import dev.plumbline.index.entry.PassageEntry;
import dev.plumbline.projection.Log;
import dev.plumbline.projection.LogEntry;
import dev.plumbline.projection.Projector;
import dev.plumbline.storage.Database;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Compares the database's rows, the projection log and the serving index, document by document and
 * by the sum of their digests. Each side is asked anew as long as documents change meanwhile; what
 * differs each time is a finding.
 */
@Singleton
final class Audit {
    private static final int TRIES = 10;
    private static final long PAUSE_MS = 300;

    private final Database database;
    private final Log log;
    private final Projector projector;

    @Inject
    Audit(Database database, Log log, Projector projector) {
        this.database = database;
        this.log = log;
        this.projector = projector;
    }

    /** Something that is not as it should be. */
    record Finding(@Nullable String documentId, String kind, String message) {}

    /**
     * What the three sides say.
     *
     * @param log the sum of the digests that the log demands
     * @param index the sum of those that the index has
     * @param stable whether nothing changed while they were asked
     */
    record Comparison(
            long seq, EntryDigest log, EntryDigest index, boolean stable, List<Finding> findings) {
        Comparison {
            findings = List.copyOf(findings);
        }
    }

    /** What one side holds of a document. */
    private record Held(int revision, boolean vectors, int readerSet) {}

    private record Sides(
            long before,
            Map<String, Held> rows,
            Map<String, Held> logged,
            Map<String, Integer> passages,
            Map<String, String> indexed,
            long after) {
        boolean stable() {
            return before == after;
        }
    }

    /** Compares what a tenant has. */
    Comparison compare(String tenant) throws InterruptedException {
        Sides sides = sides(tenant);
        Set<String> suspects = differing(sides);
        for (int i = 1; i < TRIES && !suspects.isEmpty() && !sides.stable(); i++) {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
            sides = sides(tenant);
            suspects.retainAll(differing(sides));
        }
        List<Finding> findings = new ArrayList<>();
        for (String id : suspects) {
            findings.add(finding(id, sides));
        }
        return new Comparison(
                sides.after(),
                sum(demanded(sides)),
                sum(sides.indexed()),
                sides.stable(),
                findings);
    }

    private Sides sides(String tenant) {
        projector.advance(tenant);
        long before = log.last(tenant);
        Map<String, Integer> passages = new HashMap<>();
        Map<String, Held> rows = rows(tenant, passages);
        Map<String, Held> logged = logged(tenant);
        Map<String, String> indexed = projector.with(tenant, TenantIndex::digests);
        return new Sides(before, rows, logged, passages, indexed, log.last(tenant));
    }

    private Map<String, Held> rows(String tenant, Map<String, Integer> passages) {
        Map<String, Held> rows = new HashMap<>();
        database.read(
                        session ->
                                session.createSelectionQuery(
                                                "select d.id, r.key.number, r.vectorsSeq, d.readerSet, r.passages from Document d join Revision r on r.key.documentId = d.id"
                                                        + " where d.tenant = :tenant and r.textSeq is not null order by r.key.number",
                                                Object[].class)
                                        .setParameter("tenant", tenant)
                                        .getResultList())
                .forEach(
                        row -> {
                            String id = (String) row[0];
                            rows.put(
                                    id,
                                    new Held((Integer) row[1], row[2] != null, (Integer) row[3]));
                            passages.put(id, (Integer) row[4]);
                        });
        return rows;
    }

    private Map<String, Held> logged(String tenant) {
        Map<String, Held> logged = new HashMap<>();
        log.forEach(
                tenant,
                entry -> {
                    String id = entry.documentId();
                    switch (entry.kind()) {
                        case TEXT, VECTORS ->
                                logged.put(
                                        id,
                                        new Held(
                                                entry.revision(),
                                                entry.kind() == LogEntry.Kind.VECTORS,
                                                entry.readerSet()));
                        case READERS ->
                                logged.computeIfPresent(
                                        id,
                                        (_, held) ->
                                                new Held(
                                                        held.revision(),
                                                        held.vectors(),
                                                        entry.readerSet()));
                        case DELETE -> logged.remove(id);
                    }
                });
        return logged;
    }

    /** By document the digest that the index should have by the log. */
    private static Map<String, String> demanded(Sides sides) {
        Map<String, String> demanded = new TreeMap<>();
        sides.logged()
                .forEach(
                        (id, held) ->
                                demanded.put(
                                        id,
                                        digest(id, held, sides.passages().getOrDefault(id, 0))));
        return demanded;
    }

    private static String digest(String id, Held held, int passages) {
        List<PassageEntry> entries =
                IntStream.range(0, passages)
                        .mapToObj(
                                ordinal ->
                                        new PassageEntry(
                                                Publications.passageId(
                                                        id, held.revision(), ordinal),
                                                ordinal,
                                                0,
                                                0,
                                                null,
                                                List.of(),
                                                ""))
                        .toList();
        DocumentEntry entry =
                new DocumentEntry(
                        id,
                        held.revision(),
                        "",
                        held.readerSet(),
                        "",
                        DocumentEntry.UNKNOWN_LANGUAGE,
                        "",
                        Map.of(),
                        entries);
        return EntryDigest.of(entry, held.vectors());
    }

    private static Set<String> differing(Sides sides) {
        Map<String, String> demanded = demanded(sides);
        Set<String> all = new HashSet<>(sides.rows().keySet());
        all.addAll(demanded.keySet());
        all.addAll(sides.indexed().keySet());
        Set<String> differing = new TreeSet<>();
        for (String id : all) {
            boolean logAgrees = Objects.equals(sides.rows().get(id), sides.logged().get(id));
            boolean indexAgrees = Objects.equals(demanded.get(id), sides.indexed().get(id));
            if (!logAgrees || !indexAgrees) {
                differing.add(id);
            }
        }
        return differing;
    }

    private static Finding finding(String id, Sides sides) {
        Held row = sides.rows().get(id);
        Held logged = sides.logged().get(id);
        if (!Objects.equals(row, logged)) {
            return new Finding(
                    id,
                    "log",
                    "The database has "
                            + text(row)
                            + ", its projection log demands "
                            + text(logged)
                            + ".");
        }
        String has =
                sides.indexed().containsKey(id)
                        ? "something else (or other passages)"
                        : "nothing of it";
        return new Finding(
                id,
                "index",
                "The log demands "
                        + text(logged)
                        + ", the index has "
                        + has
                        + "; reindex builds it anew.");
    }

    private static String text(@Nullable Held held) {
        return held == null
                ? "no such document"
                : "revision "
                        + held.revision()
                        + (held.vectors() ? " with" : " without")
                        + " vectors under reader set "
                        + held.readerSet();
    }

    private static EntryDigest sum(Map<String, String> digests) {
        EntryDigest sum = EntryDigest.EMPTY;
        for (String digest : digests.values()) {
            sum = sum.plus(digest);
        }
        return sum;
    }
}
