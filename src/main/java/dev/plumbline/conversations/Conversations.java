package dev.plumbline.conversations;

import dev.plumbline.accounts.Principal;
import dev.plumbline.collections.Collections;
import dev.plumbline.collections.Tenants;
import dev.plumbline.search.Search;
import dev.plumbline.storage.Database;
import dev.plumbline.storage.Ids;
import dev.plumbline.storage.Json;
import dev.plumbline.web.Problem;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The conversations of each principal; nobody else learns that they are there. */
@Singleton
public final class Conversations {
    private static final int TITLE_CHARACTERS_MAX = 200;
    private static final int COLLECTIONS_MAX = 100;

    private final Database database;
    private final Collections collections;
    private final Tenants tenants;
    private final Clock clock = Clock.systemUTC();

    @Inject
    Conversations(Database database, Collections collections, Tenants tenants) {
        this.database = database;
        this.collections = collections;
        this.tenants = tenants;
    }

    /**
     * Begins a conversation.
     *
     * @param names of collections; none: the collection "default"
     * @throws Problem 404 for a collection that is not there
     */
    Conversation create(Principal principal, List<String> names, @Nullable String title) {
        List<String> asked = Search.collections(names);
        if (asked.size() > COLLECTIONS_MAX) {
            throw Problem.badInput(
                    "many_collections",
                    "A conversation asks at most " + COLLECTIONS_MAX + " collections.");
        }
        tenants.require(principal.tenant());
        asked.forEach(name -> collections.find(principal, name));
        ConversationRow row = new ConversationRow();
        row.id = Ids.next();
        row.tenant = principal.tenant();
        row.owner = principal.subject();
        row.title = checked(title);
        row.collections = Json.write(asked);
        row.createdAt = clock.millis();
        row.updatedAt = row.createdAt;
        database.run(entities -> entities.persist(row));
        return row.value();
    }

    /** A page of conversations, the latest first, after one. */
    List<Conversation> list(Principal principal, @Nullable String after, int limit) {
        return database.read(
                session -> {
                    var query =
                            session.createSelectionQuery(
                                            "from ConversationRow c where c.tenant = :tenant and c.owner = :owner"
                                                    + (after == null ? "" : " and c.id < :after")
                                                    + " order by c.id desc",
                                            ConversationRow.class)
                                    .setParameter("tenant", principal.tenant())
                                    .setParameter("owner", principal.subject())
                                    .setMaxResults(limit);
                    if (after != null) {
                        query.setParameter("after", after);
                    }
                    return query.getResultList().stream().map(ConversationRow::value).toList();
                });
    }

    /**
     * One of the principal's conversations.
     *
     * @throws Problem 404 where it is somebody else's, or nobody's
     */
    public Conversation find(Principal principal, String id) {
        return database.read(
                session -> owned(principal, id, session.find(ConversationRow.class, id)).value());
    }

    Conversation rename(Principal principal, String id, String title) {
        return database.write(
                entities -> {
                    ConversationRow row = managed(entities, principal, id);
                    row.title = checked(title);
                    row.updatedAt = clock.millis();
                    return row.value();
                });
    }

    /** Deletes it with all that was said in it. */
    void delete(Principal principal, String id) {
        database.run(entities -> entities.remove(managed(entities, principal, id)));
    }

    /** Notes, in the caller's transaction, that a question was asked in it. */
    public void asked(EntityManager entities, Principal principal, String id, String question) {
        ConversationRow row = managed(entities, principal, id);
        row.updatedAt = clock.millis();
        if (row.title == null) {
            row.title = shortened(question);
        }
    }

    private static ConversationRow managed(EntityManager entities, Principal principal, String id) {
        return owned(principal, id, entities.find(ConversationRow.class, id));
    }

    private static ConversationRow owned(
            Principal principal, String id, @Nullable ConversationRow row) {
        if (row == null
                || !row.tenant.equals(principal.tenant())
                || !row.owner.equals(principal.subject())) {
            throw Problem.notFound("conversation", id);
        }
        return row;
    }

    private static @Nullable String checked(@Nullable String title) {
        if (title == null || title.isBlank()) {
            return null;
        }
        if (title.length() > TITLE_CHARACTERS_MAX) {
            throw Problem.badInput(
                    "long_title", "A title has at most " + TITLE_CHARACTERS_MAX + " characters.");
        }
        return title.strip();
    }

    private static String shortened(String question) {
        if (question.length() <= TITLE_CHARACTERS_MAX) {
            return question;
        }
        int end = TITLE_CHARACTERS_MAX - 1;
        return question.substring(
                        0, Character.isHighSurrogate(question.charAt(end - 1)) ? end - 1 : end)
                + "…";
    }
}
