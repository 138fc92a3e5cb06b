package dev.plumbline.eval.answers;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.eval.answers.Suite.Question;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Any OpenAI-compatible server, by chat completions. */
public final class ChatTarget implements Target {
    private final URI completions;
    private final String model;
    private final JsonClient client;

    /** The server at a base URL that ends in {@code /v1}; an empty key is not sent. */
    public ChatTarget(String baseUrl, String model, String key) {
        this.completions = URI.create(baseUrl.replaceAll("/+$", "") + "/chat/completions");
        this.model = model;
        this.client = new JsonClient(key);
    }

    @Override
    public SystemOutput answer(Question question) {
        long start = System.nanoTime();
        try {
            Map<String, Object> message = Map.of("role", "user", "content", question.text());
            JsonNode said =
                    client.post(completions, Map.of("model", model, "messages", List.of(message)));
            JsonNode reply = said.path("choices").path(0).path("message");
            if (!reply.path("content").isTextual()) {
                return SystemOutput.failed(question.id(), "the reply has no content");
            }
            List<String> evidence = new ArrayList<>();
            for (JsonNode annotation : reply.path("annotations")) {
                String quote = annotation.path("url_citation").path("quote").asText("");
                if (!quote.isEmpty()) {
                    evidence.add(quote);
                }
            }
            return new SystemOutput(
                    question.id(),
                    reply.path("content").asText(),
                    false,
                    null,
                    evidence,
                    (System.nanoTime() - start) / 1e6,
                    null);
        } catch (IOException failure) {
            return SystemOutput.failed(question.id(), JsonClient.reason(failure));
        }
    }
}
