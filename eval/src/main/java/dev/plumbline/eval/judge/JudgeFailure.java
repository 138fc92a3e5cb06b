package dev.plumbline.eval.judge;

/**
 * A judge gave no usable verdict. It counts as a failure wherever results are added up, never as a
 * pass.
 *
 * @param message one sentence for people
 */
public record JudgeFailure(Kind kind, String message) implements JudgeResult {

    /** Why there is no verdict. */
    public enum Kind {
        /** No answer within the time allowed. */
        TIMEOUT,
        /** An answer that does not have the form asked for. */
        UNREADABLE,
        /** The model or its server reported an error. */
        ERROR
    }
}
