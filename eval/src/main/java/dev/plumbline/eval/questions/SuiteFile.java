package dev.plumbline.eval.questions;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.eval.EvalException;
import dev.plumbline.eval.data.Json;
import dev.plumbline.eval.questions.Suite.Gate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads suites: a CSV with the columns {@code question} and, where wanted, {@code id}, {@code
 * expected}, {@code required}, {@code evidence} and {@code forbidden} (several apart by {@code |}),
 * {@code answerable} (true or false), {@code cluster}, {@code kind}, {@code reference}, {@code
 * twin} (an id); JSON lines with the same fields, where several are a list; or YAML with {@code
 * name}, {@code questions} (such a file, beside the YAML) and {@code expect}, a list of {@code
 * metric}, {@code value}, {@code tolerance}. Also SQuAD's and XQuAD's JSON, version 2 with the
 * questions that have no answer, and MTRAG's folder or file of tasks.
 */
public final class SuiteFile {
    private static final double TOLERANCE = .01;
    private static final List<String> KEYS = List.of("name", "questions", "expect");
    private static final List<String> GATE_KEYS = List.of("metric", "value", "tolerance");

    private SuiteFile() {}

    /** Reads a suite by its ending: .csv, .jsonl, .json, .yaml or .yml; or MTRAG's folder. */
    public static Suite read(Path file) {
        String name = String.valueOf(file.getFileName());
        if (isYaml(name)) {
            return yaml(file, name);
        }
        return questions(file, name, List.of());
    }

    private static Suite questions(Path file, String name, List<Gate> gates) {
        String ending = String.valueOf(file.getFileName());
        if (Files.isDirectory(file)) {
            return suite(file, name, PublicQuestions.mtrag(PublicQuestions.tasks(file)), gates);
        }
        if (ending.endsWith(".json")) {
            return suite(file, name, PublicQuestions.squad(file), gates);
        }
        if (!ending.endsWith(".csv") && !ending.endsWith(".jsonl")) {
            throw new EvalException(
                    file
                            + " is no suite: it ends in .csv, .jsonl, .json (SQuAD's), .yaml or"
                            + " .yml; save tables as CSV.");
        }
        return ending.endsWith(".jsonl") && PublicQuestions.areTasks(file)
                ? suite(file, name, PublicQuestions.mtrag(file), gates)
                : new QuestionFile(file).read(name, gates);
    }

    private static Suite suite(Path file, String name, List<Question> asked, List<Gate> gates) {
        if (asked.isEmpty()) {
            throw new EvalException(file + " has no questions.");
        }
        return new Suite(name, asked, gates, List.of());
    }

    /**
     * The file that a suite's questions stand in: the one that its YAML names, that of a folder's
     * tasks, else itself.
     */
    public static Path questions(Path file) {
        Path named =
                isYaml(String.valueOf(file.getFileName()))
                        ? questions(file, Json.yaml(file))
                        : file;
        return Files.isDirectory(named) ? PublicQuestions.tasks(named) : named;
    }

    private static boolean isYaml(String name) {
        return name.endsWith(".yaml") || name.endsWith(".yml");
    }

    private static Path questions(Path file, JsonNode node) {
        if (!node.path("questions").isTextual()) {
            throw new EvalException(
                    file + " names no file of questions, as 'questions: FILE.csv' does.");
        }
        return file.resolveSibling(node.path("questions").asText());
    }

    private static Suite yaml(Path file, String name) {
        JsonNode node = Json.yaml(file);
        Path questions = questions(file, node);
        check(node, KEYS, file);
        List<Gate> gates = new ArrayList<>();
        JsonNode expect = node.path("expect");
        if (!expect.isMissingNode() && !expect.isArray()) {
            throw new EvalException(file + ": 'expect' is a list, an item '- {…}' a metric.");
        }
        for (JsonNode gate : expect) {
            check(gate, GATE_KEYS, file);
            if (!gate.path("metric").isTextual()
                    || !gate.path("value").isNumber()
                    || !gate.path("tolerance").isMissingNode()
                            && !gate.path("tolerance").isNumber()) {
                throw new EvalException(
                        "%s: 'expect' has %s; an item is {metric: NAME, value: NUMBER, tolerance: NUMBER}."
                                .formatted(file, gate));
            }
            gates.add(
                    new Gate(
                            gate.path("metric").asText(),
                            gate.path("value").asDouble(),
                            gate.path("tolerance").asDouble(TOLERANCE)));
        }
        return questions(questions, node.path("name").asText(name), gates);
    }

    /** What is not read would be a gate that is not there. */
    private static void check(JsonNode node, List<String> known, Path file) {
        node.fieldNames()
                .forEachRemaining(
                        key -> {
                            if (!known.contains(key)) {
                                throw new EvalException(
                                        "%s has '%s', which nothing reads; there are: %s."
                                                .formatted(file, key, String.join(", ", known)));
                            }
                        });
    }
}
