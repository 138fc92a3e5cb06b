package dev.plumbline.eval.suite;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.eval.EvalException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Documents and questions for a whole system. Invented facts are hidden in the documents of any
 * corpus, so that no model can know them beforehand; each kind tests one thing, beside a plain
 * twin.
 *
 * @param documents text by file name
 */
public record AnswerSuite(Map<String, String> documents, List<SuiteItem> items) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Copies the items. */
    public AnswerSuite {
        documents = Map.copyOf(documents);
        items = List.copyOf(items);
    }

    /**
     * Makes a suite; those kinds that take what everybody knows have fewer items once all of it is
     * told, or where the corpus tells it as it is; the same corpus, count and seed give the same
     * one.
     *
     * @param rounds how many items of each kind
     */
    public static AnswerSuite of(List<SourceText> corpus, int rounds, long seed) {
        if (corpus.isEmpty()) {
            throw new IllegalArgumentException("a suite needs at least one document");
        }
        Planting planting = new Planting(corpus, new Random(seed));
        for (int round = 0; round < rounds; round++) {
            planting.plant();
        }
        return new AnswerSuite(
                planting.documents(), SharedDocuments.cluster(planting.items(), planting.hidden()));
    }

    /**
     * Writes {@code documents/}, {@code questions.jsonl} and {@code suite.yaml}, which {@code eval
     * answers} takes.
     */
    public void write(Path folder) {
        try {
            Path texts = Files.createDirectories(folder.resolve("documents"));
            for (Map.Entry<String, String> document : new TreeMap<>(documents).entrySet()) {
                Files.writeString(texts.resolve(document.getKey()), document.getValue());
            }
            List<String> lines = new ArrayList<>();
            for (SuiteItem item : items) {
                lines.add(line(item));
            }
            Files.write(folder.resolve("questions.jsonl"), lines);
            Files.writeString(
                    folder.resolve("suite.yaml"),
                    "name: suite by rule\nquestions: questions.jsonl\n");
        } catch (IOException e) {
            throw new EvalException(
                    "Cannot write the suite to " + folder + ": " + e.getMessage(), e);
        }
    }

    private static String line(SuiteItem item) throws IOException {
        ObjectNode node = JSON.createObjectNode();
        node.put("id", item.id()).put("kind", item.kind()).put("question", item.question());
        item.expected().forEach(node.putArray("expected")::add);
        node.put("answerable", !item.expected().isEmpty());
        if (!item.required().isEmpty()) {
            item.required().forEach(node.putArray("required")::add);
        }
        if (!item.forbidden().isEmpty()) {
            item.forbidden().forEach(node.putArray("forbidden")::add);
        }
        if (!item.evidence().isEmpty()) {
            item.evidence().forEach(node.putArray("evidence")::add);
        }
        if (!item.cluster().isEmpty()) {
            node.put("cluster", item.cluster());
        }
        if (!item.twin().isEmpty()) {
            node.put("twin", item.twin());
        }
        return JSON.writeValueAsString(node);
    }
}
