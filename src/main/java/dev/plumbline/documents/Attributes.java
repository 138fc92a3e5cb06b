package dev.plumbline.documents;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.index.entry.AttributeValue;
import dev.plumbline.index.entry.DocumentEntry;
import dev.plumbline.storage.Json;
import dev.plumbline.web.Problem;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A document's attributes: names with a string, number, boolean, date (RFC 3339), or a list of one
 * of these.
 */
public final class Attributes {
    private static final int NAME_CHARACTERS_MAX = 64;

    private Attributes() {}

    /**
     * The values of a JSON object.
     *
     * @throws Problem 400 where it is no such object
     */
    public static Map<String, AttributeValue> values(JsonNode json) {
        if (!(json instanceof ObjectNode object)) {
            throw Problem.badInput(
                    "bad_attributes",
                    "attributes is a JSON object of names with a string, number, boolean, date, or a list of one of these.");
        }
        if (object.size() > DocumentEntry.ATTRIBUTES_MAX) {
            throw Problem.badInput(
                    "bad_attributes",
                    "A document has at most "
                            + DocumentEntry.ATTRIBUTES_MAX
                            + " attributes, not "
                            + object.size()
                            + ".");
        }
        Map<String, AttributeValue> values = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            if (field.getKey().isBlank() || field.getKey().length() > NAME_CHARACTERS_MAX) {
                throw Problem.badInput(
                        "bad_attributes",
                        "An attribute's name has 1 to "
                                + NAME_CHARACTERS_MAX
                                + " characters: \""
                                + field.getKey()
                                + "\".");
            }
            value(field.getKey(), field.getValue())
                    .ifPresent(value -> values.put(field.getKey(), value));
        }
        return values;
    }

    /** As {@link #values(JsonNode)} of stored JSON. */
    public static Map<String, AttributeValue> values(String json) {
        return values(Json.read(json, JsonNode.class));
    }

    /** One value; nothing for null. */
    public static Optional<AttributeValue> value(String name, JsonNode json) {
        if (json.isNull()) {
            return Optional.empty();
        }
        if (!json.isArray()) {
            return Optional.of(single(name, json));
        }
        List<AttributeValue> values = new ArrayList<>();
        json.forEach(element -> values.add(single(name, element)));
        try {
            return Optional.of(new AttributeValue.Many(values));
        } catch (IllegalArgumentException e) {
            throw bad(name, String.valueOf(e.getMessage()));
        }
    }

    /** One value that is no list. */
    public static AttributeValue single(String name, JsonNode json) {
        try {
            if (json.isTextual()) {
                Optional<Instant> date = date(json.textValue());
                return date.isPresent()
                        ? new AttributeValue.Date(date.get())
                        : new AttributeValue.Text(json.textValue());
            }
            if (json.isNumber()) {
                return new AttributeValue.Numeric(json.doubleValue());
            }
            if (json.isBoolean()) {
                return new AttributeValue.Flag(json.booleanValue());
            }
        } catch (IllegalArgumentException e) {
            throw bad(name, String.valueOf(e.getMessage()));
        }
        throw bad(
                name, "it is neither a string, number, boolean, date, nor a list of one of these.");
    }

    private static Optional<Instant> date(String text) {
        if (text.length() < 10 || !Character.isDigit(text.charAt(0)) || text.charAt(4) != '-') {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    text.length() == 10
                            ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                            : OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static Problem bad(String name, String why) {
        return Problem.badInput(
                "bad_attributes", "The attribute \"" + name + "\" can't be taken: " + why);
    }
}
