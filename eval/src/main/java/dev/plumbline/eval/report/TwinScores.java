package dev.plumbline.eval.report;

import dev.plumbline.eval.answers.ItemResult;
import dev.plumbline.eval.questions.Question;
import dev.plumbline.eval.stats.Comparison;
import dev.plumbline.eval.stats.PairedSample;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one changed thing costs: each item beside its twin. Held are a number for each item that is
 * a twin or has one.
 */
final class TwinScores {
    private final List<Question> questions;
    private final Map<String, @Nullable Double> right = new HashMap<>();

    /** Of the questions of a suite. */
    TwinScores(List<Question> questions) {
        this.questions = questions;
        for (Question question : questions) {
            if (question.twin() != null) {
                right.put(question.id(), null);
                right.put(question.twin(), null);
            }
        }
    }

    void add(ItemResult item) {
        if (right.containsKey(item.question().id())) {
            right.put(item.question().id(), right(item));
        }
    }

    /** 1 or 0; null where nothing says what is right. */
    private static @Nullable Double right(ItemResult item) {
        Double contains = item.scores().get("contains");
        return contains == null ? item.scores().get("decision") : contains;
    }

    /** By kind; of pairs both of which can be rated. */
    Map<String, TwinFigure> figures() {
        Map<String, PairedSample> samples = new TreeMap<>();
        for (Question question : questions) {
            Double own = right.get(question.id());
            Double twin = question.twin() == null ? null : right.get(question.twin());
            if (own != null && twin != null) {
                String kind = question.kind() == null ? "" : question.kind();
                String cluster =
                        question.cluster() == null
                                ? "twin " + question.twin()
                                : "cluster " + question.cluster();
                samples.computeIfAbsent(kind, k -> new PairedSample()).add(twin, own, cluster);
            }
        }
        Map<String, TwinFigure> figures = new TreeMap<>();
        samples.forEach((kind, sample) -> figures.put(kind, figure(sample)));
        return figures;
    }

    private static TwinFigure figure(PairedSample sample) {
        return new TwinFigure(
                sample.size(),
                sample.baselineMean(),
                sample.candidateMean(),
                sample.difference(),
                Comparison.interval95(sample));
    }
}
