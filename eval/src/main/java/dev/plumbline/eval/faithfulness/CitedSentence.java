package dev.plumbline.eval.faithfulness;

import java.util.List;

/**
 * A sentence of an answer and what it cites.
 *
 * @param citations numbers of passages, counting from 1, as the sentence has them
 */
public record CitedSentence(String text, List<Integer> citations) {
    public CitedSentence {
        citations = List.copyOf(citations);
    }
}
