package dev.plumbline.eval.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.eval.answers.ItemResult;
import dev.plumbline.eval.systems.OutputLines;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Keeps the worst few of any number of items. */
final class WorstItems {
    private static final int KEPT = 20;
    static final List<String> TELLING =
            List.of("undeceived", "decision", "contains", "faithful", "f1", "answered");
    private static final Comparator<WorstItem> LEAST_FIRST =
            Comparator.comparingDouble(WorstItem::severity);

    private final @Nullable OutputLines before;
    private final PriorityQueue<WorstItem> worst = new PriorityQueue<>(LEAST_FIRST);

    /** The worst against the results of a baseline, or by themselves where there is none. */
    WorstItems(@Nullable OutputLines before) {
        this.before = before;
    }

    void add(ItemResult item) {
        WorstItem candidate = before == null ? alone(item) : against(before, item);
        if (candidate.severity() > 0) {
            worst.add(candidate);
            if (worst.size() > KEPT) {
                worst.remove();
            }
        }
    }

    /** A deceived answer is worst, then a lost question, each more so the less it is supported. */
    private static WorstItem alone(ItemResult item) {
        boolean deceived = score(item, "undeceived", 1) == 0;
        double unfaithful = 1 - score(item, "faithful", 1);
        double lost = deceived ? 2 : item.lost() != null ? 1 : 0;
        return new WorstItem(item, lost == 0 ? 0 : lost + unfaithful, Map.of(), null);
    }

    private static WorstItem against(OutputLines before, ItemResult item) {
        JsonNode line = before.find(item.question().id()).orElse(null);
        if (line == null) {
            return new WorstItem(item, 0, Map.of(), null);
        }
        Map<String, Double> scores = Baseline.scores(line);
        double drop = 0;
        for (String metric : TELLING) {
            Double was = scores.get(metric);
            if (was != null) {
                drop = Math.max(drop, was - score(item, metric, was));
            }
        }
        return new WorstItem(item, drop, scores, line.at("/output/answer").asText(null));
    }

    private static double score(ItemResult item, String metric, double otherwise) {
        if (!item.scores().containsKey(metric)) {
            return otherwise;
        }
        Double score = item.scores().get(metric);
        return score == null ? 0 : score;
    }

    /** Worst first; equal ones by id. */
    List<WorstItem> worst() {
        return worst.stream()
                .sorted(LEAST_FIRST.reversed().thenComparing(w -> w.item().question().id()))
                .toList();
    }
}
