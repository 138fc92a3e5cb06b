package dev.plumbline.eval.faithfulness;

import dev.plumbline.eval.judge.JudgeFailure;
import dev.plumbline.eval.judge.JudgeResult;
import dev.plumbline.eval.judge.Judgement;
import dev.plumbline.eval.judge.Verdict;
import java.util.List;

/**
 * Faithfulness of many responses, as one judge saw them.
 *
 * @param responses how many were judged, failures included
 * @param failures responses that the judge failed on
 * @param claims sentences of the others
 * @param supported claims that the evidence supports
 * @param faithful responses all of whose claims are supported
 */
public record Faithfulness(int responses, int failures, int claims, int supported, int faithful) {

    /** Adds up results; a failure is counted, and neither passes nor vanishes. */
    public static Faithfulness of(List<JudgeResult> results) {
        int failures = 0;
        int claims = 0;
        int supported = 0;
        int faithful = 0;
        for (JudgeResult result : results) {
            switch (result) {
                case JudgeFailure failure -> failures++;
                case Judgement judgement -> {
                    claims += judgement.sentences().size();
                    supported +=
                            (int)
                                    judgement.sentences().stream()
                                            .filter(s -> s.verdict() == Verdict.SUPPORTED)
                                            .count();
                    faithful += judgement.verdict() == Verdict.SUPPORTED ? 1 : 0;
                }
            }
        }
        return new Faithfulness(results.size(), failures, claims, supported, faithful);
    }

    /**
     * The share of claims that are supported, of the responses that could be judged; NaN without
     * claims.
     */
    public double share() {
        return (double) supported / claims;
    }

    /**
     * The share of all responses that are supported as a whole; one that the judge failed on is
     * not.
     */
    public double strict() {
        return (double) faithful / responses;
    }
}
