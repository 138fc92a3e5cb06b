package dev.plumbline.eval.systems;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.eval.EvalException;
import dev.plumbline.eval.questions.Question;
import java.io.IOException;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A system that answers over HTTP. What is timed is the answer alone. A system that is not there,
 * or that refuses whoever asks, is told as {@link Reply.Unavailable}.
 */
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
    public final Reply answer(Question question) {
        try {
            long start = System.nanoTime();
            JsonNode reply = ask(question);
            double millis = (System.nanoTime() - start) / 1e6;
            return output(question, reply, millis);
        } catch (TargetFailure.Refused refused) {
            return new Reply.Unavailable(
                    base + " " + told(refused.getMessage()) + ". " + advice(refused.status()),
                    true);
        } catch (TargetFailure.Silent silent) {
            return new Reply.Unavailable(
                    "Nothing answers at "
                            + base
                            + ": "
                            + silent.getMessage()
                            + ". Is it running, and is --target its address?",
                    false);
        } catch (IOException failure) {
            String message = failure.getMessage();
            return SystemOutput.failed(
                    question.id(), message == null ? failure.getClass().getSimpleName() : message);
        }
    }

    /** The system's own name stands before it. */
    private static String told(@Nullable String message) {
        return String.valueOf(message).replaceFirst("^the system ", "").replaceFirst("\\.$", "");
    }

    private String advice(int status) {
        return switch (status) {
            case 401, 403 ->
                    "Give a key that may ask, by --key or the environment's PLUMBLINE_KEY.";
            case 404 -> notFound();
            case 421 -> "Use the host name that the server is configured for.";
            default -> "Is --target the right address?";
        };
    }

    /** What to look at where the system knows nothing at its address. */
    abstract String notFound();

    /** Asks, and waits for all of the reply. */
    abstract JsonNode ask(Question question) throws IOException;

    /** Reads the reply; may ask the system for more. */
    abstract SystemOutput output(Question question, JsonNode reply, double millis)
            throws IOException;
}
