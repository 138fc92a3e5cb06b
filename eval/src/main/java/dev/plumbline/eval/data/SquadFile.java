package dev.plumbline.eval.data;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.eval.EvalException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * A file of SQuAD or XQuAD as a collection: each paragraph is a document named after its article
 * and place, and answers the questions that were asked about it. Questions without an answer are
 * left out.
 */
final class SquadFile implements JudgedCollection {
    private final Path file;
    private final JsonNode articles;

    SquadFile(Path file) {
        this.file = file;
        this.articles = Json.read(file).path("data");
        if (!articles.isArray()) {
            throw new EvalException(file + " is not a SQuAD file: it has no list 'data'.");
        }
    }

    @Override
    public void documents(Consumer<SourceDocument> reader) {
        paragraphs(
                (document, paragraph) ->
                        reader.accept(
                                new SourceDocument(
                                        document.id(),
                                        document.title(),
                                        paragraph.path("context").asText())));
    }

    @Override
    public List<JudgedQuestion> questions() {
        List<JudgedQuestion> questions = new ArrayList<>();
        paragraphs(
                (document, paragraph) -> {
                    for (JsonNode question : paragraph.path("qas")) {
                        if (!question.path("answers").isEmpty()) {
                            questions.add(
                                    new JudgedQuestion(
                                            question.path("id").asText(),
                                            question.path("question").asText(),
                                            Map.of(document.id(), 1)));
                        }
                    }
                });
        if (questions.isEmpty()) {
            throw new EvalException(file + " has no questions with answers.");
        }
        return questions;
    }

    private record Name(String id, String title) {}

    private void paragraphs(BiConsumer<Name, JsonNode> reader) {
        for (JsonNode article : articles) {
            String title = article.path("title").asText();
            String name = title.strip().replaceAll("\\s+", "_");
            int number = 0;
            for (JsonNode paragraph : article.path("paragraphs")) {
                reader.accept(new Name(name + "-" + ++number, title.replace('_', ' ')), paragraph);
            }
        }
    }
}
