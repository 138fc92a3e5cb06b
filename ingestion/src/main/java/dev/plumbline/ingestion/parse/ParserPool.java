package dev.plumbline.ingestion.parse;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Parses files in child processes with limits, so that a hostile file can end a parser and never
 * the caller. Thread-safe; any kind of thread may call, virtual ones too, and waits its turn in
 * order of arrival. Children start when they are first needed.
 */
public final class ParserPool implements AutoCloseable {
    private static final Duration REMOVAL_MAX = Duration.ofSeconds(2);

    private final ParserSettings settings;
    private final Class<?> main;
    private final Slots shared;
    private final Slots suspect;
    private final Set<ParserChild> alive = new HashSet<>();
    private boolean closed;

    public ParserPool(ParserSettings settings) {
        this(settings, ParserMain.class);
    }

    /** A pool whose processes run {@code main}, which serves as {@link ParserMain} does. */
    ParserPool(ParserSettings settings, Class<?> main) {
        this.settings = settings;
        this.main = main;
        this.shared = new Slots(settings.processes());
        this.suspect = new Slots(1);
    }

    /**
     * Parses a file; waits until a process of the lane is free.
     *
     * @return never null; {@link ParseOutcome.Aborted} where the process was ended by a limit or by
     *     itself
     * @throws InterruptedException if the calling thread is interrupted; the child that worked for
     *     it is ended
     * @throws IllegalStateException if the pool is closed, before or while the file is parsed, or
     *     no process can be started: neither says anything of the file
     */
    public ParseOutcome parse(ParseRequest request, Lane lane) throws InterruptedException {
        Slots slots = slots(lane);
        slots.turns.acquire();
        try {
            ParserChild child = child(slots);
            ParseOutcome outcome;
            try {
                outcome = child.parse(request, settings.limit());
            } catch (InterruptedException e) {
                discard(child);
                throw e;
            }
            giveBack(child, slots, outcome);
            return outcome;
        } finally {
            slots.turns.release();
        }
    }

    /**
     * Removes what a former pool left in the folder of temporary files. Only for the one user of
     * that folder, before its first file.
     */
    public void sweep() {
        ParserChild.remove(settings.temporary());
    }

    /**
     * Ends all children; those who wait for a file to be parsed get an {@link
     * IllegalStateException}. Waits a moment until their temporary files are gone.
     */
    @Override
    public void close() {
        CompletableFuture<?>[] removals;
        synchronized (alive) {
            closed = true;
            alive.forEach(ParserChild::kill);
            removals =
                    alive.stream().map(ParserChild::removal).toArray(CompletableFuture<?>[]::new);
            alive.clear();
            shared.idle.clear();
            suspect.idle.clear();
        }
        try {
            CompletableFuture.allOf(removals).get(REMOVAL_MAX.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            // What is left is removed when the next pool starts.
        }
    }

    private Slots slots(Lane lane) {
        return switch (lane) {
            case SHARED -> shared;
            case SUSPECT -> suspect;
        };
    }

    private ParserChild child(Slots slots) throws InterruptedException {
        ParserChild idle = idle(slots);
        return idle != null ? idle : started();
    }

    private @Nullable ParserChild idle(Slots slots) {
        synchronized (alive) {
            requireOpen();
            for (ParserChild child = slots.idle.pollFirst();
                    child != null;
                    child = slots.idle.pollFirst()) {
                if (child.isReady()) {
                    return child;
                }
                discard(child);
            }
            return null;
        }
    }

    private ParserChild started() throws InterruptedException {
        ParserChild child;
        try {
            child = ParserChild.start(settings, main);
        } catch (IOException e) {
            throw new IllegalStateException("No parser process can be started: " + e, e);
        }
        synchronized (alive) {
            alive.add(child);
            if (closed) {
                discard(child);
            }
            requireOpen();
        }
        return child;
    }

    private void giveBack(ParserChild child, Slots slots, ParseOutcome outcome) {
        boolean reusable =
                !(outcome instanceof ParseOutcome.Aborted)
                        && !(outcome instanceof ParseOutcome.Quarantined)
                        && child.documents() < settings.documentsMax();
        synchronized (alive) {
            if (reusable && !closed) {
                slots.idle.addFirst(child);
            } else {
                discard(child);
            }
            if (outcome instanceof ParseOutcome.Aborted) {
                requireOpen(); // else it is closing that ended the child
            }
        }
    }

    private void discard(ParserChild child) {
        synchronized (alive) {
            alive.remove(child);
        }
        child.kill();
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("The pool of parsers is closed");
        }
    }

    /** Processes of a lane: turns are given in order of arrival. */
    private static final class Slots {
        private final Semaphore turns;
        private final Deque<ParserChild> idle = new ArrayDeque<>();

        Slots(int number) {
            turns = new Semaphore(number, true);
        }
    }
}
