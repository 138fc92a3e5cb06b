package dev.plumbline.eval.abstention;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a system did with one question.
 *
 * @param confidence its estimated probability of being right, in [0, 1]; null where it states none
 * @param refused whether it declined to answer
 * @param correct whether its answer is right; null where that is not known; of no meaning where it
 *     refused or the documents do not answer
 * @param answerable whether the documents answer the question
 */
public record Attempt(
        @Nullable Double confidence,
        boolean refused,
        @Nullable Boolean correct,
        boolean answerable) {
    /** Checks the range. */
    public Attempt {
        if (confidence != null && !(confidence >= 0 && confidence <= 1)) {
            throw new IllegalArgumentException(
                    "confidence is " + confidence + "; it must be in [0, 1]");
        }
    }

    /** Whether it is known to be right or wrong: an answer of unknown correctness is neither. */
    boolean isKnown() {
        return refused || !answerable || correct != null;
    }

    /** Whether it gave the right answer. */
    boolean isRight() {
        return answerable && !refused && Boolean.TRUE.equals(correct);
    }

    /** Whether it did what was best: the right answer, or a refusal where there is none. */
    boolean good() {
        return refused ? !answerable : isRight();
    }

    /**
     * CRAG's score of it: 1 for what is best, 0 for a refusal that is not, -1 for what is wrong.
     */
    double crag() {
        return good() ? 1 : refused ? 0 : -1;
    }

    /** An attempt that is known to be right or wrong, with its confidence. */
    record Rated(double confidence, boolean right) {
        /** Those of all attempts that can be rated, in order. */
        static List<Rated> of(List<Attempt> attempts) {
            List<Rated> rated = new ArrayList<>();
            for (Attempt attempt : attempts) {
                Double confidence = attempt.confidence();
                if (confidence != null && attempt.isKnown()) {
                    rated.add(new Rated(confidence, attempt.isRight()));
                }
            }
            return rated;
        }

        double error() {
            double distance = confidence - (right ? 1 : 0);
            return distance * distance;
        }
    }
}
