package dev.plumbline.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.web.Problem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What of a chat completion's request Plumbline heeds. Sampling, tools and formats have no meaning
 * for grounded answers and are let pass, but for {@code n}.
 */
record ChatRequest(
        @Nullable String model,
        @Nullable List<Message> messages,
        @Nullable Boolean stream,
        @Nullable JsonNode streamOptions,
        @Nullable Integer n) {

    /**
     * A message.
     *
     * @param content a text, or a list of parts of which those of text count
     */
    record Message(@Nullable String role, @Nullable JsonNode content) {
        String text() {
            JsonNode said = content;
            if (said == null || said.isNull()) {
                return "";
            }
            if (said.isTextual()) {
                return said.asText();
            }
            StringBuilder text = new StringBuilder();
            for (JsonNode part : said) {
                if (!part.path("type").asText().equals("text")) {
                    throw Problem.badInput(
                            "unsupported_content",
                            "Messages consist of text, not of " + part.path("type").asText() + ".");
                }
                text.append(part.path("text").asText());
            }
            return text.toString();
        }
    }

    /** The turns without instructions, which answers from documents do not take from messages. */
    List<Message> said() {
        List<Message> all = messages == null ? List.of() : messages;
        List<Message> said = new ArrayList<>();
        for (Message message : all) {
            if (message == null) {
                throw Problem.badInput("bad_message", "messages is a list of {role, content}.");
            }
            String role = String.valueOf(message.role());
            switch (role) {
                case "user", "assistant" -> said.add(message);
                case "system", "developer" -> {}
                default ->
                        throw Problem.badInput(
                                "unsupported_role", "There is no role " + role + " here.");
            }
        }
        if (said.isEmpty()
                || !"user".equals(said.getLast().role())
                || said.getLast().text().isBlank()) {
            throw Problem.badInput(
                    "no_question", "The last of the messages must be the user's, with a question.");
        }
        return said;
    }

    boolean streamed() {
        return Boolean.TRUE.equals(stream);
    }

    boolean withUsage() {
        return streamOptions != null && streamOptions.path("include_usage").asBoolean();
    }

    String modelName() {
        if (model == null || model.isBlank()) {
            throw Problem.badInput("no_model", "Send {\"model\": \"plumbline\"}.");
        }
        return model;
    }

    void check() {
        if (n != null && n != 1) {
            throw Problem.badInput("unsupported_n", "There is one answer to a question: n is 1.");
        }
    }
}
