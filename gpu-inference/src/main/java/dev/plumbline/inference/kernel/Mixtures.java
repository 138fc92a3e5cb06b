package dev.plumbline.inference.kernel;

import java.util.List;

/**
 * Mixtures of experts: each expert runs once over the tokens that chose it; a token's outputs are
 * added in the order of its choice, whatever else is in the step.
 */
final class Mixtures {
    private final CpuLoops kernels;
    private float[] logits = {};
    private float[] gathered = {};
    private float[] results = {};
    private float[] outputs = {};
    private int[] chosen = {};
    private float[] weights = {};

    Mixtures(CpuLoops kernels) {
        this.kernels = kernels;
    }

    void run(FeedForwardWeights.Mixture mixture, float[] in, int tokens, int hidden, float[] out) {
        int used = mixture.used();
        route(mixture, in, tokens);
        gathered = CpuLoops.grown(gathered, tokens * hidden);
        results = CpuLoops.grown(results, tokens * hidden);
        outputs = CpuLoops.grown(outputs, tokens * used * hidden);
        for (int e = 0; e < mixture.experts().size(); e++) {
            int count = 0;
            for (int i = 0; i < tokens * used; i++) {
                if (chosen[i] == e) {
                    System.arraycopy(in, i / used * hidden, gathered, count++ * hidden, hidden);
                }
            }
            if (count == 0) {
                continue;
            }
            kernels.dense(mixture.experts().get(e), gathered, count, results);
            count = 0;
            for (int i = 0; i < tokens * used; i++) {
                if (chosen[i] == e) {
                    System.arraycopy(results, count++ * hidden, outputs, i * hidden, hidden);
                }
            }
        }
        for (int t = 0; t < tokens; t++) {
            for (int c = 0; c < hidden; c++) {
                float sum = 0;
                for (int i = t * used; i < (t + 1) * used; i++) {
                    sum += weights[i] * outputs[i * hidden + c];
                }
                out[t * hidden + c] = sum;
            }
        }
    }

    private void route(FeedForwardWeights.Mixture mixture, float[] in, int tokens) {
        int experts = mixture.experts().size();
        int used = mixture.used();
        logits = CpuLoops.grown(logits, tokens * experts);
        kernels.multiply(
                in,
                tokens,
                List.of(
                        new CpuLoops.Product(
                                HostWeight.matrix(mixture.router()), logits, experts)));
        if (chosen.length < tokens * used) {
            chosen = new int[tokens * used];
            weights = new float[tokens * used];
        }
        for (int t = 0; t < tokens; t++) {
            choose(mixture, t * experts, t * used);
        }
    }

    private void choose(FeedForwardWeights.Mixture mixture, int logitStart, int start) {
        int experts = mixture.experts().size();
        int used = mixture.used();
        double largest = Double.NEGATIVE_INFINITY;
        for (int e = 0; e < experts; e++) {
            largest = Math.max(largest, logits[logitStart + e]);
        }
        double all = 0;
        for (int e = 0; e < experts; e++) {
            all += Math.exp(logits[logitStart + e] - largest);
        }
        double some = 0;
        for (int i = 0; i < used; i++) {
            int best = -1;
            for (int e = 0; e < experts; e++) {
                if (!taken(start, i, e)
                        && (best < 0 || logits[logitStart + e] > logits[logitStart + best])) {
                    best = e;
                }
            }
            chosen[start + i] = best;
            some += Math.exp(logits[logitStart + best] - largest);
        }
        double sum = mixture.weighting() == FeedForwardWeights.Weighting.RESCALED ? some : all;
        for (int i = 0; i < used; i++) {
            weights[start + i] =
                    (float) (Math.exp(logits[logitStart + chosen[start + i]] - largest) / sum);
        }
    }

    private boolean taken(int start, int count, int expert) {
        for (int i = 0; i < count; i++) {
            if (chosen[start + i] == expert) {
                return true;
            }
        }
        return false;
    }
}
