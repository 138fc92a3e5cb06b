package dev.plumbline.eval.questions;

import java.util.List;

/**
 * Questions, and what is expected of the answers as a whole.
 *
 * @param name for reports
 * @param questions in order
 * @param gates figures that must be reached; may be empty
 * @param passedOver fields or columns of the questions' file that are not read
 */
public record Suite(
        String name, List<Question> questions, List<Gate> gates, List<String> passedOver) {
    /** A mean that a metric must not fall below by more than a tolerance. */
    public record Gate(String metric, double expected, double tolerance) {}

    /** Copies the lists. */
    public Suite {
        questions = List.copyOf(questions);
        gates = List.copyOf(gates);
        passedOver = List.copyOf(passedOver);
    }
}
