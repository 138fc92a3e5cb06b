package dev.plumbline.bench;

import dev.plumbline.ingestion.bench.SampleDocuments;
import dev.plumbline.storage.BlobStore;
import dev.plumbline.storage.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All measurements of {@code bench serve}, each in services of their own. */
public final class ServeBenchmark {
    private static final int PAGES = 5;
    private static final int WARMING_FILES = 4000;
    private static final int FED_PAGES = 2;
    private static final int FED_PER_SECOND = 15;
    private static final int CUT_OFF = 50;
    private static final int PARAGRAPHS_OF_TOPIC = 10;

    private final Plan plan;
    private final Databases databases;
    private final Progress progress;
    private final GeneratedTexts texts = new GeneratedTexts(1);

    /** What is measured. */
    public enum Part {
        STARTUP,
        INGESTION,
        EMBEDDING,
        SEARCH,
        ANSWERS
    }

    /**
     * How much is measured.
     *
     * @param folder of files to ingest; null for generated ones
     * @param files how many are generated
     * @param passages of the generated collection that is searched
     * @param documentPassages passages of each of its documents, 50 at most
     * @param each how long a number of clients asks
     * @param parserMebibytes heap of a parser process
     */
    public record Plan(
            Set<Part> parts,
            @Nullable Path folder,
            int files,
            int passages,
            int documentPassages,
            List<Integer> clients,
            Duration each,
            int parsers,
            int parserMebibytes) {
        public Plan {
            parts = Set.copyOf(parts);
            clients = List.copyOf(clients);
        }
    }

    /** Opens the database of a home, with its schema. */
    @FunctionalInterface
    public interface Databases {
        Connection open(Home home) throws SQLException;
    }

    public ServeBenchmark(Plan plan, Databases databases, Progress progress) throws IOException {
        this.plan = plan;
        this.databases = databases;
        this.progress = progress;
    }

    /**
     * Measures in a folder, which keeps the generated collection; a later run with the same folder
     * uses it again.
     */
    public Map<String, Object> run(Path folder)
            throws IOException, InterruptedException, SQLException {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("processor", Machine.processor());
        figures.put("cores", Runtime.getRuntime().availableProcessors());
        if (plan.parts().contains(Part.STARTUP)) {
            figures.put("empty_home", empty(folder));
        }
        if (plan.parts().contains(Part.INGESTION)) {
            figures.put("ingestion", ingestion(folder));
        }
        Set<Part> onCollection = new HashSet<>(plan.parts());
        onCollection.remove(Part.INGESTION);
        if (!onCollection.isEmpty()) {
            figures.put("collection", collection(folder));
        }
        return figures;
    }

    private Map<String, Object> empty(Path folder) throws IOException, InterruptedException {
        progress.say("start-up: an empty home");
        Path home = Files.createTempDirectory(folder, "empty-");
        try (MeasuredService service = MeasuredService.start(new Home(home), Map.of())) {
            return memory(service, new LinkedHashMap<>());
        }
    }

    private static Map<String, Object> memory(
            MeasuredService service, Map<String, Object> figures) {
        figures.put("ready_after_seconds", service.startUp().toMillis() / 1e3);
        figures.put("resident_mebibytes", service.residentMebibytes());
        return figures;
    }

    private Map<String, Object> ingestion(Path folder)
            throws IOException, InterruptedException, SQLException {
        Path own = plan.folder();
        Path root = own == null ? folder.resolve("files") : own;
        List<Path> files = own == null ? generated(root, plan.files(), PAGES, 0) : distinct(own);
        Path others = folder.resolve("warming");
        List<Path> first = generated(others, WARMING_FILES, PAGES, plan.files() * PAGES);
        Home home = new Home(Files.createTempDirectory(folder, "ingestion-"));
        return new IngestionBenchmark(plan.parsers(), plan.parserMebibytes(), progress)
                .run(
                        home,
                        new IngestionBenchmark.Sample(folder, first), // under other names
                        new IngestionBenchmark.Sample(root, files));
    }

    private List<Path> generated(Path folder, int files, int pages, int firstTopic)
            throws IOException {
        progress.say("writing " + files + " documents of " + pages + " pages");
        return SampleDocuments.write(
                folder,
                files,
                pages,
                number ->
                        texts.passage(
                                firstTopic + number / PARAGRAPHS_OF_TOPIC,
                                number % PARAGRAPHS_OF_TOPIC));
    }

