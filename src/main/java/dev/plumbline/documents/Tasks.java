package dev.plumbline.documents;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import dev.plumbline.storage.Database;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * The durable queues of parsing and embedding: tasks are rows, written in the transaction that
 * makes them necessary. A task's instance is {@code DOCUMENT/REVISION}. One service has a home, so
 * that what is picked when it starts was cut off by its own death and is released.
 */
@Singleton
final class Tasks {
    private static final TaskDescriptor<Void> PARSE = TaskDescriptor.of("parse");
    private static final TaskDescriptor<Void> EMBED = TaskDescriptor.of("embed");
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration DEAD_AFTER = Duration.ofMinutes(1);

    private final Database database;
    private final SchedulerClient parseClient;
    private final SchedulerClient embedClient;
    private final Set<String> running = ConcurrentHashMap.newKeySet();
    private final Set<String> asked = ConcurrentHashMap.newKeySet();
    private final Clock clock = Clock.systemUTC();
    private @Nullable Scheduler parsing;
    private @Nullable Scheduler embedding;

    @Inject
    Tasks(Database database, MeterRegistry meters) {
        this.database = database;
        for (String queue : List.of("parse", "embed")) {
            Gauge.builder("plumbline.ingest.queue", () -> length(queue + "_tasks"))
                    .tag("queue", queue)
                    .description("Documents that wait for this or are at it")
                    .register(meters);
        }
        this.parseClient =
                SchedulerClient.Builder.create(database.source()).tableName("parse_tasks").build();
        this.embedClient =
                SchedulerClient.Builder.create(database.source()).tableName("embed_tasks").build();
    }

    /** What a task does; it returns when it should be tried again, or null when it is done. */
    interface Work {
        @Nullable Instant run(String documentId, int revision);
    }

    /** Starts both queues. */
    void start(Work parse, int parsers, Work embed, int embedders) {
        release();
        parsing = scheduler(PARSE, "parse_tasks", parse, parsers);
        embedding = scheduler(EMBED, "embed_tasks", embed, embedders);
        parsing.start();
        embedding.start();
    }

    /** Puts a revision into the queue of parsing, in the caller's transaction. */
    void parse(String documentId, int revision) {
        schedule(parseClient, PARSE, instance(documentId, revision));
    }

    /** Puts a revision into the queue of embedding, in the caller's transaction. */
    void embed(String documentId, int revision) {
        schedule(embedClient, EMBED, instance(documentId, revision));
    }

    /**
     * A task that is asked for while the same one runs may be at its end, with nothing more seen of
     * what has changed: it runs once more then.
     */
    private void schedule(SchedulerClient client, TaskDescriptor<Void> task, String id) {
        String name = task.getTaskName() + " " + id;
        asked.add(name);
        if (client.scheduleIfNotExists(task.instance(id).scheduledTo(clock.instant()))) {
            asked.remove(name);
        }
    }

    /** Looks for revisions to parse now; called after a transaction that made some. */
    void wakeParsing() {
        wake(parsing);
    }

    /** Looks for revisions to embed now; called after a transaction that made some. */
    void wakeEmbedding() {
        wake(embedding);
    }

    private static void wake(@Nullable Scheduler queue) {
        if (queue != null) {
            queue.triggerCheckForDueExecutions();
        }
    }

    /** Whether a revision is being parsed at this moment. */
    boolean parsing(String documentId, int revision) {
        return running.contains(instance(documentId, revision));
    }

    private long length(String table) {
        return database.read(
                session ->
                        session.createNativeQuery("select count(*) from " + table, Long.class)
                                .getSingleResult());
    }

