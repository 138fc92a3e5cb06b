package dev.plumbline.gateway;

import dev.plumbline.inference.thread.Background;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/**
 * Platform threads that compute: some for what a person waits for, as many for documents. Those for
 * documents yield the cores to the others, since a text that is being embedded can't be
 * interrupted. Long items start first, so that no thread is left with one at the end.
 */
final class Workers implements AutoCloseable {
    private final ExecutorService soon;
    private final ExecutorService later;

    Workers(int count) {
        soon =
                Executors.newFixedThreadPool(
                        count, Thread.ofPlatform().daemon().name("embedder-", 0).factory());
        later =
                Executors.newFixedThreadPool(
                        count,
                        Background.threads(
                                Thread.ofPlatform().daemon().name("embedder-later-", 0).factory()));
    }

    /** The results in the order of the items, for somebody who waits for them. */
    <T, R> List<R> soon(List<T> items, ToIntFunction<T> size, Function<T, R> work) {
        return all(items, size, work, soon);
    }

    /** The results in the order of the items, computed with what cores have left. */
    <T, R> List<R> later(List<T> items, ToIntFunction<T> size, Function<T, R> work) {
        return all(items, size, work, later);
    }

    private static <T, R> List<R> all(
            List<T> items, ToIntFunction<T> size, Function<T, R> work, ExecutorService threads) {
        List<CompletableFuture<R>> results =
                IntStream.range(0, items.size()).mapToObj(i -> new CompletableFuture<R>()).toList();
        IntStream.range(0, items.size())
                .boxed()
                .sorted(
                        Comparator.comparingInt((Integer i) -> size.applyAsInt(items.get(i)))
                                .reversed())
                .forEach(i -> threads.execute(() -> complete(results.get(i), items.get(i), work)));
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
        soon.close();
        later.close();
    }
}
