package dev.plumbline.inference.json;

import dev.plumbline.inference.InferenceException;

/** A text is no JSON, or a value is not of the kind that is needed; code {@code corrupt}. */
public final class JsonException extends InferenceException {
    private static final long serialVersionUID = 1L;

    JsonException(String message) {
        super("corrupt", message);
    }
}
