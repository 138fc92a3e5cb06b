package dev.plumbline.gateway;

import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/**
 * A few platform threads that compute, and a queue in which a waiting person's work goes before
 * that of documents. Long items start first, so that no thread is left with one at the end.
 */
final class Workers implements AutoCloseable {

    private static final int SOON = 0;
    private static final int LATER = 1;

    private final AtomicLong ticket = new AtomicLong();
    private final ThreadPoolExecutor threads;

    Workers(int count) {
        threads =
                new ThreadPoolExecutor(
                        count,
                        count,
                        0,
                        TimeUnit.SECONDS,
                        new PriorityBlockingQueue<>(),
                        Thread.ofPlatform().daemon().name("embedder-", 0).factory());
    }

    /**
     * The results in the order of the items, computed before anything that waits in {@link #later}.
     */
    <T, R> List<R> soon(List<T> items, ToIntFunction<T> size, Function<T, R> work) {
        return all(items, size, work, SOON);
    }

    /** The results in the order of the items, computed when nobody waits for something else. */
    <T, R> List<R> later(List<T> items, ToIntFunction<T> size, Function<T, R> work) {
        return all(items, size, work, LATER);
    }

    private <T, R> List<R> all(
            List<T> items, ToIntFunction<T> size, Function<T, R> work, int urgency) {
        List<CompletableFuture<R>> results =
                IntStream.range(0, items.size()).mapToObj(i -> new CompletableFuture<R>()).toList();
        IntStream.range(0, items.size())
                .boxed()
                .sorted(
                        Comparator.comparingInt((Integer i) -> size.applyAsInt(items.get(i)))
                                .reversed())
                .forEach(
                        i ->
                                threads.execute(
                                        new Task(
                                                urgency,
                                                ticket.incrementAndGet(),
                                                () ->
                                                        complete(
                                                                results.get(i),
                                                                items.get(i),
                                                                work))));
        try {
            return results.stream().map(CompletableFuture::join).toList();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    private static <T, R> void complete(CompletableFuture<R> result, T item, Function<T, R> work) {
        try {
            result.complete(work.apply(item));
        } catch (RuntimeException | Error e) {
            result.completeExceptionally(e);
        }
    }

    @Override
    public void close() {
        threads.close();
    }

    private record Task(int urgency, long ticket, Runnable work)
            implements Runnable, Comparable<Task> {
        @Override
        public int compareTo(Task other) {
            int byUrgency = Integer.compare(urgency, other.urgency);
            return byUrgency != 0 ? byUrgency : Long.compare(ticket, other.ticket);
        }

        @Override
        public void run() {
            work.run();
        }
    }
}
