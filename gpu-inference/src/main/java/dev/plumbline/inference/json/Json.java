package dev.plumbline.inference.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads JSON into plain values: {@code Map<String, Object>} in the order written, {@code
 * List<Object>}, String, Long (BigInteger where too long), Double, Boolean and {@link JsonNull}.
 * Nested at most {@value #DEPTH_MAX} deep; a name twice in one object is an error.
 */
public final class Json {
    /** How deep objects and lists may nest. */
    public static final int DEPTH_MAX = 200;

    private static final int STRING_CHARACTERS_MAX = 64 << 20;

    private static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(DEPTH_MAX)
                                    .maxStringLength(STRING_CHARACTERS_MAX)
                                    .maxNameLength(1 << 20)
                                    .build())
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                    .build();

    private Json() {}

    /**
     * The value that a text holds.
     *
     * @param what names the text in errors
     * @throws JsonException where it is not exactly one JSON value
     */
    public static Object read(String what, String text) {
        try (JsonParser parser = FACTORY.createParser(text)) {
            return single(what, parser);
        } catch (IOException e) {
            throw failure(what, e);
        }
    }

    /** As above, from UTF-8. */
    public static Object read(String what, byte[] utf8) {
        try (JsonParser parser = FACTORY.createParser(utf8)) {
            return single(what, parser);
        } catch (IOException e) {
            throw failure(what, e);
        }
    }

    /** The object that a text holds. */
    public static JsonObject object(String what, byte[] utf8) {
        return JsonObject.of(what, read(what, utf8));
    }

    /** As above, from a text. */
    public static JsonObject object(String what, String text) {
        return JsonObject.of(what, read(what, text));
    }

    private static Object single(String what, JsonParser parser) throws IOException {
        JsonToken first = parser.nextToken();
        if (first == null) {
            throw new JsonException(what + " is empty, not JSON.");
        }
        Object value = value(what, parser, first);
        if (parser.nextToken() != null) {
            throw new JsonException(what + " goes on after its JSON value.");
        }
        return value;
    }

    private static Object value(String what, JsonParser parser, JsonToken token)
            throws IOException {
        return switch (token) {
            case START_OBJECT -> map(what, parser);
            case START_ARRAY -> list(what, parser);
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT -> integer(parser);
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> JsonNull.NULL;
            default -> throw new JsonException(what + " holds an unexpected " + token + ".");
        };
    }

    private static Object integer(JsonParser parser) throws IOException {
        return parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                ? parser.getBigIntegerValue()
                : (Object) parser.getLongValue();
    }

    private static Map<String, Object> map(String what, JsonParser parser) throws IOException {
        Map<String, Object> result = new LinkedHashMap<>();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            if (result.put(name, value(what, parser, parser.nextToken())) != null) {
                throw new JsonException(
                        "%s holds the name %s twice in one object.".formatted(what, name));
            }
        }
        return result;
    }

    private static List<Object> list(String what, JsonParser parser) throws IOException {
        List<Object> result = new ArrayList<>();
        for (JsonToken token = parser.nextToken();
                token != JsonToken.END_ARRAY;
                token = parser.nextToken()) {
            result.add(value(what, parser, token));
        }
        return result;
    }

    private static JsonException failure(String what, IOException e) {
        String reason =
                e instanceof JsonProcessingException problem
                        ? problem.getOriginalMessage()
                                + " (byte or character "
                                + offset(problem)
                                + ")"
                        : String.valueOf(e.getMessage());
        return new JsonException("%s is no valid JSON: %s.".formatted(what, reason));
    }

    private static long offset(JsonProcessingException problem) {
        if (problem.getLocation() == null) {
            return -1;
        }
        return Math.max(
                problem.getLocation().getByteOffset(), problem.getLocation().getCharOffset());
    }
}
