package dev.plumbline.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.langchain4j.exception.HttpException;
import dev.langchain4j.exception.InvalidRequestException;
import dev.plumbline.storage.Json;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a model elsewhere says when it takes no texts. */
final class Refusal {
    /** A request that can't be read, that is too large, or that holds what can't be processed. */
    private static final Set<Integer> OF_INPUT = Set.of(400, 413, 422);

    /** What servers answer that fail on a text which they should have declined. */
    private static final int FAILED = 500;

    private static final int SAID_MAX = 200;
    private static final int ECHO = 24;

    private Refusal() {}

    /** Whether the texts seem to be at fault: the model answered, and would not take them. */
    static boolean ofInput(Throwable thrown) {
        Optional<HttpException> http = http(thrown);
        if (http.isPresent()) {
            return OF_INPUT.contains(http.get().statusCode());
        }
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof InvalidRequestException) {
                return true;
            }
        }
        return false;
    }

    /** Whether the model failed in a way that a text may be the cause of. */
    static boolean maybeOfInput(Throwable thrown) {
        return http(thrown).filter(answer -> answer.statusCode() == FAILED).isPresent();
    }

    /**
     * Status and message in short. A message that repeats a piece of the texts is left out: what is
     * said is shown and logged where a document's words have no business.
     */
    static String said(Throwable thrown, List<String> texts) {
        Optional<HttpException> http = http(thrown);
        Throwable root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String name =
                http.isPresent()
                        ? "status " + http.get().statusCode()
                        : root.getClass().getSimpleName();
        String message = message(http.isPresent() ? http.get().getMessage() : root.getMessage());
        return message.isEmpty() || repeats(message, texts) ? name : name + ": " + message;
    }

    private static Optional<HttpException> http(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof HttpException http) {
                return Optional.of(http);
            }
        }
        return Optional.empty();
    }

    /** The words of an error in OpenAI's shape, else the text as it is; on one line. */
    private static String message(@Nullable String body) {
        if (body == null) {
            return "";
        }
        String said = body;
        try {
            JsonNode error = Json.MAPPER.readTree(body).path("error");
            said = error.path("message").asText(error.asText(body));
        } catch (JsonProcessingException e) {
            // no JSON: plain words
        }
        String line = said.strip().replaceAll("\\s+", " ");
        return line.length() <= SAID_MAX ? line : line.substring(0, SAID_MAX) + "…";
    }

    private static boolean repeats(String message, List<String> texts) {
        for (String text : texts) {
            String words = text.replaceAll("\\s+", " ");
            for (int from = 0; from + ECHO <= message.length(); from++) {
                if (words.contains(message.substring(from, from + ECHO))) {
                    return true;
                }
            }
        }
        return false;
    }
}
