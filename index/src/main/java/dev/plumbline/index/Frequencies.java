package dev.plumbline.index;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How common the terms of a text are among the passages of a scope.
 *
 * @param passages number of passages in scope
 * @param terms by analyzed term, in the order of the text: the number of passages in scope whose
 *     text contains it
 */
public record Frequencies(int passages, Map<String, Integer> terms) {
    public Frequencies {
        terms = Collections.unmodifiableMap(new LinkedHashMap<>(terms));
    }
}
