package dev.plumbline.eval.trec;

import dev.plumbline.eval.trec.Measure.Topic;

/** Measures of relevance in levels. Discounts are the logarithm to base 2 of rank + 1. */
final class GradedMeasures {
    private static final double PERSISTENCE = 0.9;

    private GradedMeasures() {}

    private static double discount(int index) {
        return CNumbers.log2(index + 2.0);
    }

    /** Cumulated discounted gains: element i holds the sum of the first i ranks. */
    private static double[] cumulate(double[] gains) {
        double[] sums = new double[gains.length + 1];
        for (int i = 0; i < gains.length; i++) {
            sums[i + 1] = sums[i] + (gains[i] == 0 ? 0 : gains[i] / discount(i));
        }
        return sums;
    }

    private static double[] retrievedGains(JudgedRanking ranking, Gains gains) {
        double[] retrieved = new double[Math.max(0, ranking.retrieved())];
        for (int i = 0; i < retrieved.length; i++) {
            retrieved[i] = gains.gain(ranking.levels()[i]);
        }
        return retrieved;
    }

    private static double last(double[] sums) {
        return sums[sums.length - 1];
    }

    static double gain(Topic topic) {
        return last(cumulate(retrievedGains(topic.ranking(), topic.gains())));
    }

    static double idealGain(Topic topic) {
        return last(cumulate(topic.gains().ideal()));
    }

    static double normalisedGain(Topic topic) {
        double ideal = idealGain(topic);
        return ideal > 0 ? gain(topic) / ideal : 0;
    }

    static void normalisedGainAtCutoffs(Topic topic, double[] values) {
        JudgedRanking ranking = topic.ranking();
        double[] sums = cumulate(positiveLevels(ranking));
        double[] ideal = cumulate(idealLevels(ranking));
        for (int i = 0; i < values.length; i++) {
            long depth = (long) topic.parameters().numbers()[i];
            double best = ideal[(int) Math.min(depth, ideal.length - 1)];
            double sum = sums[(int) Math.min(depth, sums.length - 1)];
            values[i] = best > 0 ? sum / best : sum;
        }
    }

    private static double[] positiveLevels(JudgedRanking ranking) {
        double[] gains = new double[Math.max(0, ranking.retrieved())];
        for (int i = 0; i < gains.length; i++) {
            gains[i] = Math.max(0, ranking.levels()[i]);
        }
        return gains;
    }

    private static double[] idealLevels(JudgedRanking ranking) {
        int size = 0;
        for (int level = 1; level < ranking.levelCount(); level++) {
            size += (int) ranking.perLevel()[level];
        }
        double[] gains = new double[size];
        int at = 0;
        for (int level = ranking.levelCount() - 1; level > 0; level--) {
            for (long i = 0; i < ranking.perLevel()[level]; i++) {
                gains[at++] = level;
            }
        }
        return gains;
    }

    /** nDCG averaged over the ranks at which the ideal ranking's gain changes. */
    static double normalisedGainAtLevels(Topic topic) {
        JudgedRanking ranking = topic.ranking();
        if (ranking.relevant() == 0) {
            return 0;
        }
        Gains gains = topic.gains();
        double[] ideal = gains.ideal();
        double[] sums = cumulate(retrievedGains(ranking, gains));
        double[] best = cumulate(ideal);
        double before = gains.highest();
        double total = 0;
        int points = 0;
        for (int i = 0; i <= ideal.length; i++) {
            double now = i < ideal.length ? ideal[i] : Double.NEGATIVE_INFINITY;
            if (now != before && best[i] > 0) {
                total += sums[Math.min(i, sums.length - 1)] / best[i];
                points++;
            }
            before = now;
        }
        if (ranking.retrieved() > ideal.length + 1 && last(best) > 0) {
            total += last(sums) / last(best);
            points++;
        }
        return total / points;
    }

    /** nDCG averaged over the relevant documents. */
    static double normalisedGainAtRelevant(Topic topic) {
        JudgedRanking ranking = topic.ranking();
        Gains gains = topic.gains();
        double[] retrieved = retrievedGains(ranking, gains);
        double[] sums = cumulate(retrieved);
        double[] best = cumulate(gains.ideal());
        int relevant = best.length - 1;
        double total = 0;
        int found = 0;
        for (int i = 0; i < retrieved.length; i++) {
            if (retrieved[i] > 0) {
                total += sums[i + 1] / best[Math.min(i + 1, relevant)];
                found++;
            }
        }
        total += (relevant - found) * last(sums) / last(best);
        return total > 0 ? total / relevant : 0;
    }

    /** Gain whose discount is the gain that could have been had before, but was not. */
    static double missedGain(Topic topic) {
        Gains gains = topic.gains();
        double[] ideal = gains.ideal();
        double possible = 0;
        double cost = 0;
        double had = 0;
        double sum = 0;
        double[] retrieved = retrievedGains(topic.ranking(), gains);
        for (int i = 0; i < retrieved.length; i++) {
            had += retrieved[i];
            cost += i < ideal.length ? Math.max(1, ideal[i]) : 1;
            sum += retrieved[i] == 0 ? 0 : retrieved[i] / CNumbers.log2(2 + cost - had);
        }
        for (double gain : ideal) {
            possible += gain;
        }
        return possible > 0 ? sum / possible : 0;
    }

    private static double persistence(Topic topic) {
        double persistence = PERSISTENCE;
        for (Parameters.Pair pair : topic.parameters().pairs()) {
            persistence = pair.name().equals("p") ? pair.value() : persistence;
        }
        return persistence;
    }

    /** Rank-biased precision, gains scaled into 0 to 1. */
    static double rankBiasedPrecision(Topic topic) {
        Gains gains = topic.gains().withinUnit();
        double persistence = persistence(topic);
        double weight = 1;
        double sum = 0;
        for (int i = 0; i < topic.ranking().retrieved(); i++) {
            sum += gains.gain(topic.ranking().levels()[i]) * weight;
            weight *= persistence;
        }
        return (1 - persistence) * sum;
    }

    /** How much rank-biased precision could rise if all that is unjudged were relevant. */
    static double rankBiasedResidual(Topic topic) {
        double persistence = persistence(topic);
        double weight = 1;
        double sum = 0;
        boolean unjudged = false;
        for (int i = 0; i < topic.ranking().retrieved(); i++) {
            if (topic.ranking().levels()[i] < 0) {
                unjudged = true;
                sum += weight;
            }
            weight *= persistence;
        }
        return unjudged ? weight + (1 - persistence) * sum : 0;
    }
}
