package dev.plumbline.eval.answers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.plumbline.eval.EvalException;
import dev.plumbline.eval.answers.Suite.Gate;
import dev.plumbline.eval.answers.Suite.Question;
import dev.plumbline.eval.data.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads suites: a CSV with the columns {@code question} and, where wanted, {@code id}, {@code
 * expected} (alternatives apart by {@code |}), {@code answerable}, {@code cluster}; JSON lines with
 * the same fields ({@code expected} a text or a list) and {@code forbidden}, a list of what an
 * answer must not have; or YAML with {@code name}, {@code questions} (such a file, beside the YAML)
 * and {@code expect}, a list of {@code metric}, {@code value}, {@code tolerance}.
 */
public final class SuiteFile {
    private static final YAMLMapper YAML = new YAMLMapper();

    private SuiteFile() {}

    /** Reads a suite by its ending: .csv, .jsonl, .yaml or .yml. */
    public static Suite read(Path file) {
        String name = String.valueOf(file.getFileName());
        if (name.endsWith(".yaml") || name.endsWith(".yml")) {
            return yaml(file, name);
        }
        return new Suite(name, questions(file), List.of());
    }

    private static Suite yaml(Path file, String name) {
        JsonNode node;
        try {
            node = YAML.readTree(Files.readString(file));
        } catch (IOException unreadable) {
            throw new EvalException(
                    "Cannot read " + file + ": " + unreadable.getMessage(), unreadable);
        }
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
                            gate.path("tolerance").asDouble(.01)));
        }
        Path questions = file.resolveSibling(node.path("questions").asText());
        return new Suite(node.path("name").asText(name), questions(questions), gates);
    }

    private static List<Question> questions(Path file) {
        List<Question> questions = new ArrayList<>();
        if (String.valueOf(file.getFileName()).endsWith(".csv")) {
            try {
                CsvRows.parse(Files.readString(file))
                        .forEach(row -> questions.add(question(row, questions.size())));
            } catch (IOException unreadable) {
                throw new EvalException("Cannot read " + file + ".", unreadable);
            }
        } else {
            Json.lines(file, line -> questions.add(question(line, questions.size())));
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
        if (questions.isEmpty()) {
            throw new EvalException(file + " has no questions.");
        }
        return questions;
    }

    private static Question question(Map<String, String> row, int number) {
        String expected = row.getOrDefault("expected", "");
        return new Question(
                row.getOrDefault("id", "q" + (number + 1)),
                row.getOrDefault("question", ""),
                expected.isBlank() ? List.of() : List.of(expected.split("\\|")),
                flag(row.get("answerable"), !expected.isBlank()),
                blankToNull(row.get("cluster")),
                List.of());
    }

    private static Question question(JsonNode line, int number) {
        JsonNode given = line.path("expected");
        List<String> expected = new ArrayList<>();
        if (given.isTextual()) {
            expected.add(given.asText());
        }
        given.forEach(each -> expected.add(each.asText()));
        List<String> forbidden = new ArrayList<>();
        line.path("forbidden").forEach(each -> forbidden.add(each.asText()));
        return new Question(
                line.path("id").asText("q" + (number + 1)),
                line.path("question").asText(""),
                expected,
                flag(line.path("answerable").asText(""), !expected.isEmpty()),
                blankToNull(line.path("cluster").asText("")),
                forbidden);
    }

    private static @Nullable Boolean flag(@Nullable String text, boolean expected) {
        if (text == null || text.isBlank()) {
            return expected ? Boolean.TRUE : null;
        }
        return Boolean.valueOf(text.strip());
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }
}
