package dev.plumbline.eval.data;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.eval.EvalException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A paragraph of a file of SQuAD or XQuAD, with what was asked about it.
 *
 * @param title its article's
 * @param number its place in the article, from 1
 */
public record SquadParagraph(String title, int number, String context, List<Asked> questions) {
    /** Copies the list. */
    public SquadParagraph {
        questions = List.copyOf(questions);
    }

    /**
     * A question.
     *
     * @param answers as people gave them; empty where the paragraph has none
     */
    public record Asked(String id, String text, List<String> answers) {
        /** Copies the list. */
        public Asked {
            answers = List.copyOf(answers);
        }
    }

    /**
     * All paragraphs of a file, in order.
     *
     * @throws EvalException if the file cannot be read or is no such file
     */
    public static List<SquadParagraph> read(Path file) {
        JsonNode articles = Json.read(file).path("data");
        if (!articles.isArray()) {
            throw new EvalException(file + " is not a SQuAD file: it has no list 'data'.");
        }
        List<SquadParagraph> paragraphs = new ArrayList<>();
        for (JsonNode article : articles) {
            int number = 0;
            for (JsonNode paragraph : article.path("paragraphs")) {
                paragraphs.add(
                        new SquadParagraph(
                                article.path("title").asText(),
                                ++number,
                                paragraph.path("context").asText(),
                                questions(paragraph.path("qas"))));
            }
        }
        return paragraphs;
    }

    private static List<Asked> questions(JsonNode asked) {
        List<Asked> questions = new ArrayList<>();
        for (JsonNode question : asked) {
            List<String> answers = new ArrayList<>();
            question.path("answers").forEach(answer -> answers.add(answer.path("text").asText()));
            questions.add(
                    new Asked(
                            question.path("id").asText(),
                            question.path("question").asText(),
                            answers));
        }
        return questions;
    }
}
