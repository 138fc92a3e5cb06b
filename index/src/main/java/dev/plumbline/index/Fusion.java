package dev.plumbline.index;

/** How the candidates of both legs become one order. */
public sealed interface Fusion {
    /**
     * Reciprocal rank fusion: the sum over the legs of weight / (constant + rank), ranks from 1.
     *
     * @param denseWeight share of the dense leg, 0 to 1; words have the rest
     */
    record ReciprocalRank(double constant, double denseWeight) implements Fusion {
        public ReciprocalRank {
            if (!(constant > 0)) {
                throw new IllegalArgumentException(
                        "The constant is " + constant + "; it must be positive");
            }
            checkWeight(denseWeight);
        }
    }

    /**
     * Each leg's scores are stretched to 0..1 over the candidates, then averaged.
     *
     * @param denseWeight share of the dense leg, 0 to 1; words have the rest
     */
    record Convex(double denseWeight) implements Fusion {
        public Convex {
            checkWeight(denseWeight);
        }
    }

    /** The best on average of those that {@code ./plumbline fit fusion} tries. */
    static Fusion standard() {
        return new Convex(0.6);
    }

    private static void checkWeight(double weight) {
        if (!(weight >= 0 && weight <= 1)) {
            throw new IllegalArgumentException("The weight is " + weight + "; it must be 0 to 1");
        }
    }
}
