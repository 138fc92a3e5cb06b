package dev.plumbline.eval.data;

import dev.plumbline.eval.EvalException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A file of SQuAD or XQuAD as a collection: each paragraph is a document named after its article
 * and place, and answers the questions that were asked about it; those about an article are a
 * cluster. Questions without an answer are left out.
 */
final class SquadFile implements JudgedCollection {
    private final Path file;
    private final List<SquadParagraph> paragraphs;

    SquadFile(Path file) {
        this.file = file;
        this.paragraphs = SquadParagraph.read(file);
    }

    @Override
    public void documents(Consumer<SourceDocument> reader) {
        for (SquadParagraph paragraph : paragraphs) {
            String title = paragraph.title().replace('_', ' ');
            reader.accept(new SourceDocument(id(paragraph), title, paragraph.context()));
        }
    }

    private static String id(SquadParagraph paragraph) {
        return paragraph.title().strip().replaceAll("\\s+", "_") + "-" + paragraph.number();
    }

    @Override
    public List<JudgedQuestion> questions() {
        List<JudgedQuestion> questions = new ArrayList<>();
        for (SquadParagraph paragraph : paragraphs) {
            for (SquadParagraph.Asked asked : paragraph.questions()) {
                if (!asked.answers().isEmpty()) {
                    questions.add(
                            new JudgedQuestion(
                                    asked.id(),
                                    asked.text(),
                                    Map.of(id(paragraph), 1),
                                    paragraph.title()));
                }
            }
        }
        if (questions.isEmpty()) {
            throw new EvalException(file + " has no questions with answers.");
        }
        return questions;
    }
}
