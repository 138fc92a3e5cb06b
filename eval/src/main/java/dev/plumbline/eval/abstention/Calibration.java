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
     * Isotonic regression by pooling adjacent violators; equal scores are pooled from the start.
     */
    static Isotonic isotonic(double[] scores, boolean[] outcomes) {
        int[] order =
                IntStream.range(0, scores.length)
                        .boxed()
                        .sorted(Comparator.comparingDouble(i -> scores[i]))
                        .mapToInt(Integer::intValue)
                        .toArray();
        List<Pool> pools = new ArrayList<>();
        for (int i : order) {
            Pool pool = new Pool(scores[i], scores[i], outcomes[i] ? 1 : 0, 1);
            while (!pools.isEmpty() && pools.getLast().violates(pool)) {
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

    /** Neighbouring scores that share a probability. */
    record Pool(double low, double high, double right, double count) {
        double mean() {
            return right / count;
        }

        boolean violates(Pool next) {
            return mean() >= next.mean() || high == next.low();
        }

        Pool join(Pool next) {
            return new Pool(low, next.high, right + next.right, count + next.count);
        }
    }

    /**
     * Platt's fit by Newton's method, with his smoothed targets, so that separable outcomes give no
     * infinite slope (Lin, Lin and Weng, 2007).
     */
    static Sigmoid sigmoid(double[] scores, boolean[] outcomes) {
        double right = IntStream.range(0, outcomes.length).filter(i -> outcomes[i]).count();
        double wrong = outcomes.length - right;
        double high = (right + 1) / (right + 2);
        double low = 1 / (wrong + 2);
        double slope = 0;
        double offset = Math.log((wrong + 1) / (right + 1));
        for (int round = 0; round < 100; round++) {
            double[] g = new double[2];
            double[] h = {1e-12, 0, 1e-12};
            for (int i = 0; i < scores.length; i++) {
                double p = 1 / (1 + Math.exp(slope * scores[i] + offset));
                double error = (outcomes[i] ? high : low) - p;
                g[0] += scores[i] * error;
                g[1] += error;
                double weight = p * (1 - p);
                h[0] += scores[i] * scores[i] * weight;
                h[1] += scores[i] * weight;
                h[2] += weight;
            }
            double determinant = h[0] * h[2] - h[1] * h[1];
            double slopeStep = -(h[2] * g[0] - h[1] * g[1]) / determinant;
            double offsetStep = -(h[0] * g[1] - h[1] * g[0]) / determinant;
            double scale = Math.min(1, 5 / (Math.abs(slopeStep) + Math.abs(offsetStep) + 1e-300));
            slope += scale * slopeStep;
            offset += scale * offsetStep;
            if (Math.abs(slopeStep) + Math.abs(offsetStep) < 1e-10) {
                break;
            }
        }
        return new Sigmoid(slope, offset);
    }
}
