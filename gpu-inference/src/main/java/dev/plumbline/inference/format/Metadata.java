package dev.plumbline.inference.format;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The key-value pairs of a GGUF file. A value of another type than asked for is a corrupt file, a
 * missing one is empty.
 */
public final class Metadata {
    private final Map<String, Object> pairs;

    Metadata(Map<String, Object> pairs) {
        this.pairs = Collections.unmodifiableMap(new LinkedHashMap<>(pairs));
    }

    /** Whether there is such a key. */
    public boolean has(String key) {
        return pairs.containsKey(key);
    }

    /** A text. */
    public Optional<String> string(String key) {
        return Optional.ofNullable(typed(key, String.class, "a text"));
    }

    /** A whole number. */
    public OptionalLong integer(String key) {
        Long value = typed(key, Long.class, "a whole number");
        return value == null ? OptionalLong.empty() : OptionalLong.of(value);
    }

    /** A whole number that fits an int and is not negative. */
    public Optional<Integer> size(String key) {
        Long value = typed(key, Long.class, "a whole number");
        if (value != null && (value < 0 || value > Integer.MAX_VALUE)) {
            throw FormatException.corrupt("%s is %s.".formatted(key, Long.toUnsignedString(value)));
        }
        return value == null ? Optional.empty() : Optional.of(value.intValue());
    }

    /** A number, whole or not. */
    public OptionalDouble number(String key) {
        Object value = pairs.get(key);
        return switch (value) {
            case null -> OptionalDouble.empty();
            case Double number -> OptionalDouble.of(number);
            case Long number -> OptionalDouble.of(number);
            default -> throw wrong(key, value, "a number");
        };
    }

    /** A truth value. */
    public Optional<Boolean> truth(String key) {
        return Optional.ofNullable(typed(key, Boolean.class, "a truth value"));
    }

    /** A list of texts. */
    public Optional<String[]> strings(String key) {
        return array(key).map(array -> array.strings(key));
    }

    /** A list of floating-point numbers. */
    public Optional<float[]> floats(String key) {
        return array(key).map(array -> array.floats(key));
    }

    /** A list of whole numbers or truth values. */
    public Optional<int[]> integers(String key) {
        return array(key).map(array -> array.integers(key));
    }

    /** A list of bytes. */
    public Optional<byte[]> bytes(String key) {
        return array(key).map(array -> array.bytes(key));
    }

    /** Whether the key holds a list. */
    public boolean isArray(String key) {
        return pairs.get(key) instanceof GgufArray;
    }

    /** All pairs in the order of the file; lists as a text that says their length and type. */
    public Map<String, Object> description() {
        Map<String, Object> result = new LinkedHashMap<>();
        pairs.forEach(
                (key, value) ->
                        result.put(
                                key, value instanceof GgufArray array ? array.toString() : value));
        return result;
    }

    private Optional<GgufArray> array(String key) {
        return Optional.ofNullable(typed(key, GgufArray.class, "a list"));
    }

    private <T> @Nullable T typed(String key, Class<T> type, String what) {
        Object value = pairs.get(key);
        if (value == null) {
            return null;
        }
        if (!type.isInstance(value)) {
            throw wrong(key, value, what);
        }
        return type.cast(value);
    }

    private static FormatException wrong(String key, Object value, String what) {
        return FormatException.corrupt("%s is %s, not %s.".formatted(key, value, what));
    }
}