    /** How many of these documents have a task in either queue. */
    long waiting(List<String> documentIds) {
        Set<String> wanted = Set.copyOf(documentIds);
        return database.read(
                session -> {
                    long found = 0;
                    for (String table : List.of("parse_tasks", "embed_tasks")) {
                        found +=
                                session
                                        .createNativeQuery(
                                                "select task_instance from " + table, String.class)
                                        .getResultList()
                                        .stream()
                                        .filter(
                                                instance ->
                                                        wanted.contains(
                                                                instance.substring(
                                                                        0,
                                                                        instance.lastIndexOf('/'))))
                                        .count();
                    }
                    return found;
                });
    }

    void stop() {
        Scheduler parse = parsing;
        Scheduler embed = embedding;
        if (parse != null && embed != null) {
            parse.stop();
            embed.stop();
        }
    }

    private Scheduler scheduler(
            TaskDescriptor<Void> descriptor, String table, Work work, int threads) {
        boolean parse = descriptor.equals(PARSE);
        SchedulerClient client = parse ? parseClient : embedClient;
        var custom =
                com.github.kagkarlsson.scheduler.task.helper.Tasks.custom(descriptor)
                        .onDeadExecution(
                                (complete, operations) ->
                                        operations.reschedule(complete, clock.instant()))
                        .onFailure(
                                (complete, operations) ->
                                        operations.reschedule(
                                                complete,
                                                clock.instant()
                                                        .plus(
                                                                backOff(
                                                                        complete.getExecution()
                                                                                .consecutiveFailures))))
                        .execute(
                                (instance, context) -> {
                                    String id = instance.getId();
                                    int slash = id.lastIndexOf('/');
                                    if (parse) {
                                        running.add(id);
                                    }
                                    Instant again;
                                    try {
                                        again =
                                                work.run(
                                                        id.substring(0, slash),
                                                        Integer.parseInt(id.substring(slash + 1)));
                                    } finally {
                                        running.remove(id);
                                    }
                                    return (complete, operations) -> {
                                        if (again == null) {
                                            operations.stop();
                                            if (asked.contains(
                                                    descriptor.getTaskName() + " " + id)) {
                                                schedule(client, descriptor, id);
                                            }
                                        } else {
                                            operations.reschedule(complete, again);
                                        }
                                    };
                                });
        return Scheduler.create(database.source(), List.of(custom))
                .tableName(table)
                .threads(threads)
                .executorService(
                        Executors.newFixedThreadPool(
                                threads,
                                Thread.ofPlatform()
                                        .name(descriptor.getTaskName() + "-", 1)
                                        .daemon()
                                        .factory()))
                .pollingInterval(POLL)
                .heartbeatInterval(DEAD_AFTER.dividedBy(4))
                .missedHeartbeatsLimit(4)
                .shutdownMaxWait(Duration.ofSeconds(2))
                .build();
    }

    /** How long a task rests after so many failures in a row. */
    static Duration backOff(int failures) {
        return Duration.ofSeconds(Math.min(60, 1L << Math.min(failures, 6)));
    }

    /** Takes back what the former service had picked, and counts that its death cut it off. */
    void release() {
        database.run(
                entities -> {
                    List<?> picked =
                            entities.createNativeQuery(
                                            "select task_instance from parse_tasks where picked = true")
                                    .getResultList();
                    for (Object instance : picked) {
                        String id = String.valueOf(instance);
                        int slash = id.lastIndexOf('/');
                        countInterruption(
                                entities,
                                id.substring(0, slash),
                                Integer.parseInt(id.substring(slash + 1)));
                    }
                    for (String table : List.of("parse_tasks", "embed_tasks")) {
                        entities.createNativeQuery(
                                        "update "
                                                + table
                                                + " set picked = false, picked_by = null, last_heartbeat = null where picked = true")
                                .executeUpdate();
                    }
                });
    }

    private static void countInterruption(EntityManager entities, String documentId, int revision) {
        Revision row = entities.find(Revision.class, new Revision.Key(documentId, revision));
        if (row != null) {
            row.interrupted++;
        }
    }

    private static String instance(String documentId, int revision) {
        return documentId + "/" + revision;
    }
}
