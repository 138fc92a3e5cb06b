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

    void warm(MeasuredService service, Call call) throws IOException, InterruptedException {
        load(service.calls(), call, WARM_CLIENTS, WARM);
    }

    /** By the number of clients how long calls took. */
    Map<String, Object> run(MeasuredService service, Call call, List<Integer> clients)
            throws IOException, InterruptedException {
        Map<String, Object> figures = new LinkedHashMap<>();
        for (int number : clients) {
            Duration before = service.processorTime();
            Latencies latencies = load(service.calls(), call, number, each);
            Duration taken = service.processorTime().minus(before);
            Map<String, Object> times = latencies.figures(50, 95, 99);
            times.put(
                    "service_processor_ms_per_call",
                    (double) taken.toMillis() / latencies.nanos().size());
            figures.put(number + (number == 1 ? "_client" : "_clients"), times);
        }
        return figures;
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
