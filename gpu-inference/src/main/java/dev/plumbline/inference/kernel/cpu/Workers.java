package dev.plumbline.inference.kernel.cpu;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A fixed crew of threads for regions of many small tasks. Tasks are claimed one by one, so that a
 * thread which loses its core holds nobody up by more than a task; idle threads spin for some
 * microseconds, since the next region usually follows at once, and then park. The calling thread
 * works too. One caller at a time.
 */
public final class Workers implements AutoCloseable {
    /** Turns of the waiting loop before a thread parks: some 20 to 50 microseconds. */
    private static final int SPINS = 1500;

    /** A region's body. */
    @FunctionalInterface
    public interface Task {
        /**
         * Does one part of the region.
         *
         * @param index which part
         * @param worker which thread, from 0 to {@link Workers#size()} - 1: scratch memory can be
         *     kept by it
         */
        void run(int index, int worker);
    }

    private static final class Region {
        final Task task;
        final int tasks;
        final AtomicInteger next = new AtomicInteger();
        final AtomicInteger finished = new AtomicInteger();
        volatile @Nullable Throwable failure;

        Region(Task task, int tasks) {
            this.task = task;
            this.tasks = tasks;
        }
    }

    private static final Region NOTHING = new Region((_, _) -> {}, 0);

    private final Thread[] threads;
    private final boolean[] parked;
    private volatile Region region = NOTHING;
    private volatile boolean closed;
    private volatile @Nullable Thread waiting;

    /** A crew of {@code size} threads, the caller among them. */
    public Workers(int size) {
        if (size < 1 || size > 1024) {
            throw new IllegalArgumentException("threads must be 1 to 1024, not " + size);
        }
        threads = new Thread[size - 1];
        parked = new boolean[size - 1];
        for (int i = 0; i < threads.length; i++) {
            int worker = i + 1;
            threads[i] =
                    Thread.ofPlatform()
                            .daemon()
                            .name("plumbline-kernel-" + worker)
                            .start(() -> work(worker));
        }
    }

    /** Threads, the caller among them. */
    public int size() {
        return threads.length + 1;
    }

    /**
     * Runs {@code task} for 0 to {@code tasks} - 1 and returns when all are done; what one throws
     * is thrown here.
     */
    public void run(int tasks, Task task) {
        if (tasks <= 1 || threads.length == 0) {
            for (int i = 0; i < tasks; i++) {
                task.run(i, 0);
            }
            return;
        }
        Region started = new Region(task, tasks);
        region = started;
        for (int i = 0; i < threads.length; i++) {
            synchronized (parked) {
                if (parked[i]) {
                    LockSupport.unpark(threads[i]);
                }
            }
        }
        claim(started, 0);
        await(started);
        Throwable failure = started.failure;
        if (failure != null) {
            throw failure instanceof RuntimeException runtime
                    ? runtime
                    : new IllegalStateException(failure);
        }
    }

    private void await(Region started) {
        int spins = 0;
        while (started.finished.get() < started.tasks) {
            if (++spins < SPINS * 4) {
                Thread.onSpinWait();
            } else {
                waiting = Thread.currentThread();
                if (started.finished.get() < started.tasks) {
                    LockSupport.park(this);
                }
                waiting = null;
            }
        }
    }

    private void claim(Region current, int worker) {
        while (true) {
            int index = current.next.getAndIncrement();
            if (index >= current.tasks) {
                return;
            }
            try {
                current.task.run(index, worker);
            } catch (RuntimeException | Error failure) {
                current.failure = failure;
            }
            if (current.finished.incrementAndGet() == current.tasks) {
                Thread caller = waiting;
                if (caller != null) {
                    LockSupport.unpark(caller);
                }
            }
        }
    }

    private void work(int worker) {
        Region last = NOTHING;
        int spins = 0;
        while (!closed) {
            Region current = region;
            if (current != last) {
                last = current;
                spins = 0;
                claim(current, worker);
            } else if (++spins < SPINS) {
                Thread.onSpinWait();
            } else {
                sleep(worker, last);
            }
        }
    }

    private void sleep(int worker, Region last) {
        synchronized (parked) {
            parked[worker - 1] = true;
        }
        if (region == last && !closed) {
            LockSupport.park(this);
        }
        synchronized (parked) {
            parked[worker - 1] = false;
        }
    }

    @Override
    public void close() {
        closed = true;
        for (Thread thread : threads) {
            LockSupport.unpark(thread);
        }
    }
}
