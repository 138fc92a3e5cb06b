package dev.plumbline.documents;

import dev.plumbline.collections.Tenants;
import dev.plumbline.ingestion.parse.ParserPool;
import dev.plumbline.projection.Projector;
import dev.plumbline.storage.BlobStore;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Starts and stops what works on documents beside requests. */
@Singleton
final class Lifecycle {
    private static final Logger LOG = Logger.getLogger(Lifecycle.class);
    private static final int SPARE_THREADS = 2;
    private static final int EMBEDDERS = 2;

    private final Tasks tasks;
    private final Parsing parsing;
    private final Embedding embedding;
    private final EmbedderInUse embedderInUse;
    private final Erasures erasures;
    private final Orphans orphans;
    private final BlobStore store;
    private final Tenants tenants;
    private final Projector projector;
    private final ParserPool parsers;
    private final DocumentsSettings settings;
    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("erasures").daemon().factory());

    @Inject
    Lifecycle(
            Tasks tasks,
            Parsing parsing,
            Embedding embedding,
            EmbedderInUse embedderInUse,
            Erasures erasures,
            Orphans orphans,
            BlobStore store,
            Tenants tenants,
            Projector projector,
            ParserPool parsers,
            DocumentsSettings settings) {
        this.tasks = tasks;
        this.parsing = parsing;
        this.embedding = embedding;
        this.embedderInUse = embedderInUse;
        this.erasures = erasures;
        this.orphans = orphans;
        this.store = store;
        this.tenants = tenants;
        this.projector = projector;
        this.parsers = parsers;
        this.settings = settings;
    }

    /**
     * Indexes follow their logs before anything is asked of them; then the queues start. The home
     * is this process's own by now, so that temporary files in it are those of a former one.
     */
    void start(@Observes @Priority(100) StartupEvent event) {
        embedderInUse.settle();
        tenants.all().forEach(projector::advance);
        parsers.sweep();
        sweepTemporary();
        tasks.start(parsing::run, settings.parsers() + SPARE_THREADS, embedding::run, EMBEDDERS);
        @SuppressWarnings("unused") // ends with the clock
        var erasing = clock.scheduleWithFixedDelay(this::erase, 30, 60, TimeUnit.SECONDS);
        @SuppressWarnings("unused") // ends with the clock
        var sweeping = clock.scheduleWithFixedDelay(this::sweep, 60, 3600, TimeUnit.SECONDS);
    }

    private void sweepTemporary() {
        try {
            store.sweepTemporary();
        } catch (IOException e) {
            LOG.warnf("Temporary files of a former service can't be removed: %s", e.getMessage());
        }
    }

    private void sweep() {
        try {
            orphans.sweep();
        } catch (RuntimeException e) {
            LOG.error("Files to which nothing refers can't be removed; it is tried again", e);
        }
    }

    void stop(@Observes @Priority(1) ShutdownEvent event) {
        clock.shutdown();
        parsers.close();
        tasks.stop();
    }

    private void erase() {
        try {
            erasures.run();
        } catch (RuntimeException e) {
            LOG.error("An erasure failed; it is tried again", e);
        }
    }
}