    /** The files of a folder; of those with the same bytes one, since each is read once only. */
    private static List<Path> distinct(Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        try (Stream<Path> found = Files.walk(folder)) {
            for (Path file : found.filter(Files::isRegularFile).sorted().toList()) {
                if (Files.size(file) > 0 && seen.add(BlobStore.digest(file).sha256())) {
                    files.add(file);
                }
            }
        }
        return files;
    }

    private Map<String, Object> collection(Path folder)
            throws IOException, InterruptedException, SQLException {
        Home home = new Home(folder.resolve("collection"));
        Map<String, Object> figures = new LinkedHashMap<>();
        if (!Files.exists(home.database())) {
            home.create();
            try (Connection database = databases.open(home)) {
                new GeneratedHome(texts, progress)
                        .fill(home, database, plan.passages(), plan.documentPassages());
            }
            progress.say("collection: the service builds its index from the log");
            try (MeasuredService first = MeasuredService.start(home, Map.of())) {
                figures.put("index_built_seconds", first.startUp().toMillis() / 1e3);
            }
        }
        try (MeasuredService service = MeasuredService.start(home, Map.of());
                HomeRows rows = new HomeRows(home)) {
            figures.put("documents", rows.documents());
            figures.put("passages", rows.passages());
            memory(service, figures);
            progress.say("collection: waiting until its index is merged");
            service.awaitRest();
            questions(service, folder, figures);
            figures.put("resident_mebibytes_after", service.residentMebibytes());
            figures.put("children_resident_mebibytes", service.childrenResidentMebibytes());
            if (plan.parts().contains(Part.STARTUP)) {
                int first = GeneratedHome.topics(plan.passages()) + unused();
                Path cut = folder.resolve("cut-" + first);
                List<Path> files = generated(cut, CUT_OFF, FED_PAGES, first);
                figures.put(
                        "killed", new KillBenchmark(progress).run(service, rows, folder, files));
            }
        }
        return figures;
    }

    private void questions(MeasuredService service, Path folder, Map<String, Object> figures)
            throws IOException, InterruptedException, SQLException {
        int topics = GeneratedHome.topics(plan.passages());
        LoadBenchmark load = new LoadBenchmark(texts, topics, plan.each());
        Map<String, Object> idle = load(load, service);
        if (plan.parts().contains(Part.EMBEDDING)) {
            figures.put("embedding", new EmbeddingBenchmark(texts, progress).run(service, folder));
        }
        if (idle.isEmpty()) {
            return;
        }
        figures.put("idle", idle);
        int first = topics + unused();
        Path fed = folder.resolve("fed-" + first);
        long seconds =
                (plan.each().toSeconds() * plan.clients().size() + LoadBenchmark.WARM_MAX_SECONDS)
                                * idle.size()
                        + 15;
        List<Path> files = generated(fed, (int) seconds * FED_PER_SECOND, FED_PAGES, first);
        try (Feed feed = Feed.start(service, folder, files)) {
            Map<String, Object> busy = load(load, service);
            busy.put("documents_fed", feed.end());
            figures.put("during_ingestion", busy);
        }
    }

    /** For files that no earlier run has uploaded: other topics, by the clock. */
    private static int unused() {
        return (int) (System.currentTimeMillis() / 1000 % 1_000_000) * 1000;
    }

    private Map<String, Object> load(LoadBenchmark load, MeasuredService service)
            throws IOException, InterruptedException {
        Map<String, Object> figures = new LinkedHashMap<>();
        for (LoadBenchmark.Call call : LoadBenchmark.Call.values()) {
            Part part = call == LoadBenchmark.Call.SEARCH ? Part.SEARCH : Part.ANSWERS;
            if (plan.parts().contains(part)) {
                progress.say("questions: " + call.name().toLowerCase(java.util.Locale.ROOT));
                long warming = load.warm(service, call).toSeconds();
                Map<String, Object> run = load.run(service, call, plan.clients());
                run.put("warmed_up_seconds", warming);
                figures.put(call == LoadBenchmark.Call.SEARCH ? "search" : "answers", run);
            }
        }
        return figures;
    }
}
