package dev.plumbline.eval.suite;

import java.util.Locale;

/** One way in which a true sentence is spoilt. */
public enum PlantedError {
    NUMBER,
    NAME,
    NEGATION,
    UNIT,
    /** A sentence of another document. */
    WRONG_SOURCE,
    /** The beginning of one sentence with the end of another document's. */
    STITCHED,
    /** The sentence as it is, but what it cites does not exist. */
    INVENTED_CITATION;

    /** The item kind: lower case, words apart. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
