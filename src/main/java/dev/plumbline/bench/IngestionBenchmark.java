package dev.plumbline.bench;

import dev.plumbline.ingestion.bench.BareTika;
import dev.plumbline.storage.Home;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Files to searchable words, beside bare Tika in as many processes on the same files: Tika, the
 * service, Tika again. Both have read others before, which are not counted: generated ones, until
 * little is compiled any more, and every second of the given. Processor time is told beside time,
 * since it does not depend on what else the machine does.
 */
final class IngestionBenchmark {
    private static final int UPLOADS = 4;
    private static final int FILES_IN_UPLOAD = 4;

    private final int parsers;
    private final int heapMebibytes;
    private final Progress progress;

    IngestionBenchmark(int parsers, int heapMebibytes, Progress progress) {
        this.parsers = parsers;
        this.heapMebibytes = heapMebibytes;
        this.progress = progress;
    }

    /** Files below a folder. */
    record Sample(Path folder, List<Path> files) {
        /** Every second one, from the first or the second on. */
        private Sample half(int from) {
            List<Path> half = new ArrayList<>();
            for (int i = from; i < files.size(); i += 2) {
                half.add(files.get(i));
            }
            return new Sample(folder, half);
        }
    }

    /** Measures on a home of its own. */
    Map<String, Object> run(Home home, Sample generated, Sample given)
            throws IOException, InterruptedException, SQLException {
        Sample warm = given.half(0);
        Sample counted = given.half(1);
        try (BareTika tika = new BareTika(parsers, heapMebibytes);
                HoldingEmbedder embedder = new HoldingEmbedder()) {
            tika.parse(generated.files());
            tika.parse(warm.files());
            MeasuredService service =
                    MeasuredService.start(
                            home,
                            Map.of(
                                    "PLUMBLINE_EMBEDDER",
                                    embedder.address(),
                                    "PLUMBLINE_DOCUMENTS_PARSERS",
                                    "" + parsers));
            try (HomeRows rows = new HomeRows(home)) {
                int before = generated.files().size() + warm.files().size();
                progress.say("ingestion: warming up with " + before + " files");
                ingest(service.calls(), generated, rows, generated.files().size());
                ingest(service.calls(), warm, rows, before);
                long warmPages = rows.pages();
                long warmFailed = rows.failed();
                Duration bareTime = tika.processorTime();
                double first = tika(tika, counted.files());
                bareTime = tika.processorTime().minus(bareTime);
                int count = counted.files().size();
                progress.say("ingestion: " + count + " files through the service");
                Duration own = service.processorTime();
                Duration children = service.childrenProcessorTime();
                double seconds = ingest(service.calls(), counted, rows, before + count);
                own = service.processorTime().minus(own);
                children = service.childrenProcessorTime().minus(children);
                double last = tika(tika, counted.files());
                Map<String, Object> figures = new LinkedHashMap<>();
                figures.put("files", count);
                figures.put("failed", rows.failed() - warmFailed);
                long pages = rows.pages() - warmPages;
                figures.put("pages", pages);
                figures.put("parser_processes", parsers);
                double bare = (first + last) / 2;
                figures.put("pages_per_second", pages / seconds);
                figures.put("bare_tika_pages_per_second", pages / bare);
                figures.put("overhead_percent", (seconds / bare - 1) * 100);
                figures.put("service_processor_seconds", own.toMillis() / 1e3);
                figures.put("parsers_processor_seconds", children.toMillis() / 1e3);
                figures.put("bare_tika_processor_seconds", bareTime.toMillis() / 1e3);
                figures.put(
                        "processor_overhead_percent",
                        ((double) own.plus(children).toMillis() / bareTime.toMillis() - 1) * 100);
                return figures;
            } finally {
                service.kill(); // it waits for vectors that never come
            }
        }
    }

    private double tika(BareTika tika, List<Path> files) {
        progress.say("ingestion: " + files.size() + " files through bare Tika");
        long began = System.nanoTime();
        tika.parse(files);
        return (System.nanoTime() - began) / 1e9;
    }

    /** Uploads files and waits until so many are searchable or have failed; seconds. */
    private static double ingest(ServiceCalls calls, Sample sample, HomeRows rows, long wanted)
            throws IOException, InterruptedException, SQLException {
        List<Path> files = sample.files();
        Queue<List<Path>> uploads = new ConcurrentLinkedQueue<>();
        for (int i = 0; i < files.size(); i += FILES_IN_UPLOAD) {
            uploads.add(files.subList(i, Math.min(files.size(), i + FILES_IN_UPLOAD)));
        }
        long began = System.nanoTime();
        try (var threads = Executors.newFixedThreadPool(UPLOADS)) {
            List<Future<Void>> running = new ArrayList<>();
            for (int i = 0; i < UPLOADS; i++) {
                running.add(
                        threads.submit(
                                () -> {
                                    List<Path> next = uploads.poll();
                                    while (next != null) {
                                        calls.upload("default", sample.folder(), next);
                                        next = uploads.poll();
                                    }
                                    return null;
                                }));
            }
            for (Future<Void> one : running) {
                Futures.done(one);
            }
        }
        HomeRows.await(rows::parsed, wanted);
        return (System.nanoTime() - began) / 1e9;
    }
}
