package dev.plumbline.eval.abstention;

import dev.plumbline.eval.EvalException;
import dev.plumbline.eval.stats.Comparison;
import dev.plumbline.eval.stats.Interval;
import dev.plumbline.eval.stats.PairedSample;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * A calibration, and what it is worth on questions that it was not fitted on.
 *
 * @param calibration fitted on all
 * @param stated the scores as they are, taken for probabilities; those outside [0, 1] as its ends
 * @param calibrated each score by a calibration that was fitted on the other folds
 * @param brierChange the change of the Brier score, calibrated less stated; below 0 is better
 * @param interval95 of the change, cluster-robust
 * @param folds how many there were
 */
public record CrossFit(
        Calibration calibration,
        ConfidenceQuality stated,
        ConfidenceQuality calibrated,
        double brierChange,
        Interval interval95,
        int folds) {
    /**
     * Fits. Questions of one cluster share a fold, so that none is judged by its own kind.
     *
     * @param folds 2 or more; never more than there are clusters
     * @param seed of the clusters' order
     * @throws EvalException if there are not two clusters of rated questions
     */
    public static CrossFit of(CalibrationMethod method, RatedSample sample, int folds, long seed) {
        if (folds < 2) {
            throw new EvalException("A calibration needs 2 folds or more, not " + folds + ".");
        }
        if (sample.clusterCount() < 2) {
            throw new EvalException(
                    "A calibration needs rated answers of two clusters or more; there are "
                            + sample.size()
                            + " of "
                            + sample.clusterCount()
                            + ", and "
                            + sample.skipped()
                            + " without a confidence or a known outcome.");
        }
        int parts = Math.min(folds, sample.clusterCount());
        List<RatedSample.Rating> ratings = sample.ratings();
        int[] fold = assigned(sample.clusterCount(), parts, seed);
        Calibration[] others = new Calibration[parts];
        for (int part = 0; part < parts; part++) {
            int left = part;
            others[part] =
                    fit(method, ratings.stream().filter(r -> fold[r.cluster()] != left).toList());
        }
        List<Attempt.Rated> before = new ArrayList<>();
        List<Attempt.Rated> after = new ArrayList<>();
        PairedSample errors = new PairedSample();
        for (RatedSample.Rating rating : ratings) {
            double probability = others[fold[rating.cluster()]].probability(rating.score());
            before.add(new Attempt.Rated(Math.clamp(rating.score(), 0, 1), rating.right()));
            after.add(new Attempt.Rated(probability, rating.right()));
            errors.add(
                    before.getLast().error(),
                    after.getLast().error(),
                    String.valueOf(rating.cluster()));
        }
        return new CrossFit(
                fit(method, ratings),
                ConfidenceQuality.of(before),
                ConfidenceQuality.of(after),
                errors.difference(),
                Comparison.interval95(errors),
                parts);
    }

    /** The fold of each cluster: in random order, in turn. */
    private static int[] assigned(int clusters, int folds, long seed) {
        List<Integer> order = new ArrayList<>(IntStream.range(0, clusters).boxed().toList());
        Collections.shuffle(order, new Random(seed));
        int[] fold = new int[clusters];
        for (int i = 0; i < clusters; i++) {
            fold[order.get(i)] = i % folds;
        }
        return fold;
    }

    private static Calibration fit(CalibrationMethod method, List<RatedSample.Rating> ratings) {
        double[] scores = ratings.stream().mapToDouble(RatedSample.Rating::score).toArray();
        boolean[] outcomes = new boolean[scores.length];
        for (int i = 0; i < outcomes.length; i++) {
            outcomes[i] = ratings.get(i).right();
        }
        return method.fit(scores, outcomes);
    }
}
