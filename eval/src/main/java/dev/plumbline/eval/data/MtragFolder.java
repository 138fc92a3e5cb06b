package dev.plumbline.eval.data;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.eval.EvalException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The folder of MTRAG whose judged passages all stand in its tasks: these passages are the corpus,
 * the last turn of each task the question, the conversation its cluster.
 */
final class MtragFolder implements JudgedCollection {
    static final String TASKS = "generation_tasks/reference.jsonl";

    private final Path folder;

    MtragFolder(Path folder) {
        this.folder = folder;
    }

    @Override
    public void documents(Consumer<SourceDocument> reader) {
        Set<String> seen = new HashSet<>();
        Json.lines(
                folder.resolve(TASKS),
                task -> {
                    for (JsonNode context : task.path("contexts")) {
                        String id = context.path("document_id").asText();
                        if (seen.add(id)) {
                            reader.accept(
                                    new SourceDocument(
                                            id,
                                            context.path("title").asText(""),
                                            context.path("text").asText()));
                        }
                    }
                });
    }

    @Override
    public List<JudgedQuestion> questions() {
        Map<String, Map<String, Integer>> grades = grades();
        List<JudgedQuestion> questions = new ArrayList<>();
        Json.lines(
                folder.resolve(TASKS),
                task -> {
                    Map<String, Integer> judged = grades.get(task.path("task_id").asText());
                    JsonNode turns = task.path("input");
                    if (judged != null && !turns.isEmpty()) {
                        questions.add(
                                new JudgedQuestion(
                                        task.path("task_id").asText(),
                                        turns.path(turns.size() - 1).path("text").asText(),
                                        judged,
                                        task.path("conversation_id").asText(null)));
                    }
                });
        if (questions.isEmpty()) {
            throw new EvalException(folder + " has no tasks with judged passages.");
        }
        return questions;
    }

    /** The judgements of all its corpora: tab-separated, a heading first. */
    private Map<String, Map<String, Integer>> grades() {
        Map<String, Map<String, Integer>> grades = new HashMap<>();
        try (Stream<Path> files = Files.list(folder.resolve("retrieval_tasks/qrels"))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".tsv")).sorted().toList()) {
                Qrels.read(file).forEach((id, judged) -> grades.merge(id, judged, (a, b) -> a));
            }
        } catch (IOException unreadable) {
            throw new EvalException(
                    "Cannot read the qrels of " + folder + ": " + unreadable.getMessage(),
                    unreadable);
        }
        return grades;
    }
}
