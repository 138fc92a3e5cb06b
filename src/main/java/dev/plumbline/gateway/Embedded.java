package dev.plumbline.gateway;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a model made of passages.
 *
 * @param vectors one per passage, in their order; null for one that the model does not take
 * @param refused why it does not, by the passage's place from 0
 */
public record Embedded(List<float @Nullable []> vectors, SortedMap<Integer, Refused> refused) {
    public Embedded {
        vectors = Collections.unmodifiableList(new ArrayList<>(vectors));
        refused = Collections.unmodifiableSortedMap(new TreeMap<>(refused));
    }

    /** How a model does not take a text. */
    public enum Way {
        /** It says that it does not. */
        DECLINED,
        /** It fails on it, and answers others: it may be able to later. */
        FAILED
    }

    /**
     * That the model did not take a text.
     *
     * @param said status and message in short, without words of the text
     */
    public record Refused(Way way, String said) {}
}
