package dev.plumbline.eval.abstention;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Scores that a system gave its answers, and whether each was right: what a calibration is fitted
 * on. Attempts that cannot be rated are counted.
 */
public final class RatedSample {
    private final List<Rating> ratings = new ArrayList<>();
    private final Map<String, Integer> clusters = new HashMap<>();
    private int skipped;

    /** A score of any range, the outcome, and the number of the cluster. */
    record Rating(double score, boolean right, int cluster) {}

    /**
     * Takes in an attempt.
     *
     * @param score its confidence as the system stated it, in whatever range; null if it stated
     *     none
     * @param cluster what questions that are not independent share; a question of no cluster is
     *     given a name of its own
     */
    public void add(@Nullable Double score, Attempt attempt, String cluster) {
        if (score == null || !Double.isFinite(score) || !attempt.isKnown()) {
            skipped++;
            return;
        }
        int next = clusters.size();
        Integer known = clusters.putIfAbsent(cluster, next);
        ratings.add(new Rating(score, attempt.isRight(), known == null ? next : known));
    }

    /** Counts an item that is no attempt at all. */
    public void skip() {
        skipped++;
    }

    /** How many can be rated. */
    public int size() {
        return ratings.size();
    }

    /** How many state no score, or are of unknown correctness. */
    public int skipped() {
        return skipped;
    }

    /** How many clusters those that can be rated are of. */
    public int clusterCount() {
        return clusters.size();
    }

    List<Rating> ratings() {
        return ratings;
    }
}
