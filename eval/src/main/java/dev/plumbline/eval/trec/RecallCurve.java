package dev.plumbline.eval.trec;

import dev.plumbline.eval.trec.Measure.Topic;

/** Measures along the curve of precision over recall. */
final class RecallCurve {
    private RecallCurve() {}

    /**
     * Interpolated precision at each recall fraction: the best precision at that recall or beyond.
     */
    static void interpolatedPrecision(Topic topic, double[] values) {
        walk(topic, (cut, precision) -> values[cut] = precision);
    }

    /** The mean of the interpolated precisions. */
    static double average(Topic topic) {
        double[] sum = new double[1];
        walk(topic, (cut, precision) -> sum[0] += precision);
        return sum[0] / topic.parameters().numbers().length;
    }

    private interface Visitor {
        void reached(int cut, double precision);
    }

    private static void walk(Topic topic, Visitor visitor) {
        JudgedRanking ranking = topic.ranking();
        long[] cutoffs = relevantNeeded(topic);
        int found = ranking.relevantRetrieved();
        int cut = cutoffs.length - 1;
        while (cut >= 0 && cutoffs[cut] > found) {
            cut--;
        }
        double best = (double) found / ranking.retrieved();
        for (int rank = ranking.retrieved(); rank > 0 && found > 0; rank--) {
            double precision = (double) found / rank;
            best = best < precision ? precision : best;
            if (ranking.relevantAt(rank - 1)) {
                while (cut >= 0 && cutoffs[cut] == found) {
                    visitor.reached(cut--, best);
                }
                found--;
            }
        }
        while (cut >= 0) {
            visitor.reached(cut--, best);
        }
    }

    private static long[] relevantNeeded(Topic topic) {
        double[] fractions = topic.parameters().numbers();
        long[] needed = new long[fractions.length];
        for (int i = 0; i < needed.length; i++) {
            double exact = fractions[i] * topic.ranking().relevant();
            needed[i] =
                    topic.version() == TrecVersion.V10_0
                            ? CNumbers.round(exact)
                            : (long) (exact + 0.9);
        }
        return needed;
    }

    /** Precision at multiples of the number of relevant documents. */
    static void precisionAtMultiples(Topic topic, double[] values) {
        JudgedRanking ranking = topic.ranking();
        double[] multiples = topic.parameters().numbers();
        long[] cutoffs = new long[multiples.length];
        for (int i = 0; i < cutoffs.length; i++) {
            cutoffs[i] = (long) (multiples[i] * ranking.relevant() + 0.9);
        }
        int found = ranking.relevantRetrieved();
        int cut = cutoffs.length - 1;
        while (cut >= 0 && cutoffs[cut] > ranking.retrieved()) {
            values[cut] = (double) found / cutoffs[cut];
            cut--;
        }
        for (int rank = ranking.retrieved(); rank > 0 && found > 0; rank--) {
            while (cut >= 0 && cutoffs[cut] == rank) {
                values[cut--] = (double) found / rank;
            }
            found -= ranking.relevantAt(rank - 1) ? 1 : 0;
        }
    }
}
