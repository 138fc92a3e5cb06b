package dev.plumbline.ingestion.parse;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Parses files in child processes with limits, so that a hostile file can end a parser and never
 * the caller. Thread-safe; any kind of thread may call, virtual ones too, and waits its turn in
 * order of arrival. Children start when they are first needed.
 */
public final class ParserPool implements AutoCloseable {
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
     * @throws IllegalStateException if the pool is closed
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
        } catch (IOException e) {
            return new ParseOutcome.Aborted(
                    ParseOutcome.Limit.PARSER_CRASH, String.valueOf(e.getMessage()));
        } finally {
            slots.turns.release();
        }
    }

    /**
     * Starts the children of the shared lane ahead of need. Ends early, without error, if the pool
     * is closed meanwhile.
     */
    public void warm() throws InterruptedException {
        for (int i = 0; i < settings.processes(); i++) {
            if (!shared.turns.tryAcquire()) {
                return;
            }
            try {
                ParserChild child = started();
                synchronized (alive) {
                    shared.idle.addLast(child);
                }
            } catch (IOException | IllegalStateException e) {
                return;
            } finally {
                shared.turns.release();
            }
        }
    }

    /** Ends all children; files that are being parsed end {@code parser_crash}. */
    @Override
    public void close() {
        synchronized (alive) {
            closed = true;
            alive.forEach(ParserChild::kill);
            alive.clear();
            shared.idle.clear();
            suspect.idle.clear();
        }
    }

    private Slots slots(Lane lane) {
        return switch (lane) {
            case SHARED -> shared;
            case SUSPECT -> suspect;
        };
    }

    private ParserChild child(Slots slots) throws IOException, InterruptedException {
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

    private ParserChild started() throws IOException, InterruptedException {
        ParserChild child = ParserChild.start(settings, main);
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
