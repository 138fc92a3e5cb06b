package dev.plumbline.eval.questions;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.eval.EvalException;
import dev.plumbline.eval.data.CsvRows;
import dev.plumbline.eval.data.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the questions of a CSV or of JSON lines; what is wrong is told with file and line. */
final class QuestionFile {
    private static final List<String> FIELDS =
            List.of(
                    "id",
                    "question",
                    "expected",
                    "answerable",
                    "evidence",
                    "cluster",
                    "kind",
                    "required",
                    "forbidden",
                    "reference",
                    "twin");

    private final Path file;
    private final List<Question> questions = new ArrayList<>();
    private final Map<String, String> places = new LinkedHashMap<>();
    private final Set<String> passedOver = new LinkedHashSet<>();

    QuestionFile(Path file) {
        this.file = file;
    }

    /** Reads the file into a suite. */
    Suite read(String name, List<Suite.Gate> gates) {
        if (String.valueOf(file.getFileName()).endsWith(".csv")) {
            CsvRows.forEach(file, List.of("question"), (row, where) -> add(new Row(row), where));
        } else {
            Json.lines(file, (line, where) -> add(new Line(line), where));
        }
        if (questions.isEmpty()) {
            throw new EvalException(file + " has no questions.");
        }
        for (Question question : questions) {
            if (question.twin() != null && !places.containsKey(question.twin())) {
                throw new EvalException(
                        "%s: question '%s' has the twin '%s', which is no question's id."
                                .formatted(
                                        places.get(question.id()), question.id(), question.twin()));
            }
        }
        return new Suite(name, questions, gates, List.copyOf(passedOver));
    }

    private void add(Fields fields, String where) {
        Question question = question(fields, where);
        if (question.text().isBlank()) {
            throw new EvalException(where + ": an item has no 'question'.");
        }
        String before = places.putIfAbsent(question.id(), where);
        if (before != null) {
            throw new EvalException(
                    "%s: the id '%s' is that of %s too; each question has its own."
                            .formatted(where, question.id(), before));
        }
        questions.add(question);
        for (String name : fields.names()) {
            if (!FIELDS.contains(name)) {
                passedOver.add(name);
            }
        }
    }

    private Question question(Fields fields, String where) {
        String id = fields.text("id");
        List<String> expected = fields.list("expected");
        String answerable = fields.text("answerable").strip().toLowerCase(Locale.ROOT);
        if (!List.of("", "true", "false").contains(answerable)) {
            throw new EvalException(
                    "%s: 'answerable' is '%s'; it is true, false or empty."
                            .formatted(where, answerable));
        }
        return new Question(
                id.isBlank() ? "q" + (questions.size() + 1) : id,
                fields.text("question"),
                expected,
                answerable.isEmpty()
                        ? expected.isEmpty() ? null : Boolean.TRUE
                        : Boolean.valueOf(answerable),
                blankToNull(fields.text("cluster")),
                blankToNull(fields.text("kind")),
                fields.list("required"),
                fields.list("forbidden"),
                fields.list("evidence"),
                blankToNull(fields.text("reference")),
                blankToNull(fields.text("twin")));
    }

    private static @Nullable String blankToNull(String text) {
        return text.isBlank() ? null : text;
    }

    /** A question's fields, as its file has them. */
    private sealed interface Fields {
        /** The names of all. */
        Iterable<String> names();

        /** A field, empty where it is missing. */
        String text(String name);

        /** The values of a field, none where it is missing. */
        List<String> list(String name);
    }

    private record Row(Map<String, String> cells) implements Fields {
        @Override
        public Iterable<String> names() {
            return cells.keySet();
        }

        @Override
        public String text(String name) {
            return cells.getOrDefault(name, "");
        }

        @Override
        public List<String> list(String name) {
            return text(name).isBlank()
                    ? List.of()
                    : Arrays.stream(text(name).split("\\|")).map(String::strip).toList();
        }
    }

    private record Line(JsonNode node) implements Fields {
        @Override
        public Iterable<String> names() {
            return node::fieldNames;
        }

        @Override
        public String text(String name) {
            return node.path(name).asText("");
        }

        @Override
        public List<String> list(String name) {
            List<String> values = new ArrayList<>();
            if (node.path(name).isValueNode() && !node.path(name).isNull()) {
                values.add(node.path(name).asText());
            }
            node.path(name).forEach(value -> values.add(value.asText()));
            return values;
        }
    }
}
