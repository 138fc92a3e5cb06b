package dev.plumbline.cli;

import dev.plumbline.eval.EvalException;
import dev.plumbline.eval.data.BeirFolder;
import dev.plumbline.eval.data.JudgedQuestion;
import dev.plumbline.eval.retrieval.RetrievalEvaluation;
import dev.plumbline.gateway.BgeSmallEmbedder;
import dev.plumbline.gateway.Embedder;
import dev.plumbline.index.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code eval retrieval}: the index on a BEIR folder. */
@Command(
        name = "retrieval",
        mixinStandardHelpOptions = true,
        description = "Indexes a BEIR folder and measures retrieval with trec_eval's measures.")
final class EvalRetrievalCommand implements Callable<Integer> {
    @Option(names = "--dataset", required = true, description = "A folder in BEIR's layout.")
    private Path dataset = Path.of("");

    @Option(
            names = "--mode",
            description = "bm25, dense or hybrid (the default).",
            defaultValue = "hybrid")
    private String mode = "";

    @Option(
            names = "--split",
            description = "Which judgements (default: test).",
            defaultValue = "test")
    private String split = "";

    @Option(names = "--run", description = "Writes the rankings as a TREC run.")
    private @Nullable Path run;

    @Option(
            names = "--depth",
            description = "Documents for each question (default: 100).",
            defaultValue = "100")
    private int depth;

    @Option(
            names = "--language",
            description = "The texts' language (default: en).",
            defaultValue = "en")
    private String language = "";

    @Option(
            names = "--cache",
            description = "Where vectors are kept (default: plumbline in the user's cache folder).")
    private @Nullable Path cache;

    @Option(names = "--json", description = "One JSON object on standard output.")
    private boolean json;

    @Override
    public Integer call() {
        return EvalOutput.guard(this::measure);
    }

    private int measure() throws IOException {
        Mode wanted = mode();
        BeirFolder folder = new BeirFolder(dataset, split);
        List<JudgedQuestion> questions = folder.questions();
        List<BeirFolder.Document> documents = new ArrayList<>();
        folder.documents(documents::add);
        Path temporary = Files.createTempDirectory("plumbline-eval");
        Path kept = cache == null ? cacheFolder() : cache;
        try (Embedder embedder = wanted == Mode.BM25 ? null : BgeSmallEmbedder.load(kept);
                IndexedCollection index = new IndexedCollection(temporary, wanted, embedder)) {
            index.add(documents, vectors(embedder, documents, kept), language);
            RetrievalEvaluation evaluation =
                    RetrievalEvaluation.run(
                            index, questions, depth, progress("questions", questions.size()));
            if (run != null) {
                evaluation.write(run, "plumbline-" + mode);
            }
            Map<String, Number> figures = evaluation.figures();
            EvalOutput.figures(figures, json);
        } finally {
            delete(temporary);
        }
        return 0;
    }

    private Mode mode() {
        try {
            return Mode.valueOf(mode.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw new EvalException(
                    "--mode is bm25, dense or hybrid, not '" + mode + "'.", unknown);
        }
    }

    private static @Nullable List<float[]> vectors(
            @Nullable Embedder embedder, List<BeirFolder.Document> documents, Path kept)
            throws IOException {
        if (embedder == null) {
            return null;
        }
        List<String> texts = documents.stream().map(IndexedCollection::embedded).toList();
        return VectorCache.open(embedder, kept).embed(texts, progress("vectors", texts.size()));
    }

    private static IntConsumer progress(String what, int total) {
        return done -> {
            if (done % 256 == 0 || done == total) {
                System.err.println(done + " of " + total + " " + what);
            }
        };
    }

    private static Path cacheFolder() {
        String given = System.getenv("XDG_CACHE_HOME");
        Path base =
                given == null || given.isEmpty()
                        ? Path.of(System.getProperty("user.home"), ".cache")
                        : Path.of(given);
        return base.resolve("plumbline");
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
