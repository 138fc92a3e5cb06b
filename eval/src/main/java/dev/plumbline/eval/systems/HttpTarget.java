package dev.plumbline.eval.systems;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.eval.EvalException;
import dev.plumbline.eval.questions.Question;
import java.io.IOException;
import java.net.URI;

/** A system that answers over HTTP. What is timed is the answer alone. */
abstract sealed class HttpTarget implements Target permits ChatTarget, PlumblineTarget {
    private final String base;
    final JsonClient client;

    /** The system at a base URL; an empty key is not sent. */
    HttpTarget(String baseUrl, String key) {
        this.base = baseUrl.replaceAll("/+$", "");
        this.client = new JsonClient(key);
        uri("");
    }

    final URI uri(String path) {
        try {
            return URI.create(base + path);
        } catch (IllegalArgumentException malformed) {
            throw new EvalException(base + " is not a URL.", malformed);
        }
    }

    @Override
    public final SystemOutput answer(Question question) {
        try {
            long start = System.nanoTime();
            JsonNode reply = ask(question);
            double millis = (System.nanoTime() - start) / 1e6;
            return output(question, reply, millis);
        } catch (IOException failure) {
            String message = failure.getMessage();
            return SystemOutput.failed(
                    question.id(), message == null ? failure.getClass().getSimpleName() : message);
        }
    }

    /** Asks, and waits for all of the reply. */
    abstract JsonNode ask(Question question) throws IOException;

    /** Reads the reply; may ask the system for more. */
    abstract SystemOutput output(Question question, JsonNode reply, double millis)
            throws IOException;
}
