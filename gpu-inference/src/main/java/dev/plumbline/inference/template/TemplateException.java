package dev.plumbline.inference.template;

import dev.plumbline.inference.InferenceException;

/**
 * A template cannot be read or rendered. Codes: {@code raised} (the template itself refuses its
 * input; the message is its own), {@code undefined} (it used a value that is not there), {@code
 * syntax}, {@code type} (an operation on the wrong kind of value), {@code limit}.
 */
public final class TemplateException extends InferenceException {
    private static final long serialVersionUID = 1L;

    private TemplateException(String code, String message) {
        super(code, message);
    }

    static TemplateException raised(String message) {
        return new TemplateException("raised", message);
    }

    static TemplateException undefined(String what) {
        return new TemplateException("undefined", what);
    }

    static TemplateException syntax(String message, int line) {
        return new TemplateException(
                "syntax", "%s (line %d of the template).".formatted(message, line));
    }

    static TemplateException type(String message) {
        return new TemplateException("type", message);
    }

    static TemplateException limit(String message) {
        return new TemplateException("limit", message);
    }
}
