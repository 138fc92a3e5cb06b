package dev.plumbline.inference.template;

import java.util.LinkedHashMap;
import java.util.Map;

/** Jinja's namespace(): variables that inner blocks can change. */
final class Namespace {
    private final Map<String, Object> values;

    Namespace(Map<String, Object> values) {
        this.values = new LinkedHashMap<>(values);
    }

    Object value(String name) {
        Object value = values.get(name);
        return value != null
                ? value
                : new Undefined("'Namespace object' has no attribute '" + name + "'");
    }

    void set(String name, Object value) {
        values.put(name, value);
    }
}
