package dev.plumbline.index;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Makes one order of candidates that have the scores of both legs. */
final class Fuser {
    private Fuser() {}

    /** Best first. */
    static List<Candidate> fuse(List<Candidate> candidates, Fusion fusion) {
        List<Candidate> fused =
                switch (fusion) {
                    case Fusion.Convex(double weight) -> convex(candidates, weight);
                    case Fusion.ReciprocalRank(double constant, double weight) ->
                            reciprocalRank(candidates, constant, weight);
                };
        return fused.stream().sorted(Candidate.BEST_FIRST).toList();
    }

    private static List<Candidate> convex(List<Candidate> candidates, double denseWeight) {
        Scale words = Scale.of(candidates, Candidate::words, 0);
        Scale dense = Scale.of(candidates, Candidate::dense, Double.POSITIVE_INFINITY);
        List<Candidate> fused = new ArrayList<>(candidates.size());
        for (Candidate candidate : candidates) {
            double byWords = Double.isNaN(candidate.words()) ? 0 : words.stretch(candidate.words());
            // A vector that is still to come must not bury its passage: words speak for it until
            // then.
            double byVector =
                    Double.isNaN(candidate.dense()) ? byWords : dense.stretch(candidate.dense());
            fused.add(candidate.withScore(denseWeight * byVector + (1 - denseWeight) * byWords));
        }
        return fused;
    }

    private static List<Candidate> reciprocalRank(
            List<Candidate> candidates, double constant, double denseWeight) {
        double[] scores = new double[candidates.size()];
        addRanks(candidates, Candidate::words, constant, 1 - denseWeight, scores);
        addRanks(candidates, Candidate::dense, constant, denseWeight, scores);
        List<Candidate> fused = new ArrayList<>(candidates.size());
        for (int i = 0; i < scores.length; i++) {
            fused.add(candidates.get(i).withScore(scores[i]));
        }
        return fused;
    }

    private static void addRanks(
            List<Candidate> candidates,
            ToDoubleFunction<Candidate> leg,
            double constant,
            double weight,
            double[] scores) {
        Integer[] order = new Integer[candidates.size()];
        Arrays.setAll(order, i -> i);
        Arrays.sort(
                order,
                Comparator.comparing(
                        (Integer i) ->
                                candidates.get(i).withScore(leg.applyAsDouble(candidates.get(i))),
                        Candidate.BEST_FIRST));
        int rank = 0;
        for (int i : order) {
            if (!Double.isNaN(leg.applyAsDouble(candidates.get(i)))) {
                scores[i] += weight / (constant + ++rank);
            }
        }
    }

    /** Stretches scores to 0..1. */
    private record Scale(double min, double max) {
        /**
         * @param floor a score that the lowest one is not above: 0 where no word at all is worth 0
         */
        static Scale of(List<Candidate> candidates, ToDoubleFunction<Candidate> leg, double floor) {
            DoubleSummaryStatistics range =
                    candidates.stream()
                            .mapToDouble(leg)
                            .filter(score -> !Double.isNaN(score))
                            .summaryStatistics();
            return new Scale(Math.min(floor, range.getMin()), range.getMax());
        }

        double stretch(double score) {
            return max > min ? (score - min) / (max - min) : 1;
        }
    }
}
