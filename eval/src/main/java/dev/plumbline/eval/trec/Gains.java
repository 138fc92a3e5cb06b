package dev.plumbline.eval.trec;

import java.util.ArrayList;
import java.util.List;

/**
 * The gain of each relevance level: the level itself unless told otherwise, and the ideal ranking
 * that follows.
 */
final class Gains {
    private record Level(long level, long count, double gain) {}

    private final List<Level> ascending;

    private Gains(List<Level> ascending) {
        this.ascending = ascending;
    }

    static Gains of(JudgedRanking ranking, List<Parameters.Pair> pairs, TrecVersion version) {
        List<Level> levels = new ArrayList<>();
        for (Parameters.Pair pair : pairs) {
            if (version == TrecVersion.V9_0_8 || pair.name().matches("[+-]?[0-9]+")) {
                levels.add(new Level(CNumbers.whole(pair.name()), 0, pair.value()));
            }
        }
        for (int level = 0; level < ranking.levelCount(); level++) {
            long count = ranking.perLevel()[level];
            int known = indexOf(levels, level);
            if (known < 0) {
                levels.add(new Level(level, count, level));
            } else {
                levels.set(known, new Level(level, count, levels.get(known).gain()));
            }
        }
        // Gains less than 1 apart count as equal when sorted, as in trec_eval.
        int[] order =
                MergeSort.positions(
                        levels.size(),
                        (a, b) -> (int) (levels.get(a).gain() - levels.get(b).gain()));
        List<Level> ascending = new ArrayList<>();
        for (int position : order) {
            ascending.add(levels.get(position));
        }
        return new Gains(ascending);
    }

    private static int indexOf(List<Level> levels, long level) {
        for (int i = 0; i < levels.size(); i++) {
            if (levels.get(i).level() == level) {
                return i;
            }
        }
        return -1;
    }

    double gain(long level) {
        int at = indexOf(ascending, level);
        return at < 0 ? 0 : ascending.get(at).gain();
    }

    /** Gains by rank of the best possible ranking, down to the last positive one. */
    double[] ideal() {
        List<Double> gains = new ArrayList<>();
        if (highest() <= 0) {
            return new double[0];
        }
        for (Level level : ascending.reversed()) {
            if (level.count() > 0 && level.gain() <= 0) {
                break;
            }
            for (long i = 0; i < level.count(); i++) {
                gains.add(level.gain());
            }
        }
        return gains.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** The gain of the level that sorts highest, whether a document has it or not. */
    double highest() {
        return ascending.isEmpty() ? 0 : ascending.getLast().gain();
    }

    /** All gains moved into 0 to 1, where one lies outside. */
    Gains withinUnit() {
        double least = 0;
        double most = 0;
        for (Level level : ascending) {
            least = Math.min(least, level.gain());
            most = Math.max(most, level.gain());
        }
        if (least >= 0 && most <= 1) {
            return this;
        }
        List<Level> scaled = new ArrayList<>();
        for (Level level : ascending) {
            double gain = (level.gain() - least) / (most - least);
            scaled.add(new Level(level.level(), level.count(), gain));
        }
        return new Gains(scaled);
    }
}
