package dev.plumbline.eval.report;

import dev.plumbline.eval.attribution.Trace;
import java.util.ArrayList;
import java.util.List;

/** How much of the evidence is among the first k candidates of a search. */
final class RecallCurve {
    private static final int DEPTH_MAX = 1000;

    private final int[] found = new int[DEPTH_MAX + 1];
    private int pieces;
    private int depth;

    void add(Trace trace) {
        for (Trace.Piece piece : trace.pieces()) {
            Integer rank = piece.retrieved();
            if (rank != null) {
                pieces++;
                depth = Math.max(depth, Math.min(DEPTH_MAX, trace.candidates()));
                if (rank > 0 && rank <= DEPTH_MAX) {
                    found[rank]++;
                }
            }
        }
    }

    /** The share found by k, from k = 1; empty where no ranks are known. */
    List<Double> shares() {
        List<Double> shares = new ArrayList<>();
        int sum = 0;
        for (int k = 1; k <= depth; k++) {
            sum += found[k];
            shares.add((double) sum / pieces);
        }
        return shares;
    }
}
