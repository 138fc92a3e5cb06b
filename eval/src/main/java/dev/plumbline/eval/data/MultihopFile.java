package dev.plumbline.eval.data;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.eval.EvalException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A file of HotpotQA or MuSiQue as a collection: the passages of all questions together, equal ones
 * once; each question needs those that are marked as supporting it.
 */
final class MultihopFile implements JudgedCollection {
    private final JsonNode items;
    private final Path file;

    MultihopFile(Path file) {
        this.file = file;
        this.items = Json.read(file);
    }

    private record Passage(String title, String text, boolean supporting) {}

    @Override
    public void documents(Consumer<SourceDocument> reader) {
        Map<String, String> ids = new LinkedHashMap<>();
        for (JsonNode item : items) {
            for (Passage passage : passages(item)) {
                String key = passage.title() + "\n" + passage.text();
                if (!ids.containsKey(key)) {
                    reader.accept(
                            new SourceDocument(id(ids, key), passage.title(), passage.text()));
                }
            }
        }
    }

    private static String id(Map<String, String> ids, String key) {
        return ids.computeIfAbsent(key, k -> "p" + (ids.size() + 1));
    }

    @Override
    public List<JudgedQuestion> questions() {
        Map<String, String> ids = new LinkedHashMap<>();
        List<JudgedQuestion> questions = new ArrayList<>();
        for (JsonNode item : items) {
            Map<String, Integer> grades = new LinkedHashMap<>();
            for (Passage passage : passages(item)) {
                String id = id(ids, passage.title() + "\n" + passage.text());
                if (passage.supporting()) {
                    grades.put(id, 1);
                }
            }
            if (!grades.isEmpty()) {
                questions.add(
                        new JudgedQuestion(
                                item.path("_id").asText(item.path("id").asText()),
                                item.path("question").asText(),
                                grades));
            }
        }
        if (questions.isEmpty()) {
            throw new EvalException(
                    file
                            + " has no questions with supporting passages, as HotpotQA and MuSiQue"
                            + " do.");
        }
        return questions;
    }

    private static List<Passage> passages(JsonNode item) {
        List<Passage> passages = new ArrayList<>();
        for (JsonNode paragraph : item.path("paragraphs")) {
            passages.add(
                    new Passage(
                            paragraph.path("title").asText(),
                            paragraph.path("paragraph_text").asText(),
                            paragraph.path("is_supporting").asBoolean()));
        }
        for (JsonNode context : item.path("context")) {
            StringBuilder text = new StringBuilder();
            context.path(1).forEach(sentence -> text.append(sentence.asText()));
            String title = context.path(0).asText();
            passages.add(new Passage(title, text.toString(), isSupporting(item, title)));
        }
        return passages;
    }

    private static boolean isSupporting(JsonNode item, String title) {
        for (JsonNode fact : item.path("supporting_facts")) {
            if (fact.path(0).asText().equals(title)) {
                return true;
            }
        }
        return false;
    }
}
