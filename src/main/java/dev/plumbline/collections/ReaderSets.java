package dev.plumbline.collections;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.plumbline.accounts.Principal;
import dev.plumbline.storage.Database;
import dev.plumbline.storage.Json;
import dev.plumbline.web.Problem;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.Session;

/**
 * The interned sets of readers of all tenants; a set once made never changes, so that they are kept
 * in memory.
 */
@Singleton
public final class ReaderSets {
    private static final int NAME_CHARACTERS_MAX = 255;
    private static final int READERS_MAX = 1_000;

    private final Database database;
    private final Map<String, Map<Integer, List<String>>> known = new ConcurrentHashMap<>();

    @Inject
    ReaderSets(Database database) {
        this.database = database;
    }

    /** Readers as a caller names them, with the owner, sorted. */
    public static SortedSet<String> of(Collection<String> named, String owner) {
        TreeSet<String> readers = new TreeSet<>(checked(named));
        readers.add("user:" + owner);
        return readers;
    }

    /**
     * The readers as they are.
     *
     * @throws Problem 400 where one is not "user:NAME", "group:NAME" or "everyone"
     */
    public static Collection<String> checked(Collection<String> named) {
        if (named.size() > READERS_MAX) {
            throw Problem.badInput(
                    "too_many_readers",
                    "At most " + READERS_MAX + " readers can be named; make a group of them.");
        }
        for (String reader : named) {
            boolean known =
                    reader != null
                            && reader.length() <= NAME_CHARACTERS_MAX
                            && (reader.equals("everyone")
                                    || reader.matches("(user|group):.*\\S.*"));
            if (!known) {
                throw Problem.badInput(
                        "bad_reader",
                        "A reader is \"user:NAME\", \"group:NAME\" or \"everyone\", not \""
                                + reader
                                + "\".");
            }
        }
        return named;
    }

    /**
     * The number of a set; made where it is new. Runs in the caller's transaction, which holds the
     * tenant's lock from then on.
     */
    public int number(EntityManager entities, String tenant, SortedSet<String> readers) {
        Tenant row = entities.find(Tenant.class, tenant, LockModeType.PESSIMISTIC_WRITE);
        String json = Json.write(readers);
        List<ReaderSet> found =
                entities.createQuery(
                                "from ReaderSet s where s.key.tenant = :tenant and s.readers = :readers",
                                ReaderSet.class)
                        .setParameter("tenant", tenant)
                        .setParameter("readers", json)
                        .getResultList();
        if (!found.isEmpty()) {
            return found.getFirst().key.number();
        }
        ReaderSet set = new ReaderSet();
        set.key = new ReaderSet.Key(tenant, ++row.readerSets);
        set.readers = json;
        entities.persist(set);
        return set.key.number();
    }

    /** The readers of a set. */
    public List<String> readers(Session session, String tenant, int number) {
        Map<Integer, List<String>> sets =
                known.computeIfAbsent(tenant, t -> new ConcurrentHashMap<>());
        List<String> readers = sets.get(number);
        if (readers == null) {
            load(session, tenant);
            readers = sets.get(number);
        }
        if (readers == null) {
            throw new IllegalStateException(
                    "The set of readers "
                            + number
                            + " of "
                            + tenant
                            + " is missing from the database.");
        }
        return readers;
    }

    /** The numbers of all sets that include a principal, as committed when this was called. */
    public BitSet readable(Session session, Principal principal) {
        load(session, principal.tenant());
        BitSet readable = new BitSet();
        known.getOrDefault(principal.tenant(), Map.of())
                .forEach(
                        (number, readers) -> {
                            if (principal.in(readers)) {
                                readable.set(number);
                            }
                        });
        return readable;
    }

    /** As {@link #readable(Session, Principal)} on a connection of its own. */
    public BitSet readable(Principal principal) {
        return database.read(session -> readable(session, principal));
    }

    private void load(Session session, String tenant) {
        Map<Integer, List<String>> sets =
                known.computeIfAbsent(tenant, t -> new ConcurrentHashMap<>());
        session.createSelectionQuery(
                        "from ReaderSet s where s.key.tenant = :tenant and s.key.number > :known",
                        ReaderSet.class)
                .setParameter("tenant", tenant)
                .setParameter("known", contiguous(sets))
                .getResultList()
                .forEach(
                        set ->
                                sets.put(
                                        set.key.number(),
                                        Json.read(
                                                set.readers,
                                                new TypeReference<List<String>>() {})));
    }

    private static int contiguous(Map<Integer, List<String>> sets) {
        // Numbers are given under the tenant's lock, without gaps once committed.
        int number = sets.size();
        return sets.containsKey(number) || number == 0 ? number : 0;
    }
}
