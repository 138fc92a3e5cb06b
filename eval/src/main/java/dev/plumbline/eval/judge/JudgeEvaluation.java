package dev.plumbline.eval.judge;

import dev.plumbline.eval.metric.Classification;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A judge's results beside labels. A failure counts as wrong, whatever the label: it scores 0 where
 * the response is supported and 1 where it is not, and is never dropped.
 */
public final class JudgeEvaluation {

    /**
     * The items of a kind, and how many of the kind were not found supported.
     *
     * @param flagged failures included
     */
    public record Kind(int n, int flagged) {}

    /** What is kept of an item: little, so that large files fit. */
    private record Judged(boolean supported, String kind, Outcome first) {}

    private record Outcome(boolean failed, double score, boolean decided) {}

    private final List<Judged> items = new ArrayList<>();
    private final JudgeTally tally = new JudgeTally();

    /**
     * Adds an item.
     *
     * @param runs the results of judging it once, or several times over
     */
    public void add(LabelledItem item, List<JudgeResult> runs) {
        if (runs.isEmpty()) {
            throw new IllegalArgumentException("no result for item " + item.id());
        }
        tally.add(runs);
        items.add(
                new Judged(
                        item.supported(), item.kind(), outcome(runs.getFirst(), item.supported())));
    }

    private static Outcome outcome(JudgeResult result, boolean supported) {
        return switch (result) {
            case Judgement judgement ->
                    new Outcome(false, judgement.score(), judgement.verdict() == Verdict.SUPPORTED);
            case JudgeFailure failure -> new Outcome(true, supported ? 0 : 1, !supported);
        };
    }

    /** How many items were added. */
    public int size() {
        return items.size();
    }

    /** How many items the judge failed on in its first run. */
    public int failures() {
        return (int) items.stream().filter(item -> item.first().failed()).count();
    }

    /** Scores and verdicts of the first run beside the labels; supported is the positive class. */
    public Classification classification() {
        int n = items.size();
        double[] scores = new double[n];
        boolean[] decided = new boolean[n];
        boolean[] supported = new boolean[n];
        for (int i = 0; i < n; i++) {
            supported[i] = items.get(i).supported();
            scores[i] = items.get(i).first().score();
            decided[i] = items.get(i).first().decided();
        }
        return new Classification(scores, decided, supported);
    }

    /** Per kind of item, in order of appearance; items without a kind are left out. */
    public Map<String, Kind> kinds() {
        Map<String, Kind> kinds = new LinkedHashMap<>();
        for (Judged item : items) {
            if (!item.kind().isEmpty()) {
                boolean passed = item.first().decided() && !item.first().failed();
                kinds.merge(
                        item.kind(),
                        new Kind(1, passed ? 0 : 1),
                        (a, b) -> new Kind(a.n() + b.n(), a.flagged() + b.flagged()));
            }
        }
        return kinds;
    }

    /** How the judge fared over all runs. */
    public JudgeTally tally() {
        return tally;
    }

    /** The figures by the names that they have in JSON. */
    public Map<String, Object> figures(Judge judge) {
        Classification classification = classification();
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("judge", judge.name());
        figures.put("n", size());
        figures.put("failures", failures());
        figures.put("failures_by_kind", tally.failuresByKind());
        putFinite(figures, "auroc", classification.auroc());
        putFinite(figures, "balanced_accuracy", classification.balancedAccuracy());
        figures.put("f1", classification.negativeF1());
        figures.put("threshold", judge.threshold());
        figures.put("kappa", classification.kappa());
        figures.put("ece", classification.calibrationError());
        figures.put("kinds", kinds());
        tally.repeatVariance().ifPresent(variance -> figures.put("repeat_variance", variance));
        return figures;
    }

    /** A figure that needs both classes is left out where one is missing. */
    private static void putFinite(Map<String, Object> figures, String name, double value) {
        if (Double.isFinite(value)) {
            figures.put(name, value);
        }
    }
}
