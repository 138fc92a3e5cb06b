package dev.plumbline.eval.trec;

import dev.plumbline.eval.trec.Measure.Topic;

/** Measures of documents that are relevant or not. */
final class BinaryMeasures {
    /** The least value that a geometric mean takes in. */
    static final double GEOMETRIC_LEAST = .00001;

    private static final double INFERRED_SMOOTHING = .00001;

    private BinaryMeasures() {}

    static double averagePrecision(JudgedRanking ranking) {
        return ranking.relevantWithin(ranking.retrieved()) == 0
                ? 0
                : ranking.precisionSum(ranking.retrieved()) / ranking.relevant();
    }

    static double geometric(double value) {
        return Math.log(Math.max(value, GEOMETRIC_LEAST));
    }

    static void precision(Topic topic, double[] values) {
        double[] cutoffs = topic.parameters().numbers();
        for (int i = 0; i < cutoffs.length; i++) {
            values[i] = topic.ranking().relevantWithin((long) cutoffs[i]) / cutoffs[i];
        }
    }

    static void recall(Topic topic, double[] values) {
        JudgedRanking ranking = topic.ranking();
        for (int i = 0; i < values.length && ranking.relevant() != 0; i++) {
            long depth = (long) topic.parameters().numbers()[i];
            values[i] = (double) ranking.relevantWithin(depth) / ranking.relevant();
        }
    }

    static void relativePrecision(Topic topic, double[] values) {
        JudgedRanking ranking = topic.ranking();
        for (int i = 0; i < values.length && ranking.relevant() != 0; i++) {
            long depth = (long) topic.parameters().numbers()[i];
            values[i] =
                    (double) ranking.relevantWithin(depth) / Math.min(depth, ranking.relevant());
        }
    }

    static void success(Topic topic, double[] values) {
        for (int i = 0; i < values.length; i++) {
            long depth = (long) topic.parameters().numbers()[i];
            values[i] = topic.ranking().relevantWithin(depth) > 0 ? 1 : 0;
        }
    }

    static void averagePrecisionAtCutoffs(Topic topic, double[] values) {
        JudgedRanking ranking = topic.ranking();
        for (int i = 0; i < values.length && ranking.relevant() != 0; i++) {
            long depth = (long) topic.parameters().numbers()[i];
            values[i] = ranking.precisionSum(depth) / ranking.relevant();
        }
    }

    static void unjudged(Topic topic, double[] values) {
        double[] cutoffs = topic.parameters().numbers();
        JudgedRanking ranking = topic.ranking();
        for (int i = 0; i < cutoffs.length; i++) {
            int count = 0;
            for (int rank = 0; rank < ranking.retrieved() && rank < cutoffs[i]; rank++) {
                count += ranking.levels()[rank] < 0 ? 1 : 0;
            }
            values[i] = count / cutoffs[i];
        }
    }

    static double rPrecision(JudgedRanking ranking) {
        long depth = Math.min(ranking.retrieved(), ranking.relevant());
        return depth == 0 ? 0 : (double) ranking.relevantWithin(depth) / ranking.relevant();
    }

    static double reciprocalRank(JudgedRanking ranking) {
        for (int i = 0; i < ranking.retrieved(); i++) {
            if (ranking.relevantAt(i)) {
                return 1.0 / (i + 1);
            }
        }
        return 0;
    }

    static double binaryPreference(JudgedRanking ranking) {
        long nonRelevant = 0;
        for (int i = 0; i < ranking.relevanceLevel() && i < ranking.perLevel().length; i++) {
            nonRelevant += ranking.perLevel()[i];
        }
        long before = 0;
        double sum = 0;
        for (int i = 0; i < ranking.retrieved(); i++) {
            long level = ranking.levels()[i];
            if (level < 0) {
                continue;
            }
            if (level < ranking.relevanceLevel()) {
                before++;
            } else {
                double most = Math.min(nonRelevant, ranking.relevant());
                sum += before == 0 ? 1 : 1 - Math.min(before, ranking.relevant()) / most;
            }
        }
        return ranking.relevant() == 0 ? sum : sum / ranking.relevant();
    }

    static double inferredAveragePrecision(JudgedRanking ranking) {
        long nonRelevant = 0;
        long relevant = 0;
        long unjudged = 0;
        double sum = 0;
        for (int i = 0; i < ranking.retrieved(); i++) {
            long level = ranking.levels()[i];
            if (level == JudgedRanking.NOT_JUDGED) {
                unjudged++;
            } else if (level >= 0 && level < ranking.relevanceLevel()) {
                nonRelevant++;
            } else if (level >= 0) {
                sum += inferredPrecision(i, relevant, nonRelevant, unjudged);
                relevant++;
            }
        }
        return ranking.relevant() == 0 ? sum : sum / ranking.relevant();
    }

    private static double inferredPrecision(
            double above, long relevant, long nonRelevant, long unjudged) {
        if (above == 0) {
            return 1;
        }
        double pooled = (relevant + nonRelevant + unjudged) / above;
        double judged =
                (relevant + INFERRED_SMOOTHING) / (relevant + nonRelevant + 2 * INFERRED_SMOOTHING);
        return 1 / (above + 1) + above / (above + 1) * pooled * judged;
    }

    static double binaryGain(JudgedRanking ranking) {
        double sum = 0;
        int found = 0;
        for (int i = 0; i < ranking.retrieved(); i++) {
            if (ranking.relevantAt(i)) {
                found++;
                sum += 1 / CNumbers.log2(3 + i - found);
            }
        }
        return found == 0 ? 0 : sum / ranking.relevant();
    }

    static double yetAnotherAveragePrecision(JudgedRanking ranking) {
        double sum = ranking.precisionSum(ranking.retrieved());
        return Math.log((1 + sum) / (1 + (double) ranking.relevant() - sum));
    }

    static double setPrecision(JudgedRanking ranking) {
        return ranking.retrieved() == 0
                ? 0
                : (double) ranking.relevantRetrieved() / ranking.retrieved();
    }

    static double setRecall(JudgedRanking ranking) {
        return ranking.relevant() == 0
                ? 0
                : (double) ranking.relevantRetrieved() / ranking.relevant();
    }

    static double setRelativePrecision(JudgedRanking ranking) {
        long most = Math.min(ranking.retrieved(), ranking.relevant());
        return ranking.retrieved() == 0 || ranking.relevant() == 0
                ? 0
                : (double) ranking.relevantRetrieved() / most;
    }

    static double setAveragePrecision(JudgedRanking ranking) {
        if (ranking.retrieved() == 0 || ranking.relevant() == 0) {
            return 0;
        }
        double found = ranking.relevantRetrieved();
        return found * found / ((double) ranking.retrieved() * (double) ranking.relevant());
    }

    static double setF(JudgedRanking ranking, double weight) {
        if (ranking.relevantRetrieved() == 0) {
            return 0;
        }
        double precision = (double) ranking.relevantRetrieved() / ranking.retrieved();
        double recall = (double) ranking.relevantRetrieved() / ranking.relevant();
        return (weight + 1) * precision * recall / (weight * precision + recall);
    }
}
