package dev.plumbline.eval.judge;

import java.util.List;

/**
 * The verdict on one sentence of an answer.
 *
 * @param score the estimated probability, in [0, 1], that the cited evidence supports the sentence
 * @param reasons what spoke against it; empty where nothing did
 */
public record Verification(Verdict verdict, double score, List<Reason> reasons) {
    public Verification {
        reasons = List.copyOf(reasons);
    }
}
