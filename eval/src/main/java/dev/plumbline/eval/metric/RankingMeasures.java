package dev.plumbline.eval.metric;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Measures of a ranking that trec_eval does not have. */
public final class RankingMeasures {
    private RankingMeasures() {}

    /**
     * nDCG with exponential gain (Burges et al., 2005): {@code (2^grade - 1) / log2(rank + 1)}
     * summed over the first {@code depth} ranks, over the best possible such sum; 0 where nothing
     * is relevant.
     *
     * @param ranking document ids, best first
     * @param grades relevance by document id; below 0 counts as 0
     */
    public static double exponentialGain(
            List<String> ranking, Map<String, Integer> grades, int depth) {
        List<Integer> ideal =
                grades.values().stream().sorted(Comparator.reverseOrder()).limit(depth).toList();
        List<Integer> found =
                ranking.stream().limit(depth).map(id -> grades.getOrDefault(id, 0)).toList();
        double best = gain(ideal);
        return best == 0 ? 0 : gain(found) / best;
    }

    private static double gain(List<Integer> grades) {
        double sum = 0;
        for (int i = 0; i < grades.size(); i++) {
            double gain = Math.pow(2, Math.max(0, grades.get(i))) - 1;
            sum += gain * Math.log(2) / Math.log(i + 2.0);
        }
        return sum;
    }

    /**
     * The share of the first {@code depth} ranks that hold a judged document: what lies below 1
     * there is not known to be wrong. Ranks beyond the ranking's end do not count.
     *
     * @return in [0, 1]; 0 for an empty ranking
     */
    public static double judged(List<String> ranking, Map<String, Integer> grades, int depth) {
        int ranks = Math.min(depth, ranking.size());
        long judged =
                ranking.stream()
                        .limit(depth)
                        .filter(id -> grades.getOrDefault(id, -1) >= 0)
                        .count();
        return ranks == 0 ? 0 : (double) judged / ranks;
    }
}
