package dev.plumbline.index;

import org.jspecify.annotations.Nullable;

/**
 * Something went wrong that a caller can't put right by another argument; {@link #code()} is
 * stable.
 */
public final class IndexException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** What went wrong. */
    public enum Code {
        /** The files are damaged: build the index anew from the log. */
        CORRUPT,
        /** Written with another layout or vector dimension: build the index anew from the log. */
        INCOMPATIBLE,
        /** Somebody else has the index open. */
        LOCKED,
        /**
         * A vector has another dimension than the index, is zero, or holds something that is not
         * finite.
         */
        VECTOR,
        /** The index has been closed. */
        CLOSED,
        /** The file system refused to read or write, a full disk for instance. */
        IO
    }

    private final Code code;

    public IndexException(Code code, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    /** What went wrong. */
    public Code code() {
        return code;
    }
}
