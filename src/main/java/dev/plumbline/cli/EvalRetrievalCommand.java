package dev.plumbline.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.plumbline.eval.EvalException;
import dev.plumbline.eval.data.JudgedCollection;
import dev.plumbline.eval.data.JudgedQuestion;
import dev.plumbline.eval.data.Qrels;
import dev.plumbline.eval.data.SourceDocument;
import dev.plumbline.eval.retrieval.RankedRun;
import dev.plumbline.eval.retrieval.RankingFiles;
import dev.plumbline.eval.retrieval.RetrievalEvaluation;
import dev.plumbline.gateway.BgeSmallEmbedder;
import dev.plumbline.gateway.Embedder;
import dev.plumbline.index.Fusion;
import dev.plumbline.index.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
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

/** {@code eval retrieval}: the index on a judged collection. */
@Command(
        name = "retrieval",
        mixinStandardHelpOptions = true,
        description =
                "Indexes a judged collection and measures retrieval with trec_eval's measures; or"
                        + " measures the run of another system.")
final class EvalRetrievalCommand implements Callable<Integer> {
    @SuppressWarnings("NullAway.Init") // picocli sets it
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--dataset",
            description =
                    "A folder in BEIR's layout, MTRAG's, or with your documents.csv and"
                            + " questions.csv (or .jsonl); a file of SQuAD, XQuAD, HotpotQA or"
                            + " MuSiQue.")
    private @Nullable Path dataset;

    @Option(
            names = "--ranked",
            paramLabel = "RUN",
            description =
                    "Measures this TREC run of any system; nothing is searched. Judged by --dataset"
                            + " or --qrels.")
    private @Nullable Path ranked;

    @Option(
            names = "--qrels",
            paramLabel = "QRELS",
            description =
                    "Judgements for --ranked in place of a collection, in TREC's or BEIR's form.")
    private @Nullable Path qrels;

    @Option(
            names = "--mode",
            description = "bm25, dense or hybrid (the default).",
            defaultValue = "hybrid")
    private String mode = "";

    @Option(
            names = "--split",
            description = "Which judgements of a BEIR folder (default: test).",
            defaultValue = "test")
    private String split = "";

    @Option(names = "--run", description = "Writes the rankings as a TREC run.")
    private @Nullable Path run;

    @Option(
            names = "--results",
            paramLabel = "OUT.jsonl",
            description = "Writes each question's scores, for eval compare.")
    private @Nullable Path results;

    @Option(
            names = "--depth",
            description = "Documents for each question (default: 1000).",
            defaultValue = "1000")
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
        if (depth < 1) {
            throw new EvalException("--depth is " + depth + " and must be at least 1.");
        }
        if (ranked != null) {
            scoreRun(ranked);
            return 0;
        }
        if (dataset == null) {
            throw new EvalException(
                    "Give --dataset, a collection to search; or --ranked, a run to measure, with"
                            + " --dataset or --qrels.");
        }
        if (qrels != null) {
            throw new EvalException("--qrels judges a run: give that as --ranked.");
        }
        search(dataset);
        return 0;
    }

    private void search(Path from) throws IOException {
        Mode wanted = mode();
        JudgedCollection collection = JudgedCollection.open(from, split);
        List<JudgedQuestion> questions = collection.questions();
        List<SourceDocument> documents = new ArrayList<>();
        collection.documents(documents::add);
        Path temporary = Files.createTempDirectory("plumbline-eval");
        Path kept = cache == null ? EvalOutput.cacheFolder() : cache;
        try (Embedder embedder = wanted == Mode.BM25 ? null : BgeSmallEmbedder.load(kept);
                IndexedCollection index =
                        new IndexedCollection(temporary, wanted, embedder, Fusion.standard());
                RankingFiles files = new RankingFiles(run, results, "plumbline-" + mode)) {
            index.add(documents, vectors(embedder, documents, kept), language);
            RetrievalEvaluation evaluation =
                    RetrievalEvaluation.run(
                            index,
                            questions,
                            depth,
                            files,
                            EvalOutput.progress("questions", questions.size()));
            print(Map.of("documents", documents.size()), questions, evaluation);
        } finally {
            delete(temporary);
        }
    }

    private void scoreRun(Path file) throws IOException {
        List<JudgedQuestion> questions = judged();
        try (RankedRun read = RankedRun.open(file);
                RankingFiles files = new RankingFiles(run, results, "ranked")) {
            RetrievalEvaluation evaluation =
                    RetrievalEvaluation.run(
                            read,
                            questions,
                            depth,
                            files,
                            EvalOutput.progress("questions", questions.size()));
            Set<String> inRun = read.questions();
            long missing = questions.stream().filter(q -> !inRun.contains(q.id())).count();
            if (missing == questions.size()) {
                throw new EvalException(
                        file + " has none of the questions that are judged: do the ids agree?");
            }
            if (missing > 0) {
                System.err.println(
                        missing + " judged questions are not in the run; they count as not found.");
            }
            long unjudged = inRun.size() - (questions.size() - missing);
            if (unjudged > 0) {
                System.err.println(
                        unjudged + " questions of the run are not judged and do not count.");
            }
            print(Map.of("missing", missing), questions, evaluation);
        }
    }

    private List<JudgedQuestion> judged() {
        if (dataset != null && qrels == null) {
            return JudgedCollection.open(dataset, split).questions();
        }
        if (qrels != null && dataset == null) {
            return Qrels.questions(qrels);
        }
        throw new EvalException("--ranked is judged by one of --dataset and --qrels.");
    }

    private void print(
            Map<String, Number> counts,
            List<JudgedQuestion> questions,
            RetrievalEvaluation evaluation)
            throws JsonProcessingException {
        Map<String, Number> figures = new LinkedHashMap<>(counts);
        figures.put("questions", questions.size());
        figures.putAll(evaluation.figures());
        EvalOutput.figures(figures, json, spec.commandLine().getOut());
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
            @Nullable Embedder embedder, List<SourceDocument> documents, Path kept)
            throws IOException {
        if (embedder == null) {
            return null;
        }
        List<String> texts = documents.stream().map(IndexedCollection::embedded).toList();
        return VectorCache.open(embedder, kept)
                .embed(texts, EvalOutput.progress("vectors", texts.size()));
    }

    static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
