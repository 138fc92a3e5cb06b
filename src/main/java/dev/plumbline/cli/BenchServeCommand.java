package dev.plumbline.cli;

import dev.plumbline.bench.ServeBenchmark;
import dev.plumbline.storage.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bench serve}: speed of the service, beside bare Tika and LangChain4j's embedder. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = {
            "Measures the service, in processes of its own on homes of its own: start-up, also after a kill, and memory; ingestion before embedding beside bare Tika; embedding; searches (k = 10, hybrid, the query embedded) and answers by several clients, idle and during ingestion.",
            "The collection that is searched is generated: English words without sense, by topic; a topic's vector is embedded, its passages' vectors lie around it."
        })
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class BenchServeCommand implements Callable<Integer> {
    @Option(
            names = "--docs",
            paramLabel = "DIR",
            description = "Files for the measurement of ingestion (default: generated ones).")
    private @Nullable Path docs;

    @Option(
            names = "--files",
            paramLabel = "N",
            defaultValue = "1600",
            description =
                    "How many files of five pages are generated for it (default ${DEFAULT-VALUE}).")
    private int files;

    @Option(
            names = "--passages",
            paramLabel = "N",
            defaultValue = "100000",
            description = "Passages of the collection that is searched (default ${DEFAULT-VALUE}).")
    private int passages;

    @Option(
            names = "--document-passages",
            paramLabel = "N",
            defaultValue = "25",
            description = "Passages of each of its documents, 1 to 50 (default ${DEFAULT-VALUE}).")
    private int documentPassages;

    @Option(
            names = "--clients",
            paramLabel = "N,...",
            split = ",",
            defaultValue = "1,8,32",
            description = "Clients that ask at a time (default ${DEFAULT-VALUE}).")
    private List<Integer> clients;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "10",
            description = "How long each number of clients asks (default ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(
            names = "--parsers",
            paramLabel = "N",
            defaultValue = "2",
            description = "Parser processes, ours and bare Tika's (default ${DEFAULT-VALUE}).")
    private int parsers;

    @Option(
            names = "--parts",
            paramLabel = "PART,...",
            split = ",",
            defaultValue = "startup,ingestion,embedding,search,answers",
            description = "What is measured: ${COMPLETION-CANDIDATES} (default: all).")
    private Set<ServeBenchmark.Part> parts;

    @Option(
            names = "--home",
            paramLabel = "DIR",
            description =
                    "Keep what is made in this folder; a later run uses its collection again (default: a temporary folder).")
    private @Nullable Path home;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException, SQLException {
        if (files < 8 || passages < 50 || seconds < 1 || parsers < 1) {
            throw new UsageException(
                    "At least 8 files, 50 passages, 1 second and 1 parser are needed.");
        }
        if (documentPassages < 1 || documentPassages > 50) {
            throw new UsageException("--document-passages takes 1 to 50.");
        }
        if (clients.stream().anyMatch(number -> number < 1)) {
            throw new UsageException("--clients takes numbers from 1.");
        }
        Path own = docs;
        if (own != null && !Files.isDirectory(own)) {
            throw new UsageException("There is no folder " + own + ".");
        }
        Path kept = home;
        Path folder =
                kept == null
                        ? Files.createTempDirectory("plumbline-bench-")
                        : Files.createDirectories(kept).toAbsolutePath().normalize();
        try {
            print(
                    new ServeBenchmark(
                                    plan(),
                                    HomeDatabase::open,
                                    spec.commandLine().getErr()::println)
                            .run(folder));
            return 0;
        } finally {
            if (kept == null) {
                remove(folder);
            }
        }
    }

    private ServeBenchmark.Plan plan() {
        Path own = docs;
        return new ServeBenchmark.Plan(
                EnumSet.copyOf(parts),
                own == null ? null : own.toAbsolutePath().normalize(),
                files,
                passages,
                documentPassages,
                clients,
                Duration.ofSeconds(seconds),
                parsers,
                512);
    }

    private void print(Map<String, Object> figures) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.write(figures));
        } else {
            lines("", figures, out);
        }
    }

    private static void lines(String path, Map<?, ?> figures, PrintWriter out) {
        figures.forEach(
                (name, value) -> {
                    if (value instanceof Map<?, ?> inner) {
                        lines(path + name + ".", inner, out);
                    } else {
                        String text =
                                value instanceof Double number
                                        ? String.format(Locale.ROOT, "%.2f", number)
                                        : String.valueOf(value);
                        out.printf("%-52s %s%n", path + name, text);
                    }
                });
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> found = Files.walk(folder)) {
            for (Path path : found.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
