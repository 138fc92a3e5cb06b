package dev.plumbline.answers.quoting;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The articles and questions that profiles are fitted on.
 *
 * @param articles paragraphs by title
 * @param questions those that an article answers, and those that only sound so
 * @param bystanders passages by title, about which nobody asks
 */
record FitArticles(
        Map<String, Set<String>> articles,
        List<Question> questions,
        Map<String, Set<String>> bystanders) {

    /**
     * A question about an article.
     *
     * @param context the paragraph that it was asked about
     * @param answers as they stand in the paragraph; empty where it is not answered
     */
    record Question(
            String article, String context, String text, List<String> answers, boolean answerable) {

        /** Whether a text has an expected answer. */
        boolean isAnsweredBy(String quoted) {
            String lower = quoted.toLowerCase(Locale.ROOT);
            return answers.stream().anyMatch(a -> lower.contains(a.toLowerCase(Locale.ROOT)));
        }
    }

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Reads a folder with {@code squad}, {@code xquad} and {@code multihop} as their authors
     * publish them.
     */
    static FitArticles read(Path folder) throws IOException {
        FitArticles all =
                new FitArticles(new LinkedHashMap<>(), new ArrayList<>(), new LinkedHashMap<>());
        Set<String> seen = new HashSet<>();
        Set<String> whole = new HashSet<>();
        for (String file :
                List.of("squad/dev-v1.1.json", "squad/dev-v2.0.json", "xquad/xquad.en.json")) {
            Set<String> here = new HashSet<>();
            for (JsonNode article :
                    JSON.readTree(Files.readString(folder.resolve(file))).get("data")) {
                String title = article.get("title").asText();
                all.add(title, article.get("paragraphs"), !whole.contains(title), seen);
                here.add(title);
            }
            whole.addAll(here);
        }
        JSON.readTree(Files.readString(folder.resolve("multihop/hotpotqa_train_100_corpus.json")))
                .properties()
                .forEach(
                        e -> {
                            StringBuilder text = new StringBuilder();
                            e.getValue().forEach(s -> text.append(s.asText()));
                            all.bystanders.put(e.getKey(), Set.of(text.toString().strip()));
                        });
        for (JsonNode passage :
                JSON.readTree(
                        Files.readString(
                                folder.resolve("multihop/musique_train_100_corpus.json")))) {
            all.bystanders.put(
                    passage.get("title").asText() + " ", Set.of(passage.get("text").asText()));
        }
        return all;
    }

    /** Adds an article's questions, and its paragraphs unless a larger edition has brought them. */
    private void add(String title, JsonNode paragraphs, boolean isNew, Set<String> seen) {
        Set<String> texts = articles.computeIfAbsent(title, t -> new LinkedHashSet<>());
        for (JsonNode paragraph : paragraphs) {
            String context = paragraph.get("context").asText();
            if (isNew) {
                texts.add(context);
            }
            for (JsonNode question : paragraph.get("qas")) {
                String text = question.get("question").asText();
                if (texts.contains(context) && seen.add(title + '\n' + text)) {
                    List<String> answers = new ArrayList<>();
                    question.get("answers").forEach(a -> answers.add(a.get("text").asText()));
                    boolean impossible = question.path("is_impossible").asBoolean(false);
                    questions.add(new Question(title, context, text, answers, !impossible));
                }
            }
        }
    }
}
