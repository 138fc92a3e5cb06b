package dev.plumbline.eval.questions;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.eval.EvalException;
import dev.plumbline.eval.data.Json;
import dev.plumbline.eval.data.SquadParagraph;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The questions of public sets, as their own files have them. */
final class PublicQuestions {
    private static final String TASKS = "generation_tasks/reference.jsonl";

    private PublicQuestions() {}

    /** The file of MTRAG's tasks in its folder. */
    static Path tasks(Path folder) {
        Path tasks = folder.resolve(TASKS);
        if (!Files.exists(tasks)) {
            throw new EvalException(
                    folder + " is no suite: as a folder of MTRAG it would have " + TASKS + ".");
        }
        return tasks;
    }

    /** Whether a file of JSON lines is one of MTRAG's tasks, by its first line. */
    static boolean areTasks(Path file) {
        return Json.first(file)
                .filter(line -> line.has("task_id") && line.path("input").isArray())
                .isPresent();
    }

    /**
     * Of SQuAD, version 1 or 2, or XQuAD: the answers that people gave are expected, the paragraph
     * is the evidence, those about an article are a cluster. Who has no answer is to be declined.
     */
    static List<Question> squad(Path file) {
        List<Question> questions = new ArrayList<>();
        for (SquadParagraph paragraph : SquadParagraph.read(file)) {
            for (SquadParagraph.Asked asked : paragraph.questions()) {
                boolean answerable = !asked.answers().isEmpty();
                questions.add(
                        new Question(
                                asked.id(),
                                asked.text(),
                                asked.answers().stream().distinct().toList(),
                                answerable,
                                paragraph.title(),
                                answerable ? "answerable" : "unanswerable",
                                List.of(),
                                List.of(),
                                answerable ? List.of(paragraph.context()) : List.of(),
                                null,
                                null));
            }
        }
        return questions;
    }

    /**
     * Of MTRAG: the last turn of each task, its conversation a cluster, its answerability the kind.
     * What is answered in part is answerable; of what is underspecified that is not known. The
     * answer that people agreed on is the reference of what the documents answer.
     */
    static List<Question> mtrag(Path tasks) {
        List<Question> questions = new ArrayList<>();
        Json.lines(
                tasks,
                (task, where) -> {
                    JsonNode turns = task.path("input");
                    String text = turns.path(turns.size() - 1).path("text").asText("");
                    if (text.isBlank() || !task.path("task_id").isTextual()) {
                        throw new EvalException(
                                where + " is no task of MTRAG: it needs 'task_id' and 'input'.");
                    }
                    String kind = task.path("answerability").path(0).asText("");
                    Boolean answerable = answerable(kind);
                    String target = task.path("targets").path(0).path("text").asText("").strip();
                    questions.add(
                            new Question(
                                    task.path("task_id").asText(),
                                    text,
                                    List.of(),
                                    answerable,
                                    task.path("conversation_id").asText(null),
                                    kind.isEmpty() ? null : kind.toLowerCase(Locale.ROOT),
                                    List.of(),
                                    List.of(),
                                    List.of(),
                                    Boolean.TRUE.equals(answerable) && !target.isEmpty()
                                            ? target
                                            : null,
                                    null));
                });
        return questions;
    }

    private static @Nullable Boolean answerable(String kind) {
        return switch (kind) {
            case "ANSWERABLE", "PARTIAL" -> true;
            case "UNANSWERABLE" -> false;
            default -> null;
        };
    }
}
