package dev.plumbline.bench;

import dev.langchain4j.model.embedding.onnx.bgesmallenv15q.BgeSmallEnV15QuantizedEmbeddingModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Passages to vectors in the running service, and beside it what LangChain4j's own model does in
 * this process when it is asked text by text.
 */
final class EmbeddingBenchmark {
    private static final int DOCUMENTS = 80;
    private static final int PASSAGES = 25;
    private static final int PEER_TEXTS = 100;

    private final GeneratedTexts texts;
    private final Progress progress;

    EmbeddingBenchmark(GeneratedTexts texts, Progress progress) {
        this.texts = texts;
        this.progress = progress;
    }

    Map<String, Object> run(MeasuredService service, Path folder)
            throws IOException, InterruptedException, SQLException {
        Files.createDirectories(folder);
        List<Path> files = new java.util.ArrayList<>();
        String run = Long.toString(System.currentTimeMillis(), 36);
        for (int i = 0; i <= DOCUMENTS; i++) {
            files.add(
                    Files.writeString(
                            folder.resolve("embedding-" + run + "-" + i + ".txt"),
                            run + "\n\n" + String.join("\n\n", passages(i))));
        }
        progress.say("embedding: " + DOCUMENTS + " documents of " + PASSAGES + " paragraphs");
        try (HomeRows rows = new HomeRows(service.home())) {
            service.calls().upload("default", folder, List.of(files.getFirst())); // for warmth
            HomeRows.await(rows::unembedded, 0);
            long before = rows.passages();
            long began = System.nanoTime();
            service.calls().upload("default", folder, files.subList(1, files.size()));
            HomeRows.await(rows::unembedded, 0);
            double seconds = (System.nanoTime() - began) / 1e9;
            long passages = rows.passages() - before;
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("texts", passages);
            figures.put("words_per_text", (double) words(passages(1)) / PASSAGES);
            figures.put("texts_per_second", passages / seconds);
            figures.put("langchain4j_one_by_one_per_second", peer());
            return figures;
        }
    }

    private List<String> passages(int document) {
        return IntStream.range(0, PASSAGES)
                .mapToObj(number -> texts.passage(document, number))
                .toList();
    }

    private static int words(List<String> passages) {
        return passages.stream().mapToInt(passage -> passage.split(" ").length).sum();
    }

    private double peer() {
        progress.say("embedding: " + PEER_TEXTS + " texts by LangChain4j's model");
        var model = new BgeSmallEnV15QuantizedEmbeddingModel();
        model.embed(texts.passage(0, 0));
        long began = System.nanoTime();
        for (int i = 0; i < PEER_TEXTS; i++) {
            model.embed(texts.passage(1 + i / PASSAGES, i % PASSAGES));
        }
        return PEER_TEXTS / ((System.nanoTime() - began) / 1e9);
    }
}
