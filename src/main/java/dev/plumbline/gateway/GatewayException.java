package dev.plumbline.gateway;

import org.jspecify.annotations.Nullable;

/** A model could not be loaded or called. */
public final class GatewayException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What went wrong, stable across releases. */
    public enum Code {
        /** The model's files are missing or damaged. */
        MODEL_UNREADABLE,
        /** The model was loaded and then failed on an input. */
        MODEL_FAILED,
        /** The model answers, and does not take this text; it takes others. */
        INPUT_REJECTED,
        /** The model is elsewhere and did not answer; it may later. */
        MODEL_UNREACHABLE,
        /** The model has been closed. */
        MODEL_CLOSED
    }

    private final Code code;

    /** A failure with its code, a sentence naming the model, and the cause where there is one. */
    public GatewayException(Code code, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    /** What went wrong. */
    public Code code() {
        return code;
    }
}
