package dev.plumbline.eval.answers;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Questions, and what is expected of the answers as a whole.
 *
 * @param name for reports
 * @param questions in order
 * @param gates figures that must be reached; may be empty
 */
public record Suite(String name, List<Question> questions, List<Gate> gates) {
    /**
     * A question.
     *
     * @param expected answers of which any is right; empty where none is known
     * @param answerable whether the documents answer it; null where that is not known
     * @param cluster what questions that are not independent share
     * @param forbidden strings that an answer must not have, such as a canary; may be empty
     */
    public record Question(
            String id,
            String text,
            List<String> expected,
            @Nullable Boolean answerable,
            @Nullable String cluster,
            List<String> forbidden) {
        /** Copies the lists. */
        public Question {
            expected = List.copyOf(expected);
            forbidden = List.copyOf(forbidden);
        }
    }

    /** A mean that a metric must not fall below by more than a tolerance. */
    public record Gate(String metric, double expected, double tolerance) {}

    /** Copies the lists. */
    public Suite {
        questions = List.copyOf(questions);
        gates = List.copyOf(gates);
    }
}
