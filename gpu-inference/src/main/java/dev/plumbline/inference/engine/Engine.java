package dev.plumbline.inference.engine;

import dev.plumbline.inference.InferenceException;
import dev.plumbline.inference.cache.BlockPool;
import dev.plumbline.inference.kernel.Buffer;
import dev.plumbline.inference.kernel.Kernels;
import dev.plumbline.inference.kernel.KvMemory;
import dev.plumbline.inference.kernel.Sampled;
import dev.plumbline.inference.kernel.Sampling;
import dev.plumbline.inference.kernel.Step;
import dev.plumbline.inference.model.Decoder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Continuous batching over one decoder. Its own thread runs steps as long as there is work;
 * requests may come from any thread. What a sequence yields depends on its request alone, not on
 * what else is in the step.
 */
public final class Engine implements AutoCloseable {
    private static final String SHUT_DOWN = "shut_down";
    private static final long WAITING_MILLIS = 10;

    private final Decoder decoder;
    private final Kernels kernels;
    private final EngineLimits limits;
    private final KvMemory cache;
    private final BlockPool pool;
    private final Supplier<IncrementalText> texts;
    private final Object lock = new Object();
    private final ArrayDeque<Sequence> waiting = new ArrayDeque<>();
    private final List<Sequence> active = new ArrayList<>();
    private final Thread thread;
    private boolean closed;
    private long steps;
    private long tokens;

    /** A running request. */
    public final class Ticket {
        private final Sequence sequence;

        private Ticket(Sequence sequence) {
            this.sequence = sequence;
        }

        /**
         * Ends it, unless it has ended: the listener hears Failed with the code cancelled, and its
         * blocks are free by then.
         */
        public void cancel() {
            sequence.cancel();
            synchronized (lock) {
                lock.notifyAll();
            }
        }
    }

    /**
     * Starts an engine.
     *
     * @param decoder used by this engine alone; its limits must hold a step
     * @param texts makes the detokeniser of a sequence
     */
    public Engine(Decoder decoder, EngineLimits limits, Supplier<IncrementalText> texts) {
        if (decoder.limits().tokens() < limits.stepTokens()
                || decoder.limits().outputs() < limits.sequences()
                || decoder.limits().context() < limits.context()) {
            throw new IllegalArgumentException(
                    "the decoder's limits are below the engine's: " + limits);
        }
        this.decoder = decoder;
        this.kernels = decoder.kernels();
        this.limits = limits;
        this.texts = texts;
        pool = new BlockPool(limits.blocks());
        cache = kernels.allocateCache(decoder.cacheLayout(limits.blocks(), limits.cacheType()));
        thread = Thread.ofPlatform().name("plumbline-engine").daemon().start(this::loop);
    }

    /**
     * Accepts a request.
     *
     * @throws InferenceException code {@code invalid_request} where it can never be met, {@code
     *     overloaded} where too many wait, {@code shut_down}
     */
    public Ticket submit(GenerationRequest request, GenerationListener listener) {
        check(request);
        Sequence sequence = new Sequence(request, listener, texts.get(), System.nanoTime());
        synchronized (lock) {
            if (closed) {
                throw new InferenceException(SHUT_DOWN, "The engine is shut down.");
            }
            if (waiting.size() >= limits.waiting() + limits.sequences()) {
                throw new InferenceException(
                        "overloaded",
                        "%d requests are waiting already; try again later."
                                .formatted(waiting.size()));
            }
            waiting.add(sequence);
            lock.notifyAll();
        }
        return new Ticket(sequence);
    }

    private void check(GenerationRequest request) {
        long size = (long) request.prompt().size() + request.tokensMax();
        if (size > limits.context()) {
            throw new InferenceException(
                    "invalid_request",
                    "A prompt of %d tokens and %d to generate exceed the context of %d."
                            .formatted(
                                    request.prompt().size(),
                                    request.tokensMax(),
                                    limits.context()));
        }
        int vocabulary = decoder.config().dimensions().vocabulary();
        for (int token : request.prompt()) {
            checkToken(token, vocabulary);
        }
        for (int token : request.sampling().bias().keySet()) {
            checkToken(token, vocabulary);
        }
    }

    private static void checkToken(int token, int vocabulary) {
        if (token < 0 || token >= vocabulary) {
            throw new InferenceException(
                    "invalid_request",
                    "There is no token %d in a vocabulary of %d.".formatted(token, vocabulary));
        }
    }

