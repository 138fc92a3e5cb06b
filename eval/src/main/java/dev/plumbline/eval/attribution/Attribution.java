package dev.plumbline.eval.attribution;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the stage that lost a question, from its trace and what became of the answer. */
public final class Attribution {
    private Attribution() {}

    /**
     * What became of a question.
     *
     * @param failed whether there was neither an answer nor a refusal
     * @param answerable whether the documents answer it
     * @param answered whether it was answered, not declined
     * @param right whether the answer has what was expected
     * @param verified whether each sentence that has what was expected was found supported; true
     *     where the system judges nothing
     */
    public record Reached(
            boolean failed,
            boolean answerable,
            boolean answered,
            boolean right,
            boolean verified) {}

    /** The stage that lost it; empty where nothing did. */
    public static Optional<Stage> lost(Reached reached, @Nullable Trace trace) {
        if (reached.failed()) {
            return Optional.of(Stage.ERROR);
        }
        if (!reached.answerable()) {
            return reached.answered() ? Optional.of(Stage.GENERATION) : Optional.empty();
        }
        if (reached.answered() && reached.right()) {
            return reached.verified() ? Optional.empty() : Optional.of(Stage.VERIFICATION);
        }
        if (trace == null || trace.pieces().isEmpty()) {
            return Optional.of(Stage.UNKNOWN);
        }
        Stage first = Stage.UNKNOWN;
        for (Trace.Piece piece : trace.pieces()) {
            Stage stage = lost(piece, trace);
            first = stage.compareTo(first) < 0 ? stage : first;
        }
        return Optional.of(first);
    }

    /** Where one piece was lost; generation, where the writer saw it. */
    private static Stage lost(Trace.Piece piece, Trace trace) {
        Integer packed = piece.packed();
        if (packed != null && packed > 0) {
            return Stage.GENERATION;
        }
        Integer retrieved = piece.retrieved();
        if (retrieved != null && retrieved > 0) {
            if (packed == null) {
                return Stage.UNKNOWN;
            }
            return retrieved > trace.packed() ? Stage.RERANKING : Stage.PACKING;
        }
        Trace.Place place = piece.place();
        if (retrieved == null) {
            return Stage.UNKNOWN;
        }
        return place == null || place == Trace.Place.PASSAGE ? Stage.RETRIEVAL : Stage.PARSING;
    }
}
