package dev.plumbline.eval.systems;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.eval.questions.Question;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Any OpenAI-compatible server, by chat completions. */
public final class ChatTarget extends HttpTarget {
    private final String model;

    /** The server at a base URL that ends in {@code /v1}; an empty key is not sent. */
    public ChatTarget(String baseUrl, String model, String key) {
        super(baseUrl, key);
        this.model = model;
    }

    @Override
    String notFound() {
        return "Is --model a model that it has (it is '"
                + model
                + "'), and --target its base address, ending in /v1?";
    }

    @Override
    JsonNode ask(Question question) throws IOException {
        Map<String, Object> message = Map.of("role", "user", "content", question.text());
        return client.post(
                uri("/chat/completions"), Map.of("model", model, "messages", List.of(message)));
    }

    /**
     * The text, and as evidence what its annotations quote. A server that declines by {@code
     * refusal} in place of {@code content} has refused. A Plumbline tells more in a field of its
     * own: whether it declined, how sure it is, sentences, citations, release and profile. The
     * passages that its search brought are told at its own API alone, so that here an answer is
     * judged by its quotes.
     */
    @Override
    SystemOutput output(Question question, JsonNode reply, double millis) throws IOException {
        JsonNode message = reply.path("choices").path(0).path("message");
        JsonNode own = reply.path("plumbline");
        boolean refused = message.path("refusal").isTextual();
        JsonNode text = refused ? message.path("refusal") : message.path("content");
        if (!text.isTextual()) {
            throw new IOException("the reply has no content");
        }
        JsonNode confidence = own.path("confidence");
        return new SystemOutput(
                question.id(),
                text.asText(),
                refused || own.path("refused").asBoolean(),
                confidence.isNumber() ? confidence.asDouble() : null,
                own.isObject() ? quotes(own.path("citations")) : annotated(message),
                null,
                SaidSentence.read(own.path("sentences")),
                null,
                null,
                millis,
                own.path("release").asText(null),
                own.path("profile").asText(null),
                null);
    }

    private static List<String> quotes(JsonNode citations) {
        List<String> quotes = new ArrayList<>();
        citations.forEach(citation -> quotes.add(citation.path("quote").asText()));
        return quotes;
    }

    private static List<String> annotated(JsonNode message) {
        List<String> evidence = new ArrayList<>();
        for (JsonNode annotation : message.path("annotations")) {
            String quote = annotation.path("url_citation").path("quote").asText("");
            if (!quote.isEmpty()) {
                evidence.add(quote);
            }
        }
        return evidence;
    }
}
