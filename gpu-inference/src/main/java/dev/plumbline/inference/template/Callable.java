package dev.plumbline.inference.template;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a template can call. */
@FunctionalInterface
interface Callable {

    Object call(Given given);

    /** The arguments of a call. */
    record Given(List<Object> positional, Map<String, Object> named) {
        static final Given NOTHING = new Given(List.of(), Map.of());

        /** An argument by place or name. */
        Optional<Object> find(int index, String name) {
            if (index < positional.size()) {
                return Optional.of(positional.get(index));
            }
            return Optional.ofNullable(named.get(name));
        }

        Object required(int index, String name) {
            return find(index, name)
                    .orElseThrow(
                            () -> TemplateException.type("The argument " + name + " is missing."));
        }

        Given from(int index) {
            return new Given(
                    positional.subList(Math.min(index, positional.size()), positional.size()),
                    named);
        }

        static Given of(Object... values) {
            return new Given(List.of(values), Map.of());
        }
    }
}
