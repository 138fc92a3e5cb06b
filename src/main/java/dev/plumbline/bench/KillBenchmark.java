package dev.plumbline.bench;

import dev.plumbline.storage.Home;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a service starts that was killed while documents were on their way: it is ready, then ends
 * what was under way, and embeds nothing of what it had.
 */
final class KillBenchmark {
    private final Progress progress;

    KillBenchmark(Progress progress) {
        this.progress = progress;
    }

    /** Kills the service on a home right after it has taken files, and starts another. */
    Map<String, Object> run(MeasuredService service, HomeRows rows, Path folder, List<Path> files)
            throws IOException, InterruptedException, SQLException {
        progress.say("start-up: killed while " + files.size() + " documents are on their way");
        Home home = service.home();
        service.calls().upload("default", folder, files);
        service.kill();
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("documents_on_their_way", rows.unembedded());
        try (MeasuredService again = MeasuredService.start(home, Map.of())) {
            figures.put("ready_after_seconds", again.startUp().toMillis() / 1e3);
            HomeRows.await(rows::unembedded, 0);
            figures.put("documents", rows.documents());
            figures.put("documents_embedded", again.calls().embedded());
        }
        return figures;
    }
}
