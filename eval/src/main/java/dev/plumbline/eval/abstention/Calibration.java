package dev.plumbline.eval.abstention;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Turns raw scores into probabilities, fitted on outcomes. */
public sealed interface Calibration {
    /** The probability that goes with a raw score. */
    double probability(double score);

    /**
     * A rising staircase: linear between the fitted knots.
     *
     * @param knots by score, ascending
     */
    record Isotonic(List<Knot> knots) implements Calibration {
        /** A score and its probability. */
        public record Knot(double score, double probability) {}

        /** Copies the knots; there must be one. */
        public Isotonic {
            knots = List.copyOf(knots);
            if (knots.isEmpty()) {
                throw new IllegalArgumentException("a calibration needs outcomes");
            }
        }

        @Override
        public double probability(double score) {
            Knot below = knots.getFirst();
            for (Knot above : knots) {
                if (score <= above.score()) {
                    double width = above.score() - below.score();
                    double share = width > 0 ? (score - below.score()) / width : 1;
                    return below.probability()
                            + share * (above.probability() - below.probability());
                }
                below = above;
            }
            return below.probability();
        }
    }

    /** Platt's sigmoid: 1 / (1 + exp(slope * score + offset)). */
    record Sigmoid(double slope, double offset) implements Calibration {
        @Override
        public double probability(double score) {
            return 1 / (1 + Math.exp(slope * score + offset));
        }
    }

    /**
     * Isotonic regression by pooling adjacent violators; equal scores share a probability.
     *
     * @throws IllegalArgumentException if there are no outcomes
     */
    static Isotonic isotonic(double[] scores, boolean[] outcomes) {
        List<Pool> pools = new ArrayList<>();
        for (Pool next : distinct(scores, outcomes)) {
            Pool pool = next;
            while (!pools.isEmpty() && pools.getLast().mean() >= pool.mean()) {
                pool = pools.removeLast().join(pool);
            }
            pools.add(pool);
        }
        List<Isotonic.Knot> knots = new ArrayList<>();
        for (Pool pool : pools) {
            knots.add(new Isotonic.Knot(pool.low(), pool.mean()));
            if (pool.high() > pool.low()) {
                knots.add(new Isotonic.Knot(pool.high(), pool.mean()));
            }
        }
        return new Isotonic(knots);
    }

    /** A pool for each score that there is, ascending. */
    private static List<Pool> distinct(double[] scores, boolean[] outcomes) {
        int[] order =
                IntStream.range(0, scores.length)
                        .boxed()
                        .sorted(Comparator.comparingDouble(i -> scores[i]))
                        .mapToInt(Integer::intValue)
                        .toArray();
        List<Pool> pools = new ArrayList<>();
        for (int i : order) {
            Pool one = new Pool(scores[i], scores[i], outcomes[i] ? 1 : 0, 1);
            boolean known = !pools.isEmpty() && pools.getLast().high() == scores[i];
            pools.add(known ? pools.removeLast().join(one) : one);
        }
        return pools;
    }

    /** Neighbouring scores that share a probability. */
    record Pool(double low, double high, double right, double count) {
        double mean() {
            return right / count;
        }

        Pool join(Pool next) {
            return new Pool(low, next.high, right + next.right, count + next.count);
        }
    }

    /**
     * Platt's fit with his smoothed targets, so that separable outcomes give no infinite slope, by
     * Newton's method with steps halved until the loss falls (Lin, Lin and Weng, 2007).
     */
    static Sigmoid sigmoid(double[] scores, boolean[] outcomes) {
        return new PlattFit(scores, outcomes).sigmoid();
    }
}
