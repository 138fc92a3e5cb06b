package dev.plumbline.cli;

import dev.plumbline.eval.data.JudgedCollection;
import dev.plumbline.eval.data.JudgedQuestion;
import dev.plumbline.eval.data.SourceDocument;
import dev.plumbline.eval.retrieval.RetrievalEvaluation;
import dev.plumbline.gateway.BgeSmallEmbedder;
import dev.plumbline.gateway.Embedder;
import dev.plumbline.index.Fusion;
import dev.plumbline.index.Mode;
import dev.plumbline.storage.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code fit fusion}: how good each way of joining words and vectors is. */
@Command(
        name = "fusion",
        mixinStandardHelpOptions = true,
        description = "Prints nDCG@10 of ways to join words and vectors, by collection.")
final class FitFusionCommand implements Callable<Integer> {
    private static final List<String> COLLECTIONS =
            List.of(
                    "scifact",
                    "squad/dev-v1.1.json",
                    "xquad/xquad.de.json",
                    "multihop/hotpotqa_train_100.json",
                    "multihop/musique_train_100.json",
                    "mtrag");
    private static final int DEPTH = 10;
    private static final int STEPS = 10;

    @Option(
            names = "--data",
            required = true,
            description = "folder with scifact/, squad/, xquad/, multihop/ and mtrag/")
    private Path data = Path.of("");

    @Option(
            names = "--questions",
            defaultValue = "300",
            description = "of each collection at most (default: 300), evenly spread")
    private int questionsMax = 300;

    @Option(names = "--cache", description = "where vectors are kept")
    private @Nullable Path cache;

    private final Map<String, Map<String, Double>> figures = new LinkedHashMap<>();

    @Option(names = "--json", description = "One JSON object on standard output.")
    private boolean json;

    @Override
    public Integer call() {
        return EvalOutput.guard(this::measure);
    }

    private int measure() throws IOException {
        Path kept = cache == null ? EvalOutput.cacheFolder() : cache;
        try (Embedder embedder = BgeSmallEmbedder.load(kept)) {
            for (String name : COLLECTIONS) {
                Path folder = Files.createTempDirectory("plumbline-fit");
                try {
                    measure(name, embedder, VectorCache.open(embedder, kept), folder);
                } finally {
                    EvalRetrievalCommand.delete(folder);
                }
            }
        }
        if (json) {
            System.out.println(Json.write(figures));
            return 0;
        }
        System.out.println("fusion " + String.join(" ", COLLECTIONS) + " mean");
        figures.forEach(FitFusionCommand::print);
        return 0;
    }

    private static void print(String fusion, Map<String, Double> byCollection) {
        StringBuilder line = new StringBuilder(fusion);
        byCollection
                .values()
                .forEach(value -> line.append(String.format(Locale.ROOT, " %.4f", value)));
        double mean =
                byCollection.values().stream().mapToDouble(Double::doubleValue).average().orElse(0);
        System.out.println(line.append(String.format(Locale.ROOT, " %.4f", mean)));
    }

    private void measure(String name, Embedder embedder, VectorCache vectors, Path folder)
            throws IOException {
        JudgedCollection collection = JudgedCollection.open(data.resolve(name), "test");
        List<SourceDocument> documents = new ArrayList<>();
        collection.documents(documents::add);
        List<String> texts = documents.stream().map(IndexedCollection::embedded).toList();
        List<float[]> embedded =
                vectors.embed(texts, EvalOutput.progress("vectors of " + name, texts.size()));
        String language = name.startsWith("xquad/xquad.") ? name.substring(12, 14) : "en";
        try (IndexedCollection index =
                new IndexedCollection(folder, Mode.HYBRID, embedder, Fusion.standard())) {
            index.add(documents, embedded, language);
        }
        List<JudgedQuestion> questions = spread(collection.questions());
        Map<String, float[]> asked = new HashMap<>();
        questions.forEach(q -> asked.computeIfAbsent(q.text(), embedder::embedQuery));
        for (Map.Entry<String, Fusion> fusion : fusions().entrySet()) {
            try (IndexedCollection index =
                    new IndexedCollection(folder, Mode.HYBRID, embedder, fusion.getValue())) {
                RetrievalEvaluation evaluation =
                        RetrievalEvaluation.run(
                                (text, depth) -> index.retrieve(text, asked.get(text), depth),
                                questions,
                                DEPTH,
                                scored -> {},
                                done -> {});
                figures.computeIfAbsent(fusion.getKey(), f -> new LinkedHashMap<>())
                        .put(
                                name,
                                evaluation.figures().getOrDefault("ndcg_cut_10", 0).doubleValue());
            }
        }
    }

    private List<JudgedQuestion> spread(List<JudgedQuestion> all) {
        int count = Math.min(all.size(), Math.max(1, questionsMax));
        List<JudgedQuestion> some = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            some.add(all.get((int) ((long) i * all.size() / count)));
        }
        return some;
    }

    private static Map<String, Fusion> fusions() {
        Map<String, Fusion> fusions = new LinkedHashMap<>();
        for (int step = 0; step <= STEPS; step++) {
            double weight = (double) step / STEPS;
            fusions.put("convex-" + weight, new Fusion.Convex(weight));
        }
        for (double weight : new double[] {.3, .5, .7}) {
            fusions.put("reciprocal-" + weight, new Fusion.ReciprocalRank(60, weight));
            fusions.put("reciprocal-short-" + weight, new Fusion.ReciprocalRank(10, weight));
        }
        return fusions;
    }
}
