package dev.plumbline.eval.data;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.eval.EvalException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A collection in BEIR's layout: {@code corpus.jsonl}, {@code queries.jsonl} (or {@code
 * queries.SPLIT.jsonl}) and {@code qrels/SPLIT.tsv}.
 */
public final class BeirFolder {
    private final Path folder;
    private final String split;

    /** The split's questions and judgements, in a folder. */
    public BeirFolder(Path folder, String split) {
        this.folder = folder;
        this.split = split;
    }

    /** A document of the corpus. */
    public record Document(String id, String title, String text) {}

    /** Tells each document to a reader, holding one at a time. */
    public void documents(Consumer<Document> reader) {
        Json.lines(
                existing(folder.resolve("corpus.jsonl")),
                line ->
                        reader.accept(
                                new Document(
                                        line.path("_id").asText(),
                                        line.path("title").asText(""),
                                        line.path("text").asText(""))));
    }

    /** The questions that have judgements, in the order of their file. */
    public List<JudgedQuestion> questions() {
        Map<String, Map<String, Integer>> grades = judgements();
        Path own = folder.resolve("queries." + split + ".jsonl");
        Path file = Files.exists(own) ? own : existing(folder.resolve("queries.jsonl"));
        List<JudgedQuestion> questions = new ArrayList<>();
        Json.lines(file, line -> add(line, grades, questions));
        if (!grades.isEmpty()) {
            throw new EvalException(
                    file
                            + " lacks question '"
                            + grades.keySet().iterator().next()
                            + "', which is judged.");
        }
        return questions;
    }

    private static void add(
            JsonNode line,
            Map<String, Map<String, Integer>> grades,
            List<JudgedQuestion> questions) {
        String id = line.path("_id").asText();
        Map<String, Integer> judged = grades.remove(id);
        if (judged != null) {
            questions.add(new JudgedQuestion(id, line.path("text").asText(), judged));
        }
    }

    private Map<String, Map<String, Integer>> judgements() {
        Path file = existing(folder.resolve("qrels").resolve(split + ".tsv"));
        Map<String, Map<String, Integer>> grades = new LinkedHashMap<>();
        try {
            int number = 0;
            for (String line : Files.readAllLines(file)) {
                number++;
                String[] fields = line.strip().split("\\s+");
                boolean heading = number == 1 && fields[0].equals("query-id");
                if (line.isBlank() || heading) {
                    continue;
                }
                if (fields.length != 3) {
                    throw new EvalException(
                            file
                                    + ", line "
                                    + number
                                    + " has "
                                    + fields.length
                                    + " fields, not 3.");
                }
                grades.computeIfAbsent(fields[0], q -> new HashMap<>())
                        .put(fields[1], (int) Double.parseDouble(fields[2]));
            }
        } catch (IOException | NumberFormatException unreadable) {
            throw new EvalException(
                    "Cannot read " + file + ": " + unreadable.getMessage(), unreadable);
        }
        return grades;
    }

    private static Path existing(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new EvalException("There is no file " + file + ".");
        }
        return file;
    }
}
