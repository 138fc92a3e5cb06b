package dev.plumbline.eval.judge;

import java.util.List;

/**
 * What the logistic regression sees of a claim beside its evidence. Coverage alone, order, the
 * longest common run and a dozen more were tried beside these two and added nothing on labelled
 * responses: a claim is unlike its evidence where neighbours are torn apart, or where much is new
 * in one place.
 *
 * @param pairs share of the neighbouring content words that are neighbours in the evidence too; of
 *     a lone one, whether the evidence has it; 0 where there is none
 * @param newRun logarithm of the weight of the heaviest run of words that the evidence lacks
 */
record Features(double pairs, double newRun) {

    /** The names by which coefficients are stored. */
    static final List<String> NAMES = List.of("pairs", "new_run");

    /** How much further apart than in the claim two neighbours may stand in the evidence. */
    private static final int APART_MAX = 3;

    static Features of(Alignment alignment, WordWeights weights) {
        return new Features(pairs(alignment), newRun(alignment, weights));
    }

    private static double pairs(Alignment alignment) {
        int pairs = 0;
        int kept = 0;
        int before = -1;
        for (int i = 0; i < alignment.claim().size(); i++) {
            if (!alignment.claim().get(i).isContent()) {
                continue;
            }
            if (before >= 0) {
                pairs++;
                int from = alignment.anywhere(before);
                int to = alignment.anywhere(i);
                boolean near =
                        from >= 0 && to >= 0 && Math.abs(to - from) <= i - before + APART_MAX;
                kept += near ? 1 : 0;
            }
            before = i;
        }
        if (pairs == 0) {
            return before >= 0 && alignment.anywhere(before) >= 0 ? 1 : 0;
        }
        return (double) kept / pairs;
    }

    private static double newRun(Alignment alignment, WordWeights weights) {
        double run = 0;
        double heaviest = 0;
        for (int i = 0; i < alignment.claim().size(); i++) {
            Token token = alignment.claim().get(i);
            if (token.isContent()) {
                run = alignment.anywhere(i) < 0 ? run + weights.of(token) : 0;
                heaviest = Math.max(heaviest, run);
            }
        }
        return Math.log1p(heaviest);
    }

    double[] values() {
        return new double[] {pairs, newRun};
    }
}
