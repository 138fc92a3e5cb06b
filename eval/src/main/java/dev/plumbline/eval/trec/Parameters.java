package dev.plumbline.eval.trec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a measure was asked to use in place of its own settings.
 *
 * @param text as given, null where the measure's own settings stand
 * @param numbers cutoffs or coefficients
 * @param pairs named numbers, mostly the gain of a relevance level
 */
@SuppressWarnings("ArrayRecordComponent") // read in inner loops, never compared
record Parameters(@Nullable String text, double[] numbers, List<Pair> pairs) {
    /** A named number. */
    record Pair(String name, double value) {}

    /** How a measure reads what is given. */
    enum Kind {
        /** None: what is given has no effect. */
        NONE,
        /** Ranks, each printed for itself. */
        RANKS,
        /** Fractions, each printed for itself. */
        FRACTIONS,
        /** Coefficients of one figure. */
        COEFFICIENTS,
        /** Pairs of one figure. */
        PAIRS
    }

    static Parameters standard(double... numbers) {
        return new Parameters(null, numbers, List.of());
    }

    static Parameters parse(Kind kind, String text) {
        String[] parts = text.split(",", -1);
        return switch (kind) {
            case NONE -> standard();
            case RANKS -> new Parameters(text, ranks(parts), List.of());
            case FRACTIONS -> new Parameters(text, distinct(numbers(parts)), List.of());
            case COEFFICIENTS -> new Parameters(text, numbers(parts), List.of());
            case PAIRS -> new Parameters(text, new double[0], pairs(text, parts));
        };
    }

    private static double[] ranks(String[] parts) {
        double[] ranks = Arrays.stream(parts).mapToDouble(CNumbers::whole).toArray();
        double[] sorted = distinct(ranks);
        if (sorted[0] <= 0) {
            throw new TrecFailure(TrecFailure.UNREADABLE, "a cutoff is not positive");
        }
        return sorted;
    }

    private static double[] numbers(String[] parts) {
        return Arrays.stream(parts).mapToDouble(CNumbers::real).toArray();
    }

    private static double[] distinct(double[] numbers) {
        Arrays.sort(numbers);
        for (int i = 1; i < numbers.length; i++) {
            if (numbers[i] == numbers[i - 1]) {
                throw new TrecFailure(TrecFailure.UNREADABLE, "a cutoff is given twice");
            }
        }
        return numbers;
    }

    private static List<Pair> pairs(String text, String[] parts) {
        List<Pair> pairs = new ArrayList<>();
        for (String part : parts) {
            int equals = part.indexOf('=');
            if (equals < 0 || part.indexOf('=', equals + 1) >= 0) {
                throw new TrecFailure(
                        TrecFailure.UNREADABLE, "'" + text + "' is not a list of NAME=NUMBER");
            }
            pairs.add(
                    new Pair(part.substring(0, equals), CNumbers.real(part.substring(equals + 1))));
        }
        return List.copyOf(pairs);
    }
}
