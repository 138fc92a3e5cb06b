package dev.plumbline.eval.data;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A question and which documents answer it.
 *
 * @param id the question's id
 * @param text the question
 * @param grades relevance by document id; 0 is judged and not relevant, below 0 not judged
 * @param cluster what questions that are not independent share, such as the article that they are
 *     about; null where a question stands for itself
 */
public record JudgedQuestion(
        String id, String text, Map<String, Integer> grades, @Nullable String cluster) {
    /** Copies the grades. */
    public JudgedQuestion {
        grades = Map.copyOf(grades);
    }

    /** A question that stands for itself. */
    public JudgedQuestion(String id, String text, Map<String, Integer> grades) {
        this(id, text, grades, null);
    }
}
