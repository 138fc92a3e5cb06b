package dev.plumbline.web;

import java.io.Serial;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An outcome that a caller hears of as a problem document (RFC 9457): a stable code, the status,
 * what was wrong and what to do.
 */
public final class Problem extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final String title;
    private final @Nullable Integer retryAfterSeconds;

    private Problem(
            int status,
            String code,
            String title,
            String detail,
            @Nullable Integer retryAfterSeconds) {
        super(detail, null, false, false);
        this.status = status;
        this.code = code;
        this.title = title;
        this.retryAfterSeconds = retryAfterSeconds;
    }

    public static Problem of(int status, String code, String title, String detail) {
        return new Problem(status, code, title, detail, null);
    }

    /** One that may be tried again. */
    public static Problem retryable(int status, String code, String detail, int afterSeconds) {
        return new Problem(status, code, "Try again later", detail, afterSeconds);
    }

    /** 400 or 422: the request says something that can't be meant. */
    public static Problem badInput(String code, String detail) {
        return of(400, code, "The request is not understood", detail);
    }

    /** 404 for what is not there and for what the caller may not know of, alike. */
    public static Problem notFound(String what, String id) {
        return of(404, "not_found", "Not found", "There is no " + what + " " + id + ".");
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    public @Nullable Integer retryAfterSeconds() {
        return retryAfterSeconds;
    }

    public String detail() {
        String detail = getMessage();
        return detail == null ? title : detail;
    }

    /** The document. */
    public Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("type", "urn:plumbline:problem:" + code);
        document.put("title", title);
        document.put("status", status);
        document.put("detail", detail());
        document.put("code", code);
        return document;
    }

    /** The same in the shape that OpenAI's clients read. */
    public Map<String, Object> openAiDocument() {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("message", detail());
        error.put("type", status >= 500 ? "server_error" : "invalid_request_error");
        error.put("code", code);
        return Map.of("error", error);
    }
}
