package dev.plumbline.inference.json;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A JSON object with typed access; null and missing are both empty, another kind of value is an
 * error that names it.
 *
 * @param what what errors call it
 * @param values its members in the order written
 */
public record JsonObject(String what, Map<String, Object> values) {

    /** A value that must be an object. */
    public static JsonObject of(String what, Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            throw new JsonException(what + " is no JSON object.");
        }
        Map<String, Object> values = LinkedHashMap.newLinkedHashMap(map.size());
        map.forEach((name, member) -> values.put((String) name, member));
        return new JsonObject(what, values);
    }

    /** The member, if it is there and not null. */
    public Optional<Object> value(String name) {
        return Optional.ofNullable(values.get(name)).filter(value -> value != JsonNull.NULL);
    }

    /** A text. */
    public Optional<String> text(String name) {
        return typed(name, String.class, "a text");
    }

    /** A truth value. */
    public Optional<Boolean> truth(String name) {
        return typed(name, Boolean.class, "true or false");
    }

    /** A whole number from 0 to 2^31 - 1. */
    public Optional<Integer> size(String name) {
        Optional<Long> value = typed(name, Long.class, "a whole number");
        if (value.isPresent() && (value.get() < 0 || value.get() > Integer.MAX_VALUE)) {
            throw wrong(name, "a whole number from 0 to 2147483647");
        }
        return value.map(Long::intValue);
    }

    /** A number. */
    public Optional<Double> number(String name) {
        return typed(name, Number.class, "a number").map(Number::doubleValue);
    }

    /** An object. */
    public Optional<JsonObject> object(String name) {
        return value(name).map(value -> of(what + ": " + name, value));
    }

    /** A list. */
    public Optional<List<?>> list(String name) {
        return typed(name, List.class, "a list").map(list -> (List<?>) list);
    }

    /** A list of objects; empty where it is missing. */
    public List<JsonObject> objects(String name) {
        return list(name).orElse(List.of()).stream()
                .map(value -> of("An entry of " + name + " in " + what, value))
                .toList();
    }

    /** An error for a member that must be there. */
    public JsonException missing(String name) {
        return new JsonException("%s has no %s.".formatted(what, name));
    }

    private <T> Optional<T> typed(String name, Class<T> type, String kind) {
        Optional<Object> value = value(name);
        if (value.isPresent() && !type.isInstance(value.get())) {
            throw wrong(name, kind);
        }
        return value.map(type::cast);
    }

    private JsonException wrong(String name, String kind) {
        return new JsonException("%s: %s is not %s.".formatted(what, name, kind));
    }
}
