package dev.plumbline.eval.judge;

import dev.plumbline.eval.metric.Classification;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A judge's results beside labels. A failure counts as wrong, whatever the label: it scores 0 where
 * the response is supported and 1 where it is not, and is never dropped.
 *
 * <p>Spans are compared where it is known which parts are unsupported: in responses with labelled
 * spans, and in supported ones, which have none. What a failure finds is wrong too: nothing where
 * something is labelled, all of the response where nothing is.
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
    private SpanAgreement spans = SpanAgreement.NONE;
    private long claims;
    private long supportedClaims;

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
        compareSpans(item, runs.getFirst());
        if (runs.getFirst() instanceof Judgement judgement) {
            claims += judgement.sentences().size();
            supportedClaims +=
                    judgement.sentences().stream()
                            .filter(sentence -> sentence.verdict() == Verdict.SUPPORTED)
                            .count();
        }
        items.add(
                new Judged(
                        item.supported(), item.kind(), outcome(runs.getFirst(), item.supported())));
    }

    private void compareSpans(LabelledItem item, JudgeResult result) {
        if (item.spans().isEmpty() && !item.supported()) {
            return; // it is not known where it is wrong
        }
        List<Span> found =
                switch (result) {
                    case Judgement judgement -> judgement.unsupported();
                    case JudgeFailure failure ->
                            item.spans().isEmpty() ? List.of(whole(item.response())) : List.of();
                };
        spans = spans.plus(found, item.spans());
    }

    private static Span whole(String text) {
        return new Span(0, text.codePointCount(0, text.length()));
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

    /** What the first run found unsupported beside the labelled spans. */
    public SpanAgreement spans() {
        return spans;
    }

    /**
     * The share of responses that were found supported as a whole; one that the judge failed on is
     * not.
     */
    public double strict() {
        long passed =
                items.stream().filter(i -> !i.first().failed() && i.first().decided()).count();
        return (double) passed / items.size();
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
        putFinite(figures, "supported", (double) supportedClaims / claims);
        putFinite(figures, "strict", strict());
        if (spans.labelled() > 0) {
            figures.put("span_precision", spans.precision());
            figures.put("span_recall", spans.recall());
            figures.put("span_f1", spans.f1());
        }
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
