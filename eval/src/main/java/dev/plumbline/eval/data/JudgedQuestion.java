package dev.plumbline.eval.data;

import java.util.Map;

/**
 * A question and which documents answer it.
 *
 * @param id the question's id
 * @param text the question
 * @param grades relevance by document id; 0 is judged and not relevant, below 0 not judged
 */
public record JudgedQuestion(String id, String text, Map<String, Integer> grades) {
    /** Copies the grades. */
    public JudgedQuestion {
        grades = Map.copyOf(grades);
    }
}
