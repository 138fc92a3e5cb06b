package dev.plumbline.eval.questions;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.eval.EvalException;
import dev.plumbline.eval.data.CsvRows;
import dev.plumbline.eval.data.Json;
import dev.plumbline.eval.questions.Suite.Gate;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads suites: a CSV with the columns {@code question} and, where wanted, {@code id}, {@code
 * expected}, {@code required}, {@code evidence} and {@code forbidden} (several apart by {@code |}),
 * {@code answerable} (true or false), {@code cluster}, {@code kind}, {@code reference}, {@code
 * twin} (an id); JSON lines with the same fields, where several are a list; or YAML with {@code
 * name}, {@code questions} (such a file, beside the YAML) and {@code expect}, a list of {@code
 * metric}, {@code value}, {@code tolerance}.
 */
public final class SuiteFile {
    private static final double TOLERANCE = .01;

    private SuiteFile() {}

    /** Reads a suite by its ending: .csv, .jsonl, .yaml or .yml. */
    public static Suite read(Path file) {
        String name = String.valueOf(file.getFileName());
        if (name.endsWith(".yaml") || name.endsWith(".yml")) {
            return yaml(file, name);
        }
        if (!name.endsWith(".csv") && !name.endsWith(".jsonl")) {
            throw new EvalException(
                    file
                            + " is no suite: it ends in .csv, .jsonl, .yaml or .yml; save tables as CSV.");
        }
        return new Suite(name, questions(file), List.of());
    }

    private static Suite yaml(Path file, String name) {
        JsonNode node = Json.yaml(file);
        if (!node.path("questions").isTextual()) {
            throw new EvalException(file + " names no file of 'questions'.");
        }
        List<Gate> gates = new ArrayList<>();
        for (JsonNode gate : node.path("expect")) {
            if (!gate.path("metric").isTextual() || !gate.path("value").isNumber()) {
                throw new EvalException(file + " has an 'expect' without 'metric' and 'value'.");
            }
            gates.add(
                    new Gate(
                            gate.path("metric").asText(),
                            gate.path("value").asDouble(),
                            gate.path("tolerance").asDouble(TOLERANCE)));
        }
        Path questions = file.resolveSibling(node.path("questions").asText());
        return new Suite(node.path("name").asText(name), questions(questions), gates);
    }

    private static List<Question> questions(Path file) {
        List<Question> questions = new ArrayList<>();
        if (String.valueOf(file.getFileName()).endsWith(".csv")) {
            CsvRows.forEach(
                    file,
                    List.of("question"),
                    row -> questions.add(question(new Row(row), questions.size(), file)));
        } else {
            Json.lines(
                    file, line -> questions.add(question(new Line(line), questions.size(), file)));
        }
        Set<String> ids = new HashSet<>();
        for (Question question : questions) {
            if (question.text().isBlank()) {
                throw new EvalException(
                        file + " has an item without a 'question': " + question.id() + ".");
            }
            if (!ids.add(question.id())) {
                throw new EvalException(file + " has the id '" + question.id() + "' twice.");
            }
        }
        for (Question question : questions) {
            if (question.twin() != null && !ids.contains(question.twin())) {
                throw new EvalException(
                        "%s: question '%s' has the twin '%s', which is no question's id."
                                .formatted(file, question.id(), question.twin()));
            }
        }
        if (questions.isEmpty()) {
            throw new EvalException(file + " has no questions.");
        }
        return questions;
    }

    private static Question question(Fields fields, int number, Path file) {
        String id = fields.text("id");
        List<String> expected = fields.list("expected");
        String answerable = fields.text("answerable").strip().toLowerCase(Locale.ROOT);
        if (!List.of("", "true", "false").contains(answerable)) {
            throw new EvalException(
                    "%s: question %d has 'answerable' %s; it is true or false."
                            .formatted(file, number + 1, answerable));
        }
        return new Question(
                id.isBlank() ? "q" + (number + 1) : id,
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
        /** A field, empty where it is missing. */
        String text(String name);

        /** The values of a field, none where it is missing. */
        List<String> list(String name);
    }

    private record Row(Map<String, String> cells) implements Fields {
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