    /** What there is to do now. */
    public EngineCounts counts() {
        synchronized (lock) {
            return new EngineCounts(
                    active.size(), waiting.size(), pool.size(), pool.available(), steps, tokens);
        }
    }

    /** The limits. */
    public EngineLimits limits() {
        return limits;
    }

    private void loop() {
        while (true) {
            List<Sequence> ended = new ArrayList<>();
            StepBuilder builder;
            synchronized (lock) {
                sweep(ended);
                admit();
                while (!closed && active.isEmpty() && ended.isEmpty()) {
                    try {
                        // one that waits may have a deadline
                        lock.wait(waiting.isEmpty() ? 0 : WAITING_MILLIS);
                    } catch (InterruptedException interrupt) {
                        closed = true;
                    }
                    sweep(ended);
                    admit();
                }
                if (closed) {
                    break;
                }
                builder = new StepBuilder(active, limits.stepTokens());
            }
            ended.forEach(this::tellWhy);
            if (!builder.isEmpty()) {
                run(builder);
            }
        }
        shutDown();
    }

    /** Takes out what was cancelled or is too late; its blocks are free at once. */
    private void sweep(List<Sequence> ended) {
        long now = System.nanoTime();
        List<Sequence> gone = new ArrayList<>();
        for (Sequence sequence : waiting) {
            if (sequence.cancelled() || sequence.expired(now)) {
                gone.add(sequence);
            }
        }
        waiting.removeAll(gone);
        for (Sequence sequence : List.copyOf(active)) {
            if (sequence.cancelled() || sequence.expired(now)) {
                remove(sequence);
                gone.add(sequence);
            }
        }
        ended.addAll(gone);
    }

    private void tellWhy(Sequence sequence) {
        if (sequence.cancelled()) {
            sequence.fail("cancelled", "The request was cancelled.");
        } else {
            sequence.fail("deadline", "The request was not done within its time.");
        }
    }

    private void admit() {
        while (active.size() < limits.sequences()) {
            Sequence next = waiting.peek();
            int @Nullable [] blocks =
                    next == null ? null : pool.take(next.tokensMax()).orElse(null);
            if (next == null || blocks == null) {
                return;
            }
            waiting.remove();
            next.blocks(blocks);
            active.add(next);
        }
    }

    private void remove(Sequence sequence) {
        int[] blocks = sequence.blocks();
        if (active.remove(sequence) && blocks != null) {
            sequence.blocks(null);
            pool.giveBack(blocks);
        }
    }

    private void run(StepBuilder builder) {
        try {
            Step step = builder.step();
            Buffer logits = decoder.forward(step, cache);
            List<Sampling> rules = builder.answering().stream().map(Sequence::sampling).toList();
            List<Sampled> drawn =
                    rules.isEmpty() ? List.of() : kernels.read(kernels.sample(logits, rules));
            builder.done();
            synchronized (lock) {
                steps++;
                tokens += step.size();
            }
            for (int i = 0; i < drawn.size(); i++) {
                accept(builder.answering().get(i), drawn.get(i));
            }
        } catch (RuntimeException | Error failure) {
            for (Sequence sequence : builder.members()) {
                release(sequence);
                sequence.fail("failed", "The step failed: " + failure.getMessage());
            }
        }
    }

    /** What goes wrong while a token is taken or told concerns its own sequence only. */
    private void accept(Sequence sequence, Sampled drawn) {
        try {
            if (sequence.accepts(drawn)) {
                release(sequence);
                sequence.end();
            }
        } catch (RuntimeException failure) {
            release(sequence);
            sequence.fail("failed", "The token could not be told: " + failure.getMessage());
        }
    }

    private void release(Sequence sequence) {
        synchronized (lock) {
            remove(sequence);
        }
    }

    private void shutDown() {
        List<Sequence> left = new ArrayList<>();
        synchronized (lock) {
            left.addAll(waiting);
            left.addAll(active);
            waiting.clear();
            List.copyOf(active).forEach(this::remove);
        }
        left.forEach(sequence -> sequence.fail(SHUT_DOWN, "The engine was shut down."));
        cache.close();
    }

    /**
     * Ends the thread; requests on their way fail with the code shut_down. The decoder and its
     * kernels stay open.
     */
    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
            lock.notifyAll();
        }
        try {
            thread.join();
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
        }
    }
}
