package dev.plumbline.answers;

import dev.plumbline.accounts.Principal;
import dev.plumbline.conversations.Conversations;
import dev.plumbline.conversations.Messages;
import dev.plumbline.documents.Erasures;
import dev.plumbline.documents.Views;
import dev.plumbline.storage.Database;
import dev.plumbline.storage.Json;
import dev.plumbline.web.Problem;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The answers that were given, and their receipts; each belongs to who asked. */
@Singleton
final class Answers implements Messages {
    private final Database database;
    private final Conversations conversations;
    private final Views views;
    private final Rendering rendering;
    private final Clock clock = Clock.systemUTC();

    @Inject
    Answers(Database database, Conversations conversations, Views views, Rendering rendering) {
        this.database = database;
        this.conversations = conversations;
        this.views = views;
        this.rendering = rendering;
    }

    /** An answer as it may be seen now, beside what is kept of it. */
    record Kept(Answer answer, StoredAnswer stored, Receipt receipt) {}

    /** Keeps an answer, in one transaction with its conversation. */
    void save(Question question, Made made) {
        Answer answer = made.answer();
        StoredAnswer stored = StoredAnswer.of(answer, made.sentences());
        AnswerRow row = new AnswerRow();
        row.id = answer.id();
        row.tenant = question.principal().tenant();
        row.owner = question.principal().subject();
        row.conversationId = question.conversationId();
        row.question = question.text();
        row.createdAt = clock.millis();
        Set<String> documents = stored.documentIds();
        documents.addAll(made.receipt().standalone().documentIds());
        database.run(
                entities -> {
                    String conversation = question.conversationId();
                    if (conversation != null) {
                        conversations.asked(
                                entities, question.principal(), conversation, question.text());
                    }
                    // a document that went while the answer was made is erased from it at once
                    Set<String> gone = new HashSet<>(documents);
                    gone.removeAll(views.readable(question.principal(), documents).keySet());
                    row.body = Json.write(stored.without(gone));
                    row.receipt = Json.write(made.receipt().without(gone));
                    entities.persist(row);
                    entities.flush();
                    documents.forEach(id -> entities.persist(holding(answer.id(), id)));
                });
    }

    private static AnswerDocument holding(String answerId, String documentId) {
        AnswerDocument row = new AnswerDocument();
        row.key = new AnswerDocument.Key(answerId, documentId);
        return row;
    }

    /**
     * One of the principal's answers, with notices where it may no longer be shown.
     *
     * @throws Problem 404 where it is somebody else's, or nobody's
     */
    Answer find(Principal principal, String id) {
        return rendering.show(principal, row(principal, id));
    }

    /** The receipt, without hits and words that are gone or may no longer be read. */
    Receipt receipt(Principal principal, String id) {
        Receipt receipt = Json.read(row(principal, id).receipt, Receipt.class);
        return receipt.within(views.readable(principal, receipt.documentIds()).keySet());
    }

    Kept kept(Principal principal, String id) {
        AnswerRow row = row(principal, id);
        return new Kept(
                rendering.show(principal, row),
                Json.read(row.body, StoredAnswer.class),
                Json.read(row.receipt, Receipt.class));
    }

    @Override
    public Page of(Principal principal, String conversationId, @Nullable String before, int limit) {
        List<AnswerRow> rows = rows(principal, conversationId, before, limit + 1);
        boolean more = rows.size() > limit;
        List<AnswerRow> page = more ? rows.subList(1, rows.size()) : rows;
        List<Message> messages = new ArrayList<>();
        for (AnswerRow row : page) {
            messages.add(new Message("user", row.question, null));
            messages.add(new Message("assistant", rendering.show(principal, row).answer(), row.id));
        }
        return new Page(messages, more ? page.getFirst().id : null);
    }

    /**
     * Deletes one of the principal's answers, with its receipt and its place in a conversation.
     *
     * @throws Problem 404 where it is somebody else's, or nobody's
     */
    void delete(Principal principal, String id) {
        row(principal, id);
        database.run(
                entities -> {
                    entities.createQuery("delete from AnswerDocument d where d.key.answerId = :id")
                            .setParameter("id", id)
                            .executeUpdate();
                    entities.createQuery("delete from AnswerRow a where a.id = :id")
                            .setParameter("id", id)
                            .executeUpdate();
                });
    }

    /**
     * What was said last in a conversation, for the next question and prompt.
     *
     * @param before only what came before this answer; null: all
     */
    List<Turn> turns(Principal principal, String conversationId, @Nullable String before) {
        return rows(principal, conversationId, before, Turn.RECENT_MAX).stream()
                .map(
                        row ->
                                new Turn(
                                        row.question,
                                        standalone(
                                                principal, Json.read(row.receipt, Receipt.class)),
                                        rendering.sayable(principal, row),
                                        Json.read(row.body, StoredAnswer.class).documentIds()))
                .toList();
    }

    /**
     * The question as it was searched for, or as it was asked where that may no longer be shown.
     */
    Standalone standalone(Principal principal, Receipt receipt) {
        Set<String> spokenOf = receipt.standalone().documentIds();
        return receipt.within(views.readable(principal, spokenOf).keySet()).standalone();
    }

    /** Takes the words out of answers that may hold some of an erased document. */
    void erase(@Observes Erasures.Erasing erasing) {
        database.run(
                entities -> {
                    for (String id : holding(entities, erasing.documentIds())) {
                        AnswerRow row = entities.find(AnswerRow.class, id);
                        StoredAnswer stored = Json.read(row.body, StoredAnswer.class);
                        row.body = Json.write(stored.without(erasing.documentIds()));
                        Receipt receipt = Json.read(row.receipt, Receipt.class);
                        row.receipt = Json.write(receipt.without(erasing.documentIds()));
                    }
                });
    }

    private static Set<String> holding(
            EntityManager entities, java.util.Collection<String> documentIds) {
        return new HashSet<>(
                entities.createQuery(
                                "select d.key.answerId from AnswerDocument d where d.key.documentId in :ids",
                                String.class)
                        .setParameter("ids", documentIds)
                        .getResultList());
    }

    private AnswerRow row(Principal principal, String id) {
        AnswerRow row = database.read(session -> session.find(AnswerRow.class, id));
        if (row == null
                || !row.tenant.equals(principal.tenant())
                || !row.owner.equals(principal.subject())) {
            throw Problem.notFound("answer", id);
        }
        return row;
    }

    /** The last ones before an answer, in their order. */
    private List<AnswerRow> rows(
            Principal principal, String conversationId, @Nullable String before, int limit) {
        return database.read(
                session -> {
                    var query =
                            session.createSelectionQuery(
                                            "from AnswerRow a where a.conversationId = :conversation and a.tenant = :tenant and a.owner = :owner"
                                                    + (before == null ? "" : " and a.id < :before")
                                                    + " order by a.id desc",
                                            AnswerRow.class)
                                    .setParameter("conversation", conversationId)
                                    .setParameter("tenant", principal.tenant())
                                    .setParameter("owner", principal.subject())
                                    .setMaxResults(limit);
                    if (before != null) {
                        query.setParameter("before", before);
                    }
                    return query.getResultList().reversed();
                });
    }
}
