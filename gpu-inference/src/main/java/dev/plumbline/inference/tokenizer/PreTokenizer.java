package dev.plumbline.inference.tokenizer;

import java.util.List;

/**
 * Cuts text into words that merges do not cross: steps, each of which cuts the pieces of the one
 * before.
 */
final class PreTokenizer {
    /** Leaves text whole. */
    static final PreTokenizer NONE = new PreTokenizer(List.of());

    /** One way of cutting. */
    interface Step {
        /** Appends the pieces of text[start, end). */
        void split(String text, int start, int end, Spans pieces);
    }

    private final List<Step> steps;

    PreTokenizer(List<Step> steps) {
        this.steps = List.copyOf(steps);
    }

    Spans split(String text) {
        Spans pieces = new Spans();
        pieces.add(0, text.length());
        for (Step step : steps) {
            Spans finer = new Spans();
            for (int i = 0; i < pieces.size(); i++) {
                step.split(text, pieces.start(i), pieces.end(i), finer);
            }
            pieces = finer;
        }
        return pieces;
    }
}
