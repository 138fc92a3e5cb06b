package dev.plumbline.inference.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.inference.InferenceException;
import dev.plumbline.inference.kernel.Kernels;
import dev.plumbline.inference.kernel.KvLayout;
import dev.plumbline.inference.kernel.VectorKernels;
import dev.plumbline.inference.model.Decoder;
import dev.plumbline.inference.model.StepLimits;
import dev.plumbline.inference.model.TinyModel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EngineTest {
    private static final long SEED = 42;
    private static final EngineLimits LIMITS =
            new EngineLimits(64, 6, 24, 10_000, 256, KvLayout.Type.F32);

    private Kernels kernels;
    private Engine engine;

    @BeforeEach
    void start() {
        kernels = new VectorKernels(1);
        TinyModel model = TinyModel.decoder(SEED, false);
        Decoder decoder = new Decoder(model.config(), model, kernels, new StepLimits(24, 6, 64));
        engine = new Engine(decoder, LIMITS, Letters::new);
    }

    @AfterEach
    void stop() {
        engine.close();
        kernels.close();
    }

    /** Token n as a letter. */
    private static final class Letters implements IncrementalText {
        @Override
        public String append(int token) {
            return String.valueOf((char) ('A' + token));
        }

        @Override
        public String finish() {
            return "";
        }
    }

    @Test
    void tenThousandRandomRequestsLeakNoBlockAndEachEndsOnce() throws InterruptedException {
        System.out.println("seed " + SEED);
        Random random = new Random(SEED);
        int requests = 10_000;
        AtomicInteger ends = new AtomicInteger();
        CountDownLatch all = new CountDownLatch(requests);
        for (int i = 0; i < requests; i++) {
            int length = 1 + random.nextInt(40);
            AtomicInteger own = new AtomicInteger();
            GenerationListener listener =
                    event -> {
                        if (!(event instanceof GenerationEvent.Token)) {
                            assertThat(own.incrementAndGet()).isEqualTo(1);
                            ends.incrementAndGet();
                            all.countDown();
                        }
                    };
            Duration timeout =
                    random.nextInt(10) == 0 ? Duration.ofNanos(random.nextInt(3_000_000)) : null;
            Engine.Ticket ticket =
                    submitPatiently(
                            request(
                                    random.ints(length, 0, TinyModel.VOCABULARY).boxed().toList(),
                                    1 + random.nextInt(8),
                                    random.nextLong(),
                                    timeout),
                            listener);
            if (random.nextInt(8) == 0) {
                ticket.cancel();
            }
        }
        assertThat(all.await(120, TimeUnit.SECONDS)).isTrue();
        assertThat(ends).hasValue(requests);
        EngineCounts counts = engine.counts();
        assertThat(counts.blocksFree()).isEqualTo(counts.blocks());
        assertThat(counts.running() + counts.waiting()).isZero();
    }

    @Test
    void memoryDoesNotGrowWithServedRequests() throws InterruptedException {
        serve(1000);
        long before = usedAfterCollection();
        serve(5000);
        assertThat(usedAfterCollection() - before).isLessThan(1L << 20);
    }

    private void serve(int requests) throws InterruptedException {
        CountDownLatch all = new CountDownLatch(requests);
        for (int i = 0; i < requests; i++) {
            GenerationListener listener =
                    event -> {
                        if (!(event instanceof GenerationEvent.Token)) {
                            all.countDown();
                        }
                    };
            submitPatiently(request(List.of(i % TinyModel.VOCABULARY, 1), 3, i, null), listener);
        }
        assertThat(all.await(120, TimeUnit.SECONDS)).isTrue();
    }

    private static long usedAfterCollection() {
        System.gc();
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private Engine.Ticket submitPatiently(GenerationRequest request, GenerationListener listener)
            throws InterruptedException {
        while (true) {
            try {
                return engine.submit(request, listener);
            } catch (InferenceException full) {
                assertThat(full.code()).isEqualTo("overloaded");
                Thread.sleep(1);
            }
        }
    }

    @Test
    void companyChangesNoText() throws InterruptedException {
        List<Integer> prompt = List.of(5, 9, 2, 30, 11);
        String alone = text(prompt, 20, 99);
        List<BlockingQueue<GenerationEvent>> others = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            others.add(submit(request(List.of(i + 1, 4, 60), 30, i, null)));
        }
        assertThat(text(prompt, 20, 99)).isEqualTo(alone);
        for (BlockingQueue<GenerationEvent> other : others) {
            end(other);
        }
    }

    @Test
    void aListenerThatThrowsHarmsNobodyElse() throws InterruptedException {
        List<Integer> prompt = List.of(5, 9, 2);
        String alone = text(prompt, 20, 1);
        for (int i = 0; i < 4; i++) {
            engine.submit(
                    request(List.of(i + 1, 7), 20, i, null),
                    event -> {
                        throw new IllegalStateException("deaf");
                    });
        }
        assertThat(text(prompt, 20, 1)).isEqualTo(alone);
        assertThat(text(prompt, 20, 1)).isEqualTo(alone);
        assertThat(engine.counts().blocksFree()).isEqualTo(engine.counts().blocks());
    }

    @Test
    void seedsDecideDraws() throws InterruptedException {
        List<Integer> prompt = List.of(1, 2, 3);
        assertThat(text(prompt, 25, 5))
                .isEqualTo(text(prompt, 25, 5))
                .isNotEqualTo(text(prompt, 25, 6));
    }

    @Test
    void aStopTextEndsTheTextAndIsNotShown() throws InterruptedException {
        List<Integer> prompt = List.of(7, 8);
        String whole = text(prompt, 20, 3);
        String stop = whole.substring(9, 11);
        GenerationRequest request =
                new GenerationRequest(prompt, 20, rule(3), Set.of(), List.of(stop), null);
        StringBuilder shown = new StringBuilder();
        GenerationEvent end = collect(submit(request), shown);
        assertThat(shown.toString()).isEqualTo(whole.substring(0, whole.indexOf(stop)));
        assertThat(end).isInstanceOf(GenerationEvent.Finished.class);
        assertThat(((GenerationEvent.Finished) end).reason())
                .isEqualTo(GenerationEvent.Reason.STOP);
    }

    @Test
    void aBiasOfMinusHundredForbidsAToken() throws InterruptedException {
        SamplingRule plain = SamplingRule.GREEDY;
        List<Integer> prompt = List.of(3, 1, 4);
        StringBuilder first = new StringBuilder();
        collect(submit(new GenerationRequest(prompt, 1, plain, Set.of(), List.of(), null)), first);
        int best = first.charAt(0) - 'A';
        SamplingRule biased = new SamplingRule(0, 0, 1, 0, 1, 0, 0, Map.of(best, -100f), 0, -1);
        StringBuilder second = new StringBuilder();
        collect(
                submit(new GenerationRequest(prompt, 1, biased, Set.of(), List.of(), null)),
                second);
        assertThat(second.toString()).isNotEqualTo(first.toString());
    }

    @Test
    void whatCanNeverFitIsRefusedAtOnce() {
        assertThatThrownBy(() -> engine.submit(request(List.of(1), 64, 0, null), _ -> {}))
                .isInstanceOf(InferenceException.class)
                .hasMessageContaining("context of 64");
        assertThatThrownBy(
                        () ->
                                engine.submit(
                                        request(List.of(TinyModel.VOCABULARY), 1, 0, null),
                                        _ -> {}))
                .hasMessageContaining("no token 61");
    }

    @Test
    void cancellingFreesBlocksBeforeItIsTold() throws InterruptedException {
        BlockingQueue<GenerationEvent> events = new LinkedBlockingQueue<>();
        BlockingQueue<Integer> free = new LinkedBlockingQueue<>();
        Engine.Ticket ticket =
                engine.submit(
                        request(List.of(1, 2, 3), 60, 0, null),
                        event -> {
                            if (event instanceof GenerationEvent.Failed) {
                                free.add(engine.counts().blocksFree());
                            }
                            events.add(event);
                        });
        ticket.cancel();
        GenerationEvent end = end(events);
        if (end instanceof GenerationEvent.Failed failed) {
            assertThat(failed.code()).isEqualTo("cancelled");
            assertThat(free.take()).isEqualTo(engine.counts().blocks());
        }
        assertThat(engine.counts().blocksFree()).isEqualTo(engine.counts().blocks());
    }

    @Test
    void aDeadlineEndsWhatRunsAndFreesItsBlocks() throws InterruptedException {
        BlockingQueue<GenerationEvent> events = new LinkedBlockingQueue<>();
        engine.submit(
                request(List.of(1, 2, 3), 60, 0, Duration.ofMillis(50)),
                event -> {
                    events.add(event);
                    try {
                        Thread.sleep(60); // the engine's thread: one token is past the deadline
                    } catch (InterruptedException interrupt) {
                        Thread.currentThread().interrupt();
                    }
                });
        assertThat(end(events))
                .isInstanceOfSatisfying(
                        GenerationEvent.Failed.class,
                        failed -> assertThat(failed.code()).isEqualTo("deadline"));
        assertThat(engine.counts().blocksFree()).isEqualTo(engine.counts().blocks());
    }

    @Test
    void aPenaltySeesThePrompt() throws InterruptedException {
        int unseen = 17;
        List<Integer> prompt =
                IntStream.range(0, TinyModel.VOCABULARY)
                        .filter(token -> token != unseen)
                        .boxed()
                        .toList();
        SamplingRule rule = new SamplingRule(0, 0, 1, 0, 100, 2, 2, Map.of(), 0, -1);
        StringBuilder text = new StringBuilder();
        collect(submit(new GenerationRequest(prompt, 1, rule, Set.of(), List.of(), null)), text);
        assertThat(text.toString()).isEqualTo(String.valueOf((char) ('A' + unseen)));
    }

    private String text(List<Integer> prompt, int count, long seed) throws InterruptedException {
        StringBuilder text = new StringBuilder();
        collect(submit(request(prompt, count, seed, null)), text);
        return text.toString();
    }

    private BlockingQueue<GenerationEvent> submit(GenerationRequest request) {
        BlockingQueue<GenerationEvent> events = new LinkedBlockingQueue<>();
        engine.submit(request, events::add);
        return events;
    }

    private static GenerationEvent end(BlockingQueue<GenerationEvent> events)
            throws InterruptedException {
        return collect(events, new StringBuilder());
    }

    private static GenerationEvent collect(
            BlockingQueue<GenerationEvent> events, StringBuilder text) throws InterruptedException {
        while (true) {
            GenerationEvent event = events.poll(30, TimeUnit.SECONDS);
            switch (event) {
                case GenerationEvent.Token token -> text.append(token.text());
                case GenerationEvent.Finished finished -> {
                    text.append(finished.text());
                    return finished;
                }
                case GenerationEvent.Failed failed -> {
                    return failed;
                }
                case null -> throw new AssertionError("no event within 30 s");
            }
        }
    }

    private static SamplingRule rule(long seed) {
        return SamplingRule.GREEDY.at(1.0f, seed);
    }

    private static GenerationRequest request(
            List<Integer> prompt,
            int count,
            long seed,
            @org.jspecify.annotations.Nullable Duration timeout) {
        return new GenerationRequest(prompt, count, rule(seed), Set.of(), List.of(), timeout);
    }
}
