package dev.plumbline.collections;

import dev.plumbline.accounts.Principal;
import dev.plumbline.storage.Database;
import dev.plumbline.storage.Ids;
import dev.plumbline.storage.Json;
import dev.plumbline.web.Problem;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/**
 * The collections of a principal's tenant. Everyone in the tenant may search one and add to it; its
 * creator or an admin changes and deletes it.
 */
@Singleton
public final class Collections {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

    private final Database database;
    private final Tenants tenants;
    private final Clock clock = Clock.systemUTC();

    @Inject
    Collections(Database database, Tenants tenants) {
        this.database = database;
        this.tenants = tenants;
    }

    /**
     * What a caller may set; null leaves a setting as it is.
     *
     * @param readers default readers of new documents
     * @param unsupported "show" or "omit"
     */
    public record Settings(
            @Nullable String description,
            @Nullable List<String> readers,
            @Nullable String unsupported) {
        public Settings {
            if (unsupported != null && !unsupported.equals("show") && !unsupported.equals("omit")) {
                throw Problem.badInput(
                        "bad_unsupported",
                        "unsupported is \"show\" or \"omit\", not \"" + unsupported + "\".");
            }
            if (readers != null) {
                readers = List.copyOf(ReaderSets.checked(readers));
            }
        }
    }

    /** Makes one. */
    public Collection create(Principal principal, @Nullable String name, Settings settings) {
        if (name == null || !NAME.matcher(name).matches()) {
            throw Problem.badInput(
                    "bad_name",
                    "A collection's name is 1 to 64 of a-z, 0-9, dot, underscore and hyphen, beginning with a letter or digit.");
        }
        tenants.require(principal.tenant());
        return database.write(
                entities -> {
                    Tenants.lock(entities, principal.tenant());
                    if (row(entities, principal.tenant(), name).isPresent()) {
                        throw Problem.of(
                                409,
                                "collection_exists",
                                "There is one already",
                                "A collection " + name + " is there already.");
                    }
                    DocumentCollection row = new DocumentCollection();
                    row.id = Ids.next();
                    row.tenant = principal.tenant();
                    row.name = name;
                    row.creator = principal.subject();
                    row.unsupported = "show";
                    row.createdAt = clock.millis();
                    apply(row, settings);
                    entities.persist(row);
                    return row.value();
                });
    }

    public Collection change(Principal principal, String name, Settings settings) {
        tenants.require(principal.tenant());
        return database.write(
                entities -> {
                    DocumentCollection row = managed(entities, principal, name);
                    apply(row, settings);
                    return row.value();
                });
    }

    /** Removes the row of an emptied collection. */
    public void delete(EntityManager entities, Principal principal, String name) {
        entities.remove(managed(entities, principal, name));
    }

    /** Checks that the principal may change or delete it. */
    public void requireManaged(Principal principal, String name) {
        if (name.equals(Tenants.DEFAULT_COLLECTION)) {
            throw Problem.of(
                    403,
                    "default_collection",
                    "It has to stay",
                    "The collection \"default\" can't be deleted; delete its documents.");
        }
        database.run(entities -> managed(entities, principal, name));
    }

    /**
     * The collection of that name.
     *
     * @throws Problem 404 where the tenant has none
     */
    public Collection find(Principal principal, String name) {
        tenants.require(principal.tenant());
        return database.read(
                session ->
                        session.createSelectionQuery(
                                        "from DocumentCollection c where c.tenant = :tenant and c.name = :name",
                                        DocumentCollection.class)
                                .setParameter("tenant", principal.tenant())
                                .setParameter("name", name)
                                .uniqueResultOptional()
                                .map(DocumentCollection::value)
                                .orElseThrow(() -> Problem.notFound("collection", name)));
    }

    /** The collection of that id, where it is still there. */
    public Optional<Collection> byId(Session session, String id) {
        return Optional.ofNullable(session.find(DocumentCollection.class, id))
                .map(DocumentCollection::value);
    }

    public List<Collection> all(Principal principal) {
        tenants.require(principal.tenant());
        return database.read(
                session ->
                        session
                                .createSelectionQuery(
                                        "from DocumentCollection c where c.tenant = :tenant order by c.name",
                                        DocumentCollection.class)
                                .setParameter("tenant", principal.tenant())
                                .getResultList()
                                .stream()
                                .map(DocumentCollection::value)
                                .toList());
    }

    private void apply(DocumentCollection row, Settings settings) {
        if (settings.description() != null) {
            row.description = settings.description();
        }
        if (settings.readers() != null) {
            row.readers = Json.write(settings.readers());
        }
        if (settings.unsupported() != null) {
            row.unsupported = settings.unsupported();
        }
        row.updatedAt = clock.millis();
    }

    private static Optional<DocumentCollection> row(
            EntityManager entities, String tenant, String name) {
        return entities.createQuery(
                        "from DocumentCollection c where c.tenant = :tenant and c.name = :name",
                        DocumentCollection.class)
                .setParameter("tenant", tenant)
                .setParameter("name", name)
                .getResultStream()
                .findFirst();
    }

    private static DocumentCollection managed(
            EntityManager entities, Principal principal, String name) {
        DocumentCollection row =
                row(entities, principal.tenant(), name)
                        .orElseThrow(() -> Problem.notFound("collection", name));
        if (!principal.admin() && !row.creator.equals(principal.subject())) {
            throw Problem.of(
                    403,
                    "not_the_creator",
                    "Not yours",
                    "Only "
                            + row.creator
                            + " or an admin may change or delete the collection "
                            + name
                            + ".");
        }
        return row;
    }
}
