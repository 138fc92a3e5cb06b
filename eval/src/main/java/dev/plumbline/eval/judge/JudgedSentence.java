package dev.plumbline.eval.judge;

import java.util.List;

/**
 * One sentence of a response and what became of it.
 *
 * @param start first code point within the response
 * @param end one past the last code point
 * @param score the estimated probability, in [0, 1], that the evidence supports the sentence
 * @param reasons what spoke against it; empty where nothing did
 */
public record JudgedSentence(
        int start, int end, Verdict verdict, double score, List<Reason> reasons) {
    public JudgedSentence {
        reasons = List.copyOf(reasons);
    }
}
