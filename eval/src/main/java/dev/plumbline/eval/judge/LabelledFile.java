package dev.plumbline.eval.judge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.eval.EvalException;
import dev.plumbline.eval.data.Json;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Labelled responses as lines of JSON: {@code {id, evidence, response, label, ...}}. */
public final class LabelledFile {

    private static final ObjectMapper JSON = new ObjectMapper();

    private LabelledFile() {}

    /**
     * Reads all items of a file; blank lines are skipped.
     *
     * @throws EvalException for a line that is not such an item, naming file and line, or if the
     *     file cannot be read
     */
    public static List<LabelledItem> read(Path file) {
        List<LabelledItem> items = new ArrayList<>();
        forEach(file, items::add);
        return items;
    }

    /** Reads a file item by item, so that it may be larger than memory; throws as {@link #read}. */
    public static void forEach(Path file, Consumer<LabelledItem> action) {
        Json.lines(file, (node, where) -> action.accept(item(node, where)));
    }

    private static LabelledItem item(JsonNode node, String where) {
        String label = text(node, "label", where);
        if (!label.equals("supported") && !label.equals("unsupported")) {
            throw new EvalException(
                    where + ": label is '" + label + "', not supported or unsupported");
        }
        return new LabelledItem(
                text(node, "id", where),
                evidence(node, where),
                text(node, "response", where),
                node.path("question").asText(""),
                label.equals("supported"),
                spans(node, where),
                node.path("kind").asText(""),
                node.path("group").asText(""));
    }

    private static String text(JsonNode node, String name, String where) {
        JsonNode value = node.path(name);
        if (!value.isValueNode() || value.isNull()) {
            throw new EvalException(where + ": '" + name + "' is missing or not a text");
        }
        return value.asText();
    }

    private static List<String> evidence(JsonNode node, String where) {
        JsonNode value = node.path("evidence");
        List<String> texts = new ArrayList<>();
        if (value.isTextual()) {
            texts.add(value.asText());
        } else if (value.isArray()) {
            value.forEach(text -> texts.add(text.asText()));
        } else {
            throw new EvalException(
                    where + ": 'evidence' is missing, or neither a text nor a list of texts");
        }
        return texts;
    }

    private static List<Span> spans(JsonNode node, String where) {
        List<Span> spans = new ArrayList<>();
        for (JsonNode span : node.path("spans")) {
            if (span.size() != 2 || !span.path(0).isInt() || !span.path(1).isInt()) {
                throw new EvalException(where + ": a span is not [start, end]: " + span);
            }
            spans.add(new Span(span.path(0).asInt(), span.path(1).asInt()));
        }
        return spans;
    }

    /** Writes items, one a line, in the form that {@link #read} takes. */
    public static void write(Path file, Iterable<LabelledItem> items) {
        try (BufferedWriter writer = Files.newBufferedWriter(file)) {
            for (LabelledItem item : items) {
                writer.write(JSON.writeValueAsString(node(item)));
                writer.newLine();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ObjectNode node(LabelledItem item) {
        ObjectNode node = JSON.createObjectNode();
        node.put("id", item.id());
        ArrayNode evidence = node.putArray("evidence");
        item.evidence().forEach(evidence::add);
        node.put("response", item.response());
        putIfAny(node, "question", item.question());
        node.put("label", item.supported() ? "supported" : "unsupported");
        if (!item.spans().isEmpty()) {
            ArrayNode spans = node.putArray("spans");
            item.spans().forEach(span -> spans.addArray().add(span.start()).add(span.end()));
        }
        putIfAny(node, "kind", item.kind());
        putIfAny(node, "group", item.group());
        return node;
    }

    private static void putIfAny(ObjectNode node, String name, String value) {
        if (!value.isEmpty()) {
            node.put(name, value);
        }
    }
}
