package dev.plumbline.projection;

import dev.plumbline.index.IndexSettings;
import dev.plumbline.index.TenantIndex;
import dev.plumbline.storage.Home;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the index generations of all tenants up with their logs, and gives searches the serving
 * one. A tenant's index is opened with its first use and closed when it has been idle for a while.
 */
@Singleton
public final class Projector {
    private static final Logger LOG = Logger.getLogger(Projector.class);
    private static final Duration IDLE = Duration.ofMinutes(10);

    /**
     * How long what is published waits for more of it: a change of the index costs as much for one
     * document as for many, in segments that have to be merged too.
     */
    private static final long TICK_MS = 250;

    /** After a change it rests for so many times what the change took, a second at most. */
    private static final int REST = 4;

    private static final long REST_MAX_NANOS = 1_000_000_000;

    /** How often the logs of tenants of which nothing was heard are looked at all the same. */
    private static final long ROUND_NANOS = 2_000_000_000;

    private final Home home;
    private final Log log;
    private final Content content;
    private final IndexSettings settings;
    private final Map<String, Tenant> tenants = new ConcurrentHashMap<>();
    private final Set<String> behind = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService ticker =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("projector").daemon().factory());
    private long restUntil = System.nanoTime();
    private long nextRound = restUntil;

    @Inject
    Projector(Home home, Log log, Content content, IndexSettings settings) {
        this.home = home;
        this.log = log;
        this.content = content;
        this.settings = settings;
        @SuppressWarnings("unused") // ends with the ticker
        var ticking =
                ticker.scheduleWithFixedDelay(this::tick, TICK_MS, TICK_MS, TimeUnit.MILLISECONDS);
    }

    /** Searches, or asks otherwise, the tenant's serving generation; it is not closed meanwhile. */
    public <T> T with(String tenant, Function<TenantIndex, T> use) {
        return tenant(tenant).use(generation -> use.apply(generation.index()));
    }

    /** The entry of the log up to which the serving generation is. */
    public long applied(String tenant) {
        return with(tenant, TenantIndex::appliedSeq);
    }

    /** Applies what the log has, within a second; called after a transaction that appended. */
    public void soon(String tenant) {
        behind.add(tenant);
    }

    /** Applies what the log has, before it returns. */
    public void advance(String tenant) {
        tenant(tenant)
                .use(
                        generation -> {
                            generation.advance(log, content);
                            return true;
                        });
    }

    /**
     * Applies what the log has and waits until an entry is in force; says whether it is, within 5
     * seconds.
     */
    public boolean inForce(String tenant, long seq) {
        Thread.startVirtualThread(() -> advanceQuietly(tenant));
        return tenant(tenant)
                .use(
                        generation -> {
                            try {
                                return generation.await(seq, Duration.ofSeconds(5));
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                                return false;
                            }
                        });
    }

    /**
     * Builds a new generation from the whole log beside the serving one, and switches when it has
     * caught up.
     */
    public void rebuild(String tenant) {
        Tenant of = tenant(tenant);
        of.rebuild(log, content);
    }

    /** Rewrites what still holds deleted passages. */
    public void erase(String tenant) {
        tenant(tenant)
                .use(
                        generation -> {
                            generation.index().erase();
                            return true;
                        });
    }

    void stop(@Observes @Priority(10) ShutdownEvent event) {
        ticker.shutdown();
        tenants.values().forEach(Tenant::close);
    }

    private Tenant tenant(String name) {
        return tenants.computeIfAbsent(
                name, n -> new Tenant(n, new GenerationFolders(home, n, settings)));
    }

    private void advanceQuietly(String tenant) {
        try {
            advance(tenant);
        } catch (RuntimeException e) {
            LOG.errorf(e, "The index of %s could not follow its log; it is tried again", tenant);
        }
    }

    private void tick() {
        long began = System.nanoTime();
        if (began - restUntil < 0) {
            return;
        }
        for (String name : List.copyOf(behind)) {
            behind.remove(name); // first: what is appended from now on is the next tick's
            advanceQuietly(name);
        }
        if (began - nextRound >= 0) {
            nextRound = began + ROUND_NANOS;
            tenants.forEach(this::visit);
        }
        long ended = System.nanoTime();
        restUntil = ended + Math.min(REST_MAX_NANOS, REST * (ended - began));
    }

    private void visit(String name, Tenant tenant) {
        if (tenant.idle()) {
            tenant.close();
        } else if (tenant.open()) {
            advanceQuietly(name);
            tenant.use(generation -> generation.index().commitIfDue());
        }
    }

    /**
     * The serving generation of one tenant. Users hold a permit each; closing and switching need
     * them all.
     */
    private static final class Tenant {
        private static final int USERS_MAX = 1 << 20;

        private final String name;
        private final GenerationFolders folders;
        private final Semaphore users = new Semaphore(USERS_MAX, true);
        private final Object rebuilding = new Object();
        private volatile @Nullable Generation serving;
        private volatile long usedAt;

        Tenant(String name, GenerationFolders folders) {
            this.name = name;
            this.folders = folders;
        }

        <T> T use(Function<Generation, T> use) {
            usedAt = System.nanoTime();
            while (true) {
                users.acquireUninterruptibly();
                try {
                    Generation generation = serving;
                    if (generation != null) {
                        return use.apply(generation);
                    }
                } finally {
                    users.release();
                }
                openServing();
            }
        }

        boolean open() {
            return serving != null;
        }

        boolean idle() {
            return serving != null && System.nanoTime() - usedAt > IDLE.toNanos();
        }

        private synchronized void openServing() {
            if (serving == null) {
                GenerationFolders.Opened opened = folders.open();
                serving = new Generation(name, opened.folder(), opened.index());
            }
        }

        void rebuild(Log log, Content content) {
            synchronized (rebuilding) {
                GenerationFolders.Opened opened = folders.fresh();
                Generation next = new Generation(name, opened.folder(), opened.index());
                try {
                    next.advance(log, content);
                    next.index().commit();
                } catch (RuntimeException e) {
                    next.close();
                    throw e;
                }
                exclusively(
                        () -> {
                            next.advance(log, content);
                            next.index().commit();
                            folders.serve(opened.folder());
                            Generation former = serving;
                            serving = next;
                            if (former != null) {
                                former.close();
                            }
                        });
                folders.removeOthers(opened.folder());
            }
        }

        void close() {
            exclusively(
                    () -> {
                        Generation generation = serving;
                        serving = null;
                        if (generation != null) {
                            generation.close();
                        }
                    });
        }

        private void exclusively(Runnable work) {
            users.acquireUninterruptibly(USERS_MAX);
            try {
                work.run();
            } finally {
                users.release(USERS_MAX);
            }
        }
    }
}
