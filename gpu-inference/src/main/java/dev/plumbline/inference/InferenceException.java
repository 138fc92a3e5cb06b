package dev.plumbline.inference;

import java.util.Objects;

/**
 * What the inference module throws where it cannot go on. The message is a sentence for people; the
 * code is stable, for programs.
 */
public class InferenceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;

    /**
     * @param code a stable word such as {@code corrupt}
     * @param message names the object, the value and the limit
     */
    public InferenceException(String code, String message) {
        super(Objects.requireNonNull(message, "message"));
        this.code = Objects.requireNonNull(code, "code");
    }

    /** As above, with what caused it. */
    public InferenceException(String code, String message, Throwable cause) {
        super(Objects.requireNonNull(message, "message"), cause);
        this.code = Objects.requireNonNull(code, "code");
    }

    @Override
    public final String getMessage() {
        return Objects.requireNonNullElse(super.getMessage(), code);
    }

    /** The stable word for programs. */
    public final String code() {
        return code;
    }
}
