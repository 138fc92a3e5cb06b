package dev.plumbline.eval.retrieval;

import dev.plumbline.eval.data.JudgedQuestion;
import java.util.List;
import java.util.Map;

/**
 * What was found for a question, best first, and its figures by trec_eval's names.
 *
 * @param ranking best first
 */
public record ScoredRanking(
        JudgedQuestion question, List<RankedDocument> ranking, Map<String, Double> scores) {
    /** Copies the ranking. */
    public ScoredRanking {
        ranking = List.copyOf(ranking);
    }
}
