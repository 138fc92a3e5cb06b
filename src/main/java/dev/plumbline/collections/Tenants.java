package dev.plumbline.collections;

import dev.plumbline.storage.Database;
import dev.plumbline.storage.Ids;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The tenants of the home. A tenant comes to be with its first caller, and has the collection
 * "default" from then on.
 */
@Singleton
public final class Tenants {
    public static final String DEFAULT_COLLECTION = "default";

    private final Database database;
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    @Inject
    Tenants(Database database) {
        this.database = database;
    }

    /** Makes the tenant where it is new. */
    public void require(String tenant) {
        if (known.contains(tenant)) {
            return;
        }
        boolean there = database.read(session -> session.find(Tenant.class, tenant) != null);
        if (!there) {
            database.run(entities -> create(entities, tenant));
        }
        known.add(tenant);
    }

    /** All of them. */
    public List<String> all() {
        return database.read(
                session ->
                        session.createSelectionQuery(
                                        "select t.name from Tenant t order by t.name", String.class)
                                .getResultList());
    }

    /**
     * The next number of the tenant's projection log; the tenant's lock is held until the
     * transaction ends.
     */
    public static long nextSeq(EntityManager entities, String tenant) {
        return ++locked(entities, tenant).seq;
    }

    /**
     * Takes the tenant's lock: whatever is read after it is not changed by anybody who appends to
     * the log until the transaction ends.
     */
    public static void lock(EntityManager entities, String tenant) {
        locked(entities, tenant);
    }

    private static Tenant locked(EntityManager entities, String tenant) {
        Tenant row = entities.find(Tenant.class, tenant, LockModeType.PESSIMISTIC_WRITE);
        if (row == null) {
            throw new IllegalStateException("There is no tenant " + tenant + ".");
        }
        return row;
    }

    private static void create(EntityManager entities, String tenant) {
        if (entities.find(Tenant.class, tenant) != null) {
            return;
        }
        Tenant row = new Tenant();
        row.name = tenant;
        entities.persist(row);
        DocumentCollection collection = new DocumentCollection();
        collection.id = Ids.next();
        collection.tenant = tenant;
        collection.name = DEFAULT_COLLECTION;
        collection.creator = "owner";
        collection.unsupported = "show";
        entities.persist(collection);
    }
}
