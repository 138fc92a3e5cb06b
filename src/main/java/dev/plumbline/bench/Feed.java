package dev.plumbline.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Keeps a service busy with documents: as many as it can take await their vectors, always. */
final class Feed implements AutoCloseable {
    private static final int WAITING = 30;

    private final MeasuredService service;
    private final Path folder;
    private final List<Path> files;
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final Future<Integer> sent;
    private volatile boolean ended;

    private Feed(MeasuredService service, Path folder, List<Path> files) {
        this.service = service;
        this.folder = folder;
        this.files = files;
        sent = thread.submit(this::feed);
    }

    /** Begins to upload the files, one by one. */
    static Feed start(MeasuredService service, Path folder, List<Path> files) {
        return new Feed(service, folder, files);
    }

    private int feed() throws IOException, InterruptedException, SQLException {
        int next = 0;
        try (HomeRows rows = new HomeRows(service.home())) {
            while (!ended) {
                if (next == files.size()) {
                    throw new IllegalStateException(
                            "The documents ran out; measure for a shorter time.");
                }
                if (rows.unembedded() < WAITING) {
                    service.calls().upload("default", folder, List.of(files.get(next++)));
                } else {
                    TimeUnit.MILLISECONDS.sleep(20);
                }
            }
        }
        return next;
    }

    /** Ends it; the number of documents that were uploaded. */
    int end() throws IOException, InterruptedException {
        ended = true;
        return Futures.done(sent);
    }

    @Override
    public void close() {
        ended = true;
        thread.shutdown();
    }
}
