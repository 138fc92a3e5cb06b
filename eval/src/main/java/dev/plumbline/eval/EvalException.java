package dev.plumbline.eval;

/**
 * Input that cannot be evaluated. The message is a sentence that names the file and what is wrong.
 */
public final class EvalException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Says what is wrong. */
    public EvalException(String message) {
        super(message);
    }

    /** Says what is wrong, and what caused it. */
    public EvalException(String message, Throwable cause) {
        super(message, cause);
    }
}
