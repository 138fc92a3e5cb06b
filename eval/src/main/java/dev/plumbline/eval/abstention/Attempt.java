package dev.plumbline.eval.abstention;

/**
 * What a system did with one question.
 *
 * @param confidence its estimated probability of being right, in [0, 1]
 * @param refused whether it declined to answer
 * @param correct whether its answer is right; of no meaning where it refused
 * @param answerable whether the documents answer the question
 */
public record Attempt(double confidence, boolean refused, boolean correct, boolean answerable) {
    /** Checks the range. */
    public Attempt {
        if (!(confidence >= 0 && confidence <= 1)) {
            throw new IllegalArgumentException(
                    "confidence is " + confidence + "; it must be in [0, 1]");
        }
    }

    /** Whether it did what was best: the right answer, or a refusal where there is none. */
    boolean good() {
        return refused ? !answerable : correct && answerable;
    }
}
