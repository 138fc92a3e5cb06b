package dev.plumbline.gateway;

import org.jspecify.annotations.Nullable;

/** A generator could not write. */
public final class GeneratorFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why, stable across releases. */
    public enum Code {
        /** Nobody answers, or the connection broke. */
        UNREACHABLE,
        /** It took longer than it may. */
        TIMEOUT,
        /** It answered, and refused the request or failed at it. */
        REFUSED
    }

    private final Code code;

    /** A failure with its code, a sentence naming the generator, and the cause. */
    public GeneratorFailure(Code code, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    public Code code() {
        return code;
    }
}
