package dev.plumbline.inference.format;

import dev.plumbline.inference.InferenceException;

/**
 * A model file, tokenizer or configuration cannot be used as it is. Codes: {@code corrupt}
 * (contradicts itself or its own size), {@code unsupported} (well-formed, but not something this
 * engine runs), {@code missing} (a file, key or tensor is not there), {@code too_large} (over a
 * limit), {@code unreadable} (the operating system says no).
 */
public final class FormatException extends InferenceException {
    private static final long serialVersionUID = 1L;

    private FormatException(String code, String message) {
        super(code, message);
    }

    /** The file contradicts itself or its size. */
    public static FormatException corrupt(String message) {
        return new FormatException("corrupt", message);
    }

    /** Well-formed, but not run by this engine. */
    public static FormatException unsupported(String message) {
        return new FormatException("unsupported", message);
    }

    /** Something that must be there is not. */
    public static FormatException missing(String message) {
        return new FormatException("missing", message);
    }

    /** Over a limit. */
    public static FormatException tooLarge(String message) {
        return new FormatException("too_large", message);
    }

    /** The operating system refused. */
    public static FormatException unreadable(String message) {
        return new FormatException("unreadable", message);
    }
}
