package dev.plumbline.gateway.worker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.plumbline.inference.InferenceException;
import dev.plumbline.inference.engine.ChatTurn;
import dev.plumbline.inference.engine.GenerationRequest;
import dev.plumbline.inference.engine.SamplingRule;
import dev.plumbline.inference.engine.TextModel;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads the body of a generate call. Unknown fields are errors: a misspelt limit must not be
 * without effect.
 */
final class WireRequest {
    private static final Set<String> FIELDS =
            Set.of(
                    "id",
                    "prompt",
                    "messages",
                    "max_tokens",
                    "temperature",
                    "top_k",
                    "top_p",
                    "min_p",
                    "repetition_penalty",
                    "frequency_penalty",
                    "presence_penalty",
                    "logit_bias",
                    "seed",
                    "top_logprobs",
                    "stop",
                    "deadline_ms",
                    "ignore_end",
                    "rendered");
    private static final JsonMapper MAPPER = new JsonMapper();

    private final JsonNode body;

    private WireRequest(JsonNode body) {
        this.body = body;
    }

    static WireRequest parse(byte[] utf8) {
        try {
            JsonNode body = MAPPER.readTree(utf8);
            if (body == null || !body.isObject()) {
                throw invalid("The body must be a JSON object.");
            }
            for (Iterator<String> names = body.fieldNames(); names.hasNext(); ) {
                String name = names.next();
                if (!FIELDS.contains(name)) {
                    throw invalid("There is no field \"" + name + "\".");
                }
            }
            return new WireRequest(body);
        } catch (JsonProcessingException malformed) {
            throw invalid("The body is not JSON: " + malformed.getOriginalMessage());
        } catch (IOException unreadable) {
            throw invalid("The body cannot be read: " + unreadable.getMessage());
        }
    }

    /** The caller's name for the call, or an empty text. */
    String id() {
        return text("id");
    }

    GenerationRequest request(TextModel model) {
        return new GenerationRequest(
                prompt(model),
                whole("max_tokens", 256),
                sampling(),
                flag("ignore_end") ? Set.of() : model.tokenizer().endTokens(),
                stops(),
                body.hasNonNull("deadline_ms") ? Duration.ofMillis(wide("deadline_ms", 0)) : null);
    }

    private List<Integer> prompt(TextModel model) {
        JsonNode prompt = body.path("prompt");
        JsonNode messages = body.path("messages");
        if (messages.isArray() && prompt.isMissingNode()) {
            return model.encode(turns(messages));
        }
        if (!messages.isMissingNode()) {
            throw invalid("\"messages\" must be a list of {role, content}, without \"prompt\".");
        }
        if (prompt.isTextual()) {
            return flag("rendered")
                    ? model.encodeRendered(prompt.textValue())
                    : model.encode(prompt.textValue());
        }
        if (!prompt.isArray()) {
            throw invalid(
                    "\"prompt\" must be a text or a list of token ids, or \"messages\" a list of {role, content}.");
        }
        List<Integer> ids = new ArrayList<>();
        for (JsonNode id : prompt) {
            if (!id.isInt()) {
                throw invalid("\"prompt\" holds " + id + ", which is no token id.");
            }
            ids.add(id.intValue());
        }
        return ids;
    }

    private static List<ChatTurn> turns(JsonNode messages) {
        List<ChatTurn> turns = new ArrayList<>();
        for (JsonNode message : messages) {
            JsonNode role = message.path("role");
            JsonNode content = message.path("content");
            if (!role.isTextual() || !content.isTextual()) {
                throw invalid("A message has two texts, \"role\" and \"content\".");
            }
            turns.add(new ChatTurn(role.textValue(), content.textValue()));
        }
        return turns;
    }

    private SamplingRule sampling() {
        return new SamplingRule(
                (float) number("temperature", 0),
                whole("top_k", 0),
                (float) number("top_p", 1),
                (float) number("min_p", 0),
                (float) number("repetition_penalty", 1),
                (float) number("frequency_penalty", 0),
                (float) number("presence_penalty", 0),
                bias(),
                wide("seed", 0),
                whole("top_logprobs", -1));
    }

    private Map<Integer, Float> bias() {
        JsonNode given = body.path("logit_bias");
        if (!absent(given) && !given.isObject()) {
            throw wrong("logit_bias", "an object of numbers by token id", given);
        }
        Map<Integer, Float> bias = new HashMap<>();
        for (Map.Entry<String, JsonNode> entry : given.properties()) {
            if (!entry.getValue().isNumber()) {
                throw wrong("logit_bias", "an object of numbers by token id", given);
            }
            try {
                bias.put(Integer.parseInt(entry.getKey()), (float) entry.getValue().asDouble());
            } catch (NumberFormatException notAnId) {
                throw invalid(
                        "\"logit_bias\" names \"" + entry.getKey() + "\", which is no token id.");
            }
        }
        return bias;
    }

    private List<String> stops() {
        JsonNode stop = body.path("stop");
        if (stop.isTextual()) {
            return List.of(stop.textValue());
        }
        if (!absent(stop) && !stop.isArray()) {
            throw wrong("stop", "a text or a list of texts", stop);
        }
        List<String> stops = new ArrayList<>();
        for (JsonNode one : stop) {
            if (!one.isTextual()) {
                throw wrong("stop", "a text or a list of texts", stop);
            }
            stops.add(one.textValue());
        }
        return stops;
    }

    private double number(String name, double otherwise) {
        JsonNode value = body.path(name);
        if (absent(value)) {
            return otherwise;
        }
        if (!value.isNumber()) {
            throw wrong(name, "a number", value);
        }
        return value.doubleValue();
    }

    private int whole(String name, int otherwise) {
        JsonNode value = body.path(name);
        if (absent(value)) {
            return otherwise;
        }
        if (!value.isIntegralNumber() || !value.canConvertToInt()) {
            throw wrong(name, "a whole number", value);
        }
        return value.intValue();
    }

    private long wide(String name, long otherwise) {
        JsonNode value = body.path(name);
        if (absent(value)) {
            return otherwise;
        }
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw wrong(name, "a whole number", value);
        }
        return value.longValue();
    }

    private boolean flag(String name) {
        JsonNode value = body.path(name);
        if (!absent(value) && !value.isBoolean()) {
            throw wrong(name, "true or false", value);
        }
        return value.booleanValue();
    }

    private String text(String name) {
        JsonNode value = body.path(name);
        if (!absent(value) && !value.isTextual()) {
            throw wrong(name, "a text", value);
        }
        return absent(value) ? "" : value.textValue();
    }

    private static boolean absent(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }

    private static InferenceException wrong(String name, String wanted, JsonNode value) {
        return invalid("\"" + name + "\" must be " + wanted + ", not " + value + ".");
    }

    private static InferenceException invalid(String message) {
        return new InferenceException("invalid_request", message);
    }
}
