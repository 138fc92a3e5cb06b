package dev.plumbline.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Searches and answers by a number of clients, each of which asks again once it is answered. */
final class LoadBenchmark {
    private static final int K = 10;
    private static final int WARM_CLIENTS = 4;
    private static final Duration WARM = Duration.ofSeconds(10);
    private static final int WARM_MIN = 3;
    private static final int WARM_MAX = 18;

    /** Warming up takes no longer. */
    static final long WARM_MAX_SECONDS = WARM.multipliedBy(WARM_MAX).toSeconds();

    private static final double COMPILING = 0.1;

    private final GeneratedTexts texts;
    private final int topics;
    private final Duration each;
    private final AtomicInteger asked = new AtomicInteger();

    LoadBenchmark(GeneratedTexts texts, int topics, Duration each) {
        this.texts = texts;
        this.topics = topics;
        this.each = each;
    }

    /** What clients ask. */
    enum Call {
        SEARCH,
        ANSWER;

        private void make(ServiceCalls calls, String question)
                throws IOException, InterruptedException {
            switch (this) {
                case SEARCH -> calls.post("/api/v1/search", Map.of("query", question, "k", K));
                case ANSWER -> calls.post("/api/v1/answers", Map.of("question", question));
            }
        }
    }

    /**
     * Calls until the compiler takes little of the service's time, three minutes at most: it works
     * for a minute and longer once a service has started.
     *
     * @return how long that took
     */
    Duration warm(MeasuredService service, Call call) throws IOException, InterruptedException {
        for (int i = 1; i <= WARM_MAX; i++) {
            Duration all = service.processorTime();
            Duration compiler = service.compilerTime();
            load(service.calls(), call, WARM_CLIENTS, WARM);
            all = service.processorTime().minus(all);
            compiler = service.compilerTime().minus(compiler);
            if (compiler.toMillis() <= COMPILING * all.toMillis() && i >= WARM_MIN) {
                return WARM.multipliedBy(i);
            }
        }
        return WARM.multipliedBy(WARM_MAX);
    }

    /** By the number of clients how long calls took. */
    Map<String, Object> run(MeasuredService service, Call call, List<Integer> clients)
            throws IOException, InterruptedException {
        Map<String, Object> figures = new LinkedHashMap<>();
        for (int number : clients) {
            Measured measured = measured(service, call, number, each);
            Map<String, Object> times = measured.latencies().figures(50, 95, 99);
            times.put("service_processor_ms_per_call", measured.processorMillis());
            figures.put(number + (number == 1 ? "_client" : "_clients"), times);
        }
        return figures;
    }

    /**
     * @param processorMillis of the service, a call
     */
    private record Measured(Latencies latencies, double processorMillis) {}

    private Measured measured(MeasuredService service, Call call, int clients, Duration during)
            throws IOException, InterruptedException {
        Duration before = service.processorTime();
        Latencies latencies = load(service.calls(), call, clients, during);
        Duration taken = service.processorTime().minus(before);
        return new Measured(latencies, (double) taken.toMillis() / latencies.nanos().size());
    }

    private Latencies load(ServiceCalls calls, Call call, int clients, Duration during)
            throws IOException, InterruptedException {
        long began = System.nanoTime();
        long end = began + during.toNanos();
        List<Long> nanos = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(clients)) {
            List<Future<List<Long>>> running = new ArrayList<>();
            for (int i = 0; i < clients; i++) {
                running.add(threads.submit(() -> client(calls, call, end)));
            }
            for (Future<List<Long>> one : running) {
                nanos.addAll(Futures.done(one));
            }
        }
        return new Latencies(nanos, Duration.ofNanos(System.nanoTime() - began));
    }

    private List<Long> client(ServiceCalls calls, Call call, long end)
            throws IOException, InterruptedException {
        List<Long> nanos = new ArrayList<>();
        while (nanos.isEmpty() || System.nanoTime() < end) {
            String question = texts.question(asked.incrementAndGet(), topics);
            long began = System.nanoTime();
            call.make(calls, question);
            nanos.add(System.nanoTime() - began);
        }
        return nanos;
    }
}
