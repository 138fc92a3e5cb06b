package dev.plumbline.eval.data;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.eval.EvalException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A collection in BEIR's layout: {@code corpus.jsonl}, {@code queries.jsonl} (or {@code
 * queries.SPLIT.jsonl}) and {@code qrels/SPLIT.tsv}. A query may name its {@code cluster}.
 */
final class BeirFolder implements JudgedCollection {
    private final Path folder;
    private final String split;

    /** The split's questions and judgements, in a folder. */
    BeirFolder(Path folder, String split) {
        this.folder = folder;
        this.split = split;
    }

    @Override
    public void documents(Consumer<SourceDocument> reader) {
        Json.lines(
                existing(folder.resolve("corpus.jsonl")),
                (line, where) ->
                        reader.accept(
                                new SourceDocument(
                                        id(line, where),
                                        line.path("title").asText(""),
                                        line.path("text").asText(""))));
    }

    @Override
    public List<JudgedQuestion> questions() {
        Map<String, Map<String, Integer>> grades =
                Qrels.read(existing(folder.resolve("qrels").resolve(split + ".tsv")));
        Path own = folder.resolve("queries." + split + ".jsonl");
        Path file = Files.exists(own) ? own : existing(folder.resolve("queries.jsonl"));
        List<JudgedQuestion> questions = new ArrayList<>();
        Json.lines(file, (line, where) -> add(line, where, grades, questions));
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
            String where,
            Map<String, Map<String, Integer>> grades,
            List<JudgedQuestion> questions) {
        String id = id(line, where);
        Map<String, Integer> judged = grades.remove(id);
        if (judged != null) {
            questions.add(
                    new JudgedQuestion(
                            id,
                            line.path("text").asText(),
                            judged,
                            line.path("cluster").asText(null)));
        }
    }

    private static String id(JsonNode line, String where) {
        JsonNode id = line.path("_id");
        if (!id.isValueNode() || id.asText().isBlank()) {
            throw new EvalException(where + " has no '_id'; BEIR's files name each line so.");
        }
        return id.asText();
    }

    private static Path existing(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new EvalException("There is no file " + file + ".");
        }
        return file;
    }
}
