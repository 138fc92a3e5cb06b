package dev.plumbline.eval.data;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.eval.EvalException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * A collection of one's own: {@code documents.csv} or {@code .jsonl} with {@code id}, {@code text}
 * and, where wanted, {@code title}; {@code questions.csv} or {@code .jsonl} with {@code question},
 * {@code relevant} (ids of documents, several apart by {@code |} or as a list; an object gives
 * grades) and, where wanted, {@code id} and {@code cluster}.
 */
final class OwnFolder implements JudgedCollection {
    private final Path folder;

    OwnFolder(Path folder) {
        this.folder = folder;
    }

    static boolean isAt(Path folder) {
        return file(folder, "documents").isPresent() && file(folder, "questions").isPresent();
    }

    private static Optional<Path> file(Path folder, String name) {
        return List.of(name + ".csv", name + ".jsonl").stream()
                .map(folder::resolve)
                .filter(Files::isRegularFile)
                .findFirst();
    }

    @Override
    public void documents(Consumer<SourceDocument> reader) {
        Path file = file(folder, "documents").orElseThrow();
        BiConsumer<JsonNode, String> line =
                (node, where) -> {
                    String id = node.path("id").asText("");
                    if (id.isBlank() || id.matches(".*\\s.*")) {
                        throw new EvalException(
                                "%s: a document's id is '%s'; there must be one, without white space."
                                        .formatted(where, id));
                    }
                    reader.accept(
                            new SourceDocument(
                                    id,
                                    node.path("title").asText(""),
                                    node.path("text").asText("")));
                };
        rows(file, List.of("id", "text"), line);
    }

    @Override
    public List<JudgedQuestion> questions() {
        Path file = file(folder, "questions").orElseThrow();
        List<JudgedQuestion> questions = new ArrayList<>();
        rows(
                file,
                List.of("question", "relevant"),
                (node, where) -> {
                    Map<String, Integer> grades = grades(node.path("relevant"));
                    if (node.path("question").asText("").isBlank() || grades.isEmpty()) {
                        throw new EvalException(
                                where
                                        + ": a question needs 'question' and 'relevant', the ids of the documents that answer it.");
                    }
                    String id = node.path("id").asText("");
                    String cluster = node.path("cluster").asText("");
                    questions.add(
                            new JudgedQuestion(
                                    id.isBlank() ? "q" + (questions.size() + 1) : id,
                                    node.path("question").asText(),
                                    grades,
                                    cluster.isBlank() ? null : cluster));
                });
        return questions;
    }

    private static Map<String, Integer> grades(JsonNode relevant) {
        Map<String, Integer> grades = new LinkedHashMap<>();
        if (relevant.isObject()) {
            relevant.properties()
                    .forEach(entry -> grades.put(entry.getKey(), entry.getValue().asInt()));
        } else if (relevant.isArray()) {
            relevant.forEach(id -> grades.put(id.asText(), 1));
        } else {
            for (String id : relevant.asText("").split("\\|")) {
                if (!id.isBlank()) {
                    grades.put(id.strip(), 1);
                }
            }
        }
        return grades;
    }

    private static void rows(Path file, List<String> columns, BiConsumer<JsonNode, String> reader) {
        if (file.toString().endsWith(".csv")) {
            CsvRows.forEach(file, columns, (row, where) -> reader.accept(Json.tree(row), where));
        } else {
            Json.lines(file, reader);
        }
    }
}
