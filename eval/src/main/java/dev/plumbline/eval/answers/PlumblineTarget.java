package dev.plumbline.eval.answers;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.eval.answers.Suite.Question;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A running Plumbline, at its REST API. */
public final class PlumblineTarget implements Target {
    private final URI answers;
    private final String collection;
    private final JsonClient client;

    /** The service at a base URL; an empty key is not sent. */
    public PlumblineTarget(String baseUrl, String collection, String key) {
        this.answers = URI.create(baseUrl.replaceAll("/+$", "") + "/api/v1/answers");
        this.collection = collection;
        this.client = new JsonClient(key);
    }

    @Override
    public SystemOutput answer(Question question) {
        long start = System.nanoTime();
        try {
            JsonNode said =
                    client.post(
                            answers, Map.of("collection", collection, "question", question.text()));
            List<String> evidence = new ArrayList<>();
            said.path("citations").forEach(each -> evidence.add(each.path("quote").asText()));
            JsonNode confidence = said.path("confidence");
            return new SystemOutput(
                    question.id(),
                    said.path("answer").asText(""),
                    said.path("refused").asBoolean(),
                    confidence.isNumber() ? confidence.asDouble() : null,
                    evidence,
                    (System.nanoTime() - start) / 1e6,
                    null);
        } catch (IOException failure) {
            return SystemOutput.failed(question.id(), JsonClient.reason(failure));
        }
    }
}
