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
 * service, Tika again. Both have read every second file before, for warmth; those are not counted.
 * Processor time is told beside time, since it does not depend on what else the machine does.
 */
final class IngestionBenchmark {
    private static final int WARM_EVERY = 2;
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

    /** Measures on a home of its own. */
    Map<String, Object> run(Home home, Path folder, List<Path> files)
            throws IOException, InterruptedException, SQLException {
        List<Path> warm = new ArrayList<>();
        List<Path> counted = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            (i % WARM_EVERY == 0 ? warm : counted).add(files.get(i));
        }
        try (BareTika tika = new BareTika(parsers, heapMebibytes);
                HoldingEmbedder embedder = new HoldingEmbedder()) {
            tika.parse(warm);
            MeasuredService service =
                    MeasuredService.start(
                            home,
                            Map.of(
                                    "PLUMBLINE_EMBEDDER",
                                    embedder.address(),
                                    "PLUMBLINE_DOCUMENTS_PARSERS",
                                    "" + parsers));
            try (HomeRows rows = new HomeRows(home)) {
                progress.say("ingestion: warming up with " + warm.size() + " files");
                ingest(service.calls(), folder, warm, rows, warm.size());
                long warmPages = rows.pages();
                Duration bareTime = tika.processorTime();
                double before = tika(tika, counted);
                bareTime = tika.processorTime().minus(bareTime);
                progress.say("ingestion: " + counted.size() + " files through the service");
                Duration own = service.processorTime();
                Duration children = service.childrenProcessorTime();
                double seconds = ingest(service.calls(), folder, counted, rows, files.size());
                own = service.processorTime().minus(own);
                children = service.childrenProcessorTime().minus(children);
                double after = tika(tika, counted);
                Map<String, Object> figures =
                        figures(rows, warmPages, seconds, (before + after) / 2, files, counted);
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

    private Map<String, Object> figures(
            HomeRows rows,
            long warmPages,
            double seconds,
            double bare,
            List<Path> files,
            List<Path> counted)
            throws SQLException {
        long pages = rows.pages() - warmPages;
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("files", counted.size());
        figures.put("failed_of_all", rows.failed() + " of " + files.size());
        figures.put("pages", pages);
        figures.put("parser_processes", parsers);
        figures.put("pages_per_second", pages / seconds);
        figures.put("bare_tika_pages_per_second", pages / bare);
        figures.put("overhead_percent", (seconds / bare - 1) * 100);
        return figures;
    }

    private double tika(BareTika tika, List<Path> files) {
        progress.say("ingestion: " + files.size() + " files through bare Tika");
        long began = System.nanoTime();
        tika.parse(files);
        return (System.nanoTime() - began) / 1e9;
    }

    /** Uploads files and waits until so many are searchable or have failed; seconds. */
    private static double ingest(
            ServiceCalls calls, Path folder, List<Path> files, HomeRows rows, long wanted)
            throws IOException, InterruptedException, SQLException {
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
                                        calls.upload("default", folder, next);
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
