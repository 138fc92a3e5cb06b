package dev.plumbline.eval.trec;

import java.util.ArrayList;
import java.util.List;

/**
 * One measure: how it is named, scored, averaged and printed.
 *
 * @param name without parameters
 * @param kind what parameters it takes
 * @param standard the parameters where none are given
 * @param average how topics become one figure
 * @param print which figures are printed, and how
 * @param scorer the definition
 */
record Measure(
        String name,
        Parameters.Kind kind,
        Parameters standard,
        Average average,
        Print print,
        Scorer scorer) {
    /** Computes a topic's values: one per cutoff, or one; they are 0 before. */
    interface Scorer {
        void score(Topic topic, double[] values);
    }

    /** What a scorer may look at. */
    record Topic(
            JudgedRanking ranking,
            Parameters parameters,
            TrecVersion version,
            long collectionSize) {
        Gains gains() {
            return Gains.of(ranking, parameters.pairs(), version);
        }
    }

    /** How topics become one figure. */
    enum Average {
        MEAN,
        SUM,
        /** The mean of logarithms, as a power of e. */
        GEOMETRIC,
        /** The number of topics. */
        TOPICS,
        /** A sum, or the judgements' own count where the average is over all judged topics. */
        RELEVANT,
        NONE
    }

    /** Which figures are printed, and how. */
    enum Print {
        REAL,
        WHOLE,
        /** Not for single topics. */
        REAL_SUMMARY,
        WHOLE_SUMMARY,
        /** The run's id, in the summary. */
        RUN_ID,
        /** A string of relevance levels, for single topics. */
        LEVELS
    }

    /** Names as printed, one per value. */
    List<String> names(Parameters parameters) {
        return switch (kind) {
            case NONE -> List.of(name);
            case RANKS -> numbered(parameters, false);
            case FRACTIONS -> numbered(parameters, true);
            case COEFFICIENTS, PAIRS ->
                    List.of(parameters.text() == null ? name : name + "_" + parameters.text());
        };
    }

    private List<String> numbered(Parameters parameters, boolean fractions) {
        List<String> names = new ArrayList<>();
        for (double number : parameters.numbers()) {
            String text = fractions ? CNumbers.fixed(number, 2) : Long.toString((long) number);
            String full = name + "_" + text;
            int room = fractions ? name.length() + 9 : full.length();
            names.add(full.substring(0, Math.min(room, full.length())));
        }
        return List.copyOf(names);
    }
}
