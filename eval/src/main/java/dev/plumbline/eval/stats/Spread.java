package dev.plumbline.eval.stats;

import org.apache.commons.statistics.distribution.TDistribution;

/** Student's t where there are clusters enough to know an error; else nothing is known. */
record Spread(double error, double oneSided, double twoSided, int degrees) {
    static Spread of(double error, int clusters) {
        if (clusters < 2) {
            return new Spread(error, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, 0);
        }
        TDistribution t = TDistribution.of(clusters - 1);
        return new Spread(
                error,
                t.inverseCumulativeProbability(.95) * error,
                t.inverseCumulativeProbability(.975) * error,
                clusters - 1);
    }

    double twoSidedP(double value) {
        if (degrees == 0) {
            return 1;
        }
        if (error == 0) {
            return value == 0 ? 1 : 0;
        }
        double tail = TDistribution.of(degrees).survivalProbability(Math.abs(value / error));
        return Math.min(1, 2 * tail);
    }

    double lowerP(double value) {
        if (degrees == 0) {
            return 1;
        }
        if (error == 0) {
            return value < 0 ? 0 : 1;
        }
        return TDistribution.of(degrees).cumulativeProbability(value / error);
    }
}
